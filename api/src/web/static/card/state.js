// One appeal on the screen: read whole, changed step by step upon the version that was seen.
import { signal } from "@preact/signals";
import { Problem, ask, see } from "varta/core/api.js";
import { follow } from "varta/core/live.js";
import { change, drop } from "varta/core/outbox.js";
import { t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";
import { at } from "varta/console/desk.js";
import { load as loadQueue } from "varta/console/queue_state.js";

export const appeal = signal(/** @type {any} */ (null));
export const history = signal(/** @type {any[]} */ ([]));
export const handovers = signal(/** @type {any[]} */ ([]));
export const problem = signal(/** @type {Problem | null} */ (null));
/** The step whose form is open. */
export const step = signal("");
export const busy = signal(false);
/** Somebody else changed it meanwhile: theirs, and what was typed here. @type {import("@preact/signals").Signal<null | { theirs: any, mine: any, etag: string }>} */
export const conflict = signal(null);

let shown = "";

/** @param {string} id @param {boolean} [background] */
export async function load(id, background = false) {
  try {
    const [card, steps] = await Promise.all([
      see(at(`/appeals/${id}`), { background }),
      see(at(`/appeals/${id}/history`), { background }),
    ]);
    if (shown !== id) return;
    appeal.value = card;
    history.value = steps.items;
    problem.value = null;
    const ids = [card.sent_handover_id, card.received_handover_id].filter(Boolean);
    handovers.value = await Promise.all(ids.map((one) => see(at(`/handovers/${one}`), { background })));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (shown === id && !appeal.value) problem.value = failure;
  }
}

/** @param {string} id */
export function begin(id) {
  shown = id;
  appeal.value = null;
  history.value = [];
  handovers.value = [];
  problem.value = null;
  step.value = "";
  conflict.value = null;
  load(id);
  return follow(at("/events"), () => load(id, true), (event) => event.includes(id));
}

/** The version that is on the screen. */
export const seen = () => `"${appeal.value.version}"`;

/**
 * Takes a step upon the version that was seen when its form was opened.
 * @param {string} kind @param {string} path @param {any} body @param {string} etag
 */
export async function take(kind, path, body, etag) {
  const one = appeal.value;
  busy.value = true;
  const sent = change({ kind, about: `№ ${one.number} · ${one.place}`, steps: [{ method: "POST", path: at(path), body, ifMatch: etag }] });
  try {
    await Promise.race([sent.done, new Promise((resolve) => setTimeout(resolve, 4000))]);
    step.value = "";
    tell("done", t(`did-${kind}`, { number: one.number }));
  } catch (thrown) {
    const failure = /** @type {Problem} */ (thrown);
    // Whoever took the step is here and sees why: it need not wait for a second look.
    drop(sent.id);
    if (failure.code === "stale") tell("soon", t("stale-step"));
    else tell("late", failure.message);
  } finally {
    busy.value = false;
    await load(one.id);
    loadQueue(true);
  }
}

/** Corrects the caller and their words; a conflict is shown side by side. @param {any} typed @param {string} etag */
export async function edit(typed, etag) {
  const { id } = appeal.value;
  busy.value = true;
  try {
    await ask(at(`/appeals/${id}`), { method: "PATCH", body: JSON.stringify(typed), ifMatch: etag });
    step.value = "";
    conflict.value = null;
    tell("done", t("did-edited"));
    await load(id);
    return null;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (failure.code !== "stale") return failure;
    await load(id);
    conflict.value = { theirs: appeal.value, mine: typed, etag: failure.body.current ?? `"${appeal.value.version}"` };
    return null;
  } finally {
    busy.value = false;
  }
}
