// Who answers for what, where and when; and what is to be worked through: gaps and overlaps.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { query } from "varta/core/api.js";
import { now } from "varta/core/time.js";
import { t } from "varta/core/words.js";
import { At } from "varta/parts/marks.js";
import { tell } from "varta/parts/notices.js";
import { Listed, useList, useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { Coverage, Overlaps } from "varta/admin/coverage.js";
import { NewResponsibility } from "varta/admin/new_responsibility.js";
import { at, opened, serviceName, utilities, utilityName } from "varta/admin/place.js";
import { Where } from "varta/admin/where.js";

const hasEnded = (one) => one.valid_to && Date.parse(one.valid_to) <= now.value;

function Row({ one }) {
  return html`<tr class=${hasEnded(one) ? "off" : ""} aria-selected=${opened.value === one.id}>
    <th scope="row"><button class="bare" onClick=${() => (opened.value = one.id)}>${serviceName(one.service)}</button></th>
    <td><${Where} place=${one.place} /></td><td>${utilityName(one.utility_id) || t("another-utility")}</td>
    <td>${one.boundary ? t(`boundary-${one.boundary.replaceAll("_", "-")}`) : html`<span class="quiet">${t("boundary-both")}</span>`}</td>
    <td><${At} at=${one.valid_from} />${one.valid_to ? html` – <${At} at=${one.valid_to} />` : html` <span class="quiet">${t("without-end")}</span>`}</td></tr>`;
}

function One({ one, onChange, onClose }) {
  const sending = useSend();
  const end = async ({ valid_to }) => {
    const body = valid_to ? { valid_to: new Date(valid_to).toISOString() } : {};
    if (await sending.send("POST", at(`/responsibilities/${one.id}/end`), body, one.version)) { tell("done", t("did-end")); onChange(); onClose(); }
  };
  return html`<${Side} title=${serviceName(one.service)} onClose=${onClose}>
    <p><${Where} place=${one.place} /></p><p class="quiet">${utilityName(one.utility_id)}</p>
    ${hasEnded(one) ? html`<p>${t("has-ended")} <${At} at=${one.valid_to} /></p>` : html`
      <${Form} label=${t("end-responsibility")} does=${t("end-responsibility")} sending=${sending} submit=${end}>
        <${Field} name="valid_to" label=${t("valid-to")} hint=${t("end-hint")} type="datetime-local" /><//>`}<//>`;
}

function Given({ onNew }) {
  const filter = useSignal({ utility_id: "", all: false });
  const asOf = useSignal(new Date(now.peek()).toISOString());
  const list = useList(at(`/responsibilities${query({ limit: 50, utility_id: filter.value.utility_id, valid_at: filter.value.all ? "" : asOf.value })}`));
  const one = (list.rows.value ?? []).find((row) => row.id === opened.value);
  const close = () => (opened.value = "");
  const again = () => { asOf.value = new Date(now.peek()).toISOString(); list.load(); };
  return html`<div class="split ${opened.value ? "with-side" : ""}"><section class="listing" aria-label=${t("tab-given")}>
      <div class="filters"><label>${t("utility")} <select value=${filter.value.utility_id} onChange=${(event) => (filter.value = { ...filter.value, utility_id: event.target.value })}>
          <option value="">${t("all")}</option>${utilities.value.map((row) => html`<option key=${row.id} value=${row.id}>${row.name}</option>`)}</select></label>
        <label class="check"><input type="checkbox" checked=${filter.value.all} onChange=${(event) => (filter.value = { ...filter.value, all: event.target.checked })} /> ${t("with-ended")}</label></div>
      <${Listed} list=${list} empty=${t("responsibilities-none")} advice=${t("responsibilities-advice")}>
        <table class="work rows"><thead><tr><th scope="col">${t("service")}</th><th scope="col">${t("where")}</th><th scope="col">${t("utility")}</th><th scope="col">${t("boundary")}</th><th scope="col">${t("validity")}</th></tr></thead>
          <tbody>${(list.rows.value ?? []).map((row) => html`<${Row} key=${row.id} one=${row} />`)}</tbody></table>
      <//></section>
    ${opened.value === "new" && html`<${NewResponsibility} given=${onNew.value} onDone=${() => { again(); close(); }} onClose=${close} />`}
    ${one && html`<${One} key=${one.id} one=${one} onChange=${again} onClose=${close} />`}</div>`;
}

const TABS = { given: Given, coverage: Coverage, overlaps: Overlaps };

export function Responsibilities() {
  const tab = useSignal("given");
  /** What a new one begins with. */
  const given = useSignal(/** @type {any} */ ({}));
  const add = (begun = {}) => { given.value = begun; tab.value = "given"; opened.value = "new"; };
  const choose = (name) => { tab.value = name; opened.value = ""; };
  return html`<div class="listing-head"><h1>${t("part-responsibilities")}</h1><button class="main" onClick=${() => add()}>${t("new-responsibility")}</button></div>
    <div class="pills" role="tablist" aria-label=${t("part-responsibilities")}>${Object.keys(TABS).map((name) => html`<button key=${name} role="tab" id="pill-${name}" aria-controls="pane" aria-selected=${tab.value === name} onClick=${() => choose(name)}>${t(`tab-${name}`)}</button>`)}</div>
    <div role="tabpanel" id="pane" aria-labelledby="pill-${tab.value}"><${TABS[tab.value]} onNew=${given} add=${add} /></div>`;
}
