// Finds an appeal by its number or a caller's telephone, open or closed.
import { signal } from "@preact/signals";
import { lookUp } from "varta/core/api.js";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { At, Key, State } from "varta/parts/marks.js";
import { Empty } from "varta/parts/states.js";
import { at, serviceName } from "varta/console/desk.js";
import { openCard } from "varta/console/view.js";

export const search = signal(/** @type {{ text: string, hits: any[] | null, fault: string }} */ ({ text: "", hits: null, fault: "" }));

/** Up to seven digits are a number; more are a telephone. */
async function find(text) {
  const digits = text.replace(/\D/g, "");
  const sought = digits.length > 7 || text.includes("+") ? { phone: text } : { number: Number(digits) };
  try {
    const hits = digits ? (await lookUp(at("/appeals/search"), sought)).items : [];
    search.value = { text, hits, fault: "" };
    if (hits.length === 1) openCard(hits[0].id);
  } catch (problem) {
    search.value = { text, hits: [], fault: /** @type {Error} */ (problem).message };
  }
}

export const clearSearch = () => (search.value = { text: "", hits: null, fault: "" });

export function Search() {
  const { text, hits, fault } = search.value;
  return html`<form class="search" role="search" onSubmit=${(event) => { event.preventDefault(); find(event.target.elements.sought.value); }}>
    <label class="unseen" for="sought">${t("search-label")}</label>
    <input id="sought" name="sought" value=${text} placeholder=${t("search-label")} inputmode="tel" autocomplete="off" maxlength="40"
      onInput=${(event) => !event.target.value && clearSearch()} /><${Key} is="/" />
    ${hits && html`<div class="hits">${hits.length
      ? html`<ul>${hits.map((one) => html`<li key=${one.id}><button class="bare" onClick=${() => openCard(one.id)}>№ ${one.number}</button> ${serviceName(one.service)} · ${one.place} · <${At} at=${one.registered_at} /> <${State} code=${one.state} /></li>`)}</ul>`
      : html`<${Empty} words=${fault || t("search-none")} />`}
      <button class="quietly" onClick=${(event) => { event.preventDefault(); clearSearch(); }}>${t("back-to-queue")}</button></div>`}
  </form>`;
}
