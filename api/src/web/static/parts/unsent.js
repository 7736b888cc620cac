// What is not sent yet, and what the server refused: each with its reason and a way on.
import { signal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { again, drop, entries, flush } from "varta/core/outbox.js";
import { t } from "varta/core/words.js";
import { Dialog } from "varta/parts/dialog.js";
import { At } from "varta/parts/marks.js";

export const unsentShown = signal(false);

/** How a screen takes a refused change back into its form; a screen that can sets it. */
export const correct = signal(/** @type {((entry: any) => void) | null} */ (null));

function Entry({ entry }) {
  const isRefused = entry.state === "refused";
  const why = entry.problem?.code === "address_unclear" ? t("address-unclear") : entry.problem?.detail;
  const { id: appeal, number } = entry.known;
  const reason = appeal ? t("registered-only", { number, why }) : why;
  return html`<li class="unsent-entry ${isRefused ? "late" : "soon"}">
    <p><strong>${t(`unsent-${entry.kind}`)}</strong> · ${entry.about} · <${At} at=${entry.at} /></p>
    <p class=${isRefused ? "why" : "quiet"}>${isRefused ? reason : t("unsent-waits")}</p>
    ${isRefused && html`<p class="ways">
      ${entry.draft && correct.value && html`<button onClick=${() => { correct.value?.(entry); unsentShown.value = false; }}>${t("correct")}</button>`}
      ${appeal && html`<a href="/appeals/${appeal}">${t("open-card")}</a>`}
      <button onClick=${() => again(entry.id)}>${t("send-again")}</button>
      <button class="bare" onClick=${() => confirm(t("drop-sure")) && drop(entry.id)}>${t("drop")}</button></p>`}
  </li>`;
}

export function Unsent() {
  if (!unsentShown.value) return null;
  const close = () => (unsentShown.value = false);
  return html`<${Dialog} title=${t("unsent-title")} onClose=${close}>
    ${entries.value.length
      ? html`<ul class="unsent-list">${entries.value.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} />`)}</ul>`
      : html`<p>${t("unsent-none")}</p>`}
    <div class="ways"><button class="main" onClick=${close} autofocus>${t("close")}</button>
      <button onClick=${() => flush()}>${t("send-now")}</button></div>
  <//>`;
}
