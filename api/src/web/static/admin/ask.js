// Lists that are read page by page, and changes that are sent once.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Problem, ask, see } from "varta/core/api.js";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Broken, Empty, Loading } from "varta/parts/states.js";

/** What stands at an address; nothing is asked while there is none. @param {string} path */
export function useList(path) {
  const rows = useSignal(/** @type {any[] | null} */ (null));
  const problem = useSignal(/** @type {Problem | null} */ (null));
  const next = useSignal("");
  const turn = useRef(0);
  const load = async (after = "") => {
    const mine = ++turn.current;
    try {
      const page = await see(after ? `${path}${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}` : path);
      if (mine !== turn.current) return;
      rows.value = after ? [...(rows.value ?? []), ...page.items] : page.items;
      next.value = page.next ?? "";
      problem.value = null;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (mine === turn.current) problem.value = failure;
    }
  };
  useEffect(() => {
    rows.value = null;
    problem.value = null;
    if (path) load();
  }, [path]);
  return { rows, problem, next, load };
}

/** A list in each of its states. @param {{ list: ReturnType<typeof useList>, empty: string, advice?: string, children?: any }} props */
export function Listed({ list, empty, advice, children }) {
  if (list.problem.value && !list.rows.value) return html`<${Broken} problem=${list.problem.value} again=${() => list.load()} />`;
  if (!list.rows.value) return html`<${Loading} rows=${8} />`;
  if (!list.rows.value.length) return html`<${Empty} words=${empty} advice=${advice} />`;
  return html`${children}
    ${list.problem.value && html`<p class="error" role="alert">${list.problem.value.message}</p>`}
    ${list.next.value && html`<p class="more"><button onClick=${() => list.load(list.next.value)}>${t("show-more")}</button></p>`}`;
}

/** Sends a change under a key of its own, which stays the same until it was answered. */
export function useSend() {
  const problem = useSignal(/** @type {Problem | null} */ (null));
  const busy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  /** The answer; nothing when it was refused. @param {string} method @param {string} path @param {any} [body] @param {number} [version] */
  const send = async (method, path, body, version) => {
    busy.value = true;
    problem.value = null;
    const how = { method, body: body && JSON.stringify(body), key: method === "POST" ? key.current : undefined, ifMatch: version === undefined ? undefined : `"${version}"` };
    try {
      const answer = await ask(path, how);
      key.current = crypto.randomUUID();
      return answer.body;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      problem.value = failure;
      if (!failure.isPassing) key.current = crypto.randomUUID();
      return null;
    } finally {
      busy.value = false;
    }
  };
  return { problem, busy, send };
}
