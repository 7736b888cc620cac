// What is to be worked through: services that nobody answers for somewhere, and those for which
// two answer.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { query } from "varta/core/api.js";
import { language, t } from "varta/core/words.js";
import { Listed, useList } from "varta/admin/ask.js";
import { at, nameOf, serviceName, utilityName } from "varta/admin/place.js";
import { Where } from "varta/admin/where.js";

const share = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

function Gaps({ service, add, onBack }) {
  const list = useList(at(`/responsibilities/gaps${query({ service, limit: 50 })}`));
  return html`<section class="listing" aria-label=${t("tab-gaps")}><p class="back"><button class="bare" onClick=${onBack}>← ${t("tab-coverage")}</button></p>
    <h2>${serviceName(service)}: ${t("tab-gaps")}</h2>
    <${Listed} list=${list} empty=${t("gaps-none")}>
      <table class="work rows"><thead><tr><th scope="col">${t("address")}</th><th scope="col"><span class="unseen">${t("steps")}</span></th></tr></thead>
        <tbody>${(list.rows.value ?? []).map((one) => html`<tr key=${one.building_id}><th scope="row">${one.address}</th>
          <td class="num"><button onClick=${() => add({ service, id: one.building_id, printed: one.address })}>${t("give-somebody")}</button></td></tr>`)}</tbody></table>
    <//></section>`;
}

export function Coverage({ add }) {
  const service = useSignal("");
  const list = useList(at("/responsibilities/coverage"));
  const worst = [...(list.rows.value ?? [])].sort((a, b) => b.uncovered - a.uncovered || b.overlaps - a.overlaps);
  if (service.value) return html`<${Gaps} service=${service.value} add=${add} onBack=${() => (service.value = "")} />`;
  return html`<section class="listing" aria-label=${t("tab-coverage")}><${Listed} list=${list} empty=${t("coverage-none")}>
    <table class="work rows"><thead><tr><th scope="col">${t("service")}</th><th scope="col" class="num">${t("uncovered")}</th><th scope="col" class="num">${t("uncovered-share")}</th><th scope="col" class="num">${t("tab-overlaps")}</th><th scope="col"><span class="unseen">${t("steps")}</span></th></tr></thead>
      <tbody>${worst.map((one) => html`<tr key=${one.service}><th scope="row">${nameOf(one)}</th>
        <td class="num ${one.uncovered ? "soon" : "zero"}" data-label=${t("uncovered")}>${one.uncovered ? t("of-buildings", { count: one.uncovered, all: one.buildings }) : "–"}</td>
        <td class="num">${one.uncovered ? share.format(one.uncovered_percent / 100) : html`<span class="done">${t("all-covered")}</span>`}</td><td class="num ${one.overlaps ? "soon" : "zero"}" data-label=${t("tab-overlaps")}>${one.overlaps || "–"}</td>
        <td class="num ways-of-row">${one.uncovered > 0 && html`<button onClick=${() => add({ service: one.service })}>${t("give-somebody")}</button><button class="quietly" onClick=${() => (service.value = one.service)}>${t("show-buildings")}</button>`}</td></tr>`)}</tbody></table><//></section>`;
}

export function Overlaps() {
  const list = useList(at("/responsibilities/overlaps?limit=50"));
  return html`<section class="listing" aria-label=${t("tab-overlaps")}><p class="quiet advice">${t("overlaps-advice")}</p>
    <${Listed} list=${list} empty=${t("overlaps-none")}>
      <table class="work rows"><thead><tr><th scope="col">${t("service")}</th><th scope="col">${t("where")}</th><th scope="col">${t("both-answer")}</th></tr></thead>
        <tbody>${(list.rows.value ?? []).map((one) => html`<tr key=${one.first.responsibility_id + one.second.responsibility_id}><th scope="row">${serviceName(one.service)}</th><td><${Where} place=${one.place} /></td>
          <td>${utilityName(one.first.utility_id)} · ${utilityName(one.second.utility_id)}</td></tr>`)}</tbody></table><//></section>`;
}
