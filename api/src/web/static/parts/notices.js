// Short messages about what was just done; they go by themselves, and are read aloud.
import { signal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";

/** @typedef {{ id: number, tone: "done" | "late" | "soon" | "info", words: string, act?: { says: string, run: () => void } }} Notice */

/** @type {import("@preact/signals").Signal<Notice[]>} */
const notices = signal([]);
let last = 0;

/** @param {Notice["tone"]} tone @param {string} words @param {Notice["act"]} [act] */
export function tell(tone, words, act) {
  const id = ++last;
  notices.value = [...notices.value.slice(-3), { id, tone, words, act }];
  setTimeout(() => hush(id), tone === "done" ? 8000 : 20_000);
  return id;
}

/** @param {number} id */
export const hush = (id) => (notices.value = notices.value.filter((one) => one.id !== id));

export const Notices = () => html`<div class="notices" role="status" aria-live="polite">
  ${notices.value.map((one) => html`<div class="notice ${one.tone}" key=${one.id}>
    <span>${one.words}</span>
    ${one.act && html`<button onClick=${() => { one.act?.run(); hush(one.id); }}>${one.act.says}</button>`}
    <button class="bare" aria-label=${t("dismiss")} onClick=${() => hush(one.id)}>×</button>
  </div>`)}</div>`;
