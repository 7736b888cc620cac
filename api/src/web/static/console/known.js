// What is known: who is responsible, by when it would be done, what is open here already.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { At, Due, Key, Phone, State, Urgency } from "varta/parts/marks.js";
import { call } from "varta/console/call.js";
import { serviceName, serviceOf, utilityOf } from "varta/console/desk.js";
import { join } from "varta/console/finish.js";
import { caller, known, open } from "varta/console/lookups.js";
import { openCard } from "varta/console/view.js";

/** One open appeal: opened by its number, joined by one key when it is the first. */
function Standing({ appeal, place, canJoin }) {
  return html`<li class="standing">
    <button class="bare number" onClick=${() => openCard(appeal.id)}>№ ${appeal.number}</button>
    <span class="what">${serviceName(appeal.service)} · <${State} code=${appeal.state} />
      ${appeal.callers > 1 && html`<span class="callers">${t("callers", { count: appeal.callers })}</span>`}</span>
    <span class="when"><${Due} deadlines=${appeal.deadlines} acknowledged=${appeal.acknowledged_at} /></span>
    ${canJoin && html`<button class="join" onClick=${() => join(appeal)}>${t("join")}${place === 0 && html` <${Key} is="F9" />`}</button>`}
  </li>`;
}

function Responsible({ id }) {
  const utility = utilityOf(id);
  if (!id) return html`<p class="unowned"><strong>${t("nobody-responsible")}</strong> ${t("nobody-responsible-advice")}</p>`;
  return html`<p><span class="quiet">${t("responsible")}</span> <strong>${utility?.name ?? t("another-utility")}</strong>
    ${utility?.duty_phone && html` · <${Phone} number=${utility.duty_phone} />`}</p>`;
}

export function Known() {
  const facts = known.value;
  const service = serviceOf(call.value.service);
  const same = facts?.open ?? [];
  const others = open.value.filter((one) => !same.some((other) => other.id === one.id));
  if (!call.value.building) return null;
  return html`<section class="known" aria-label=${t("what-is-known")} aria-live="polite">
    <h2>${t("what-is-known")}</h2>
    ${facts && html`
      <${Responsible} id=${facts.responsible_utility_id} />
      <p class="terms"><${Urgency} code=${facts.urgency} withWord />
        ${facts.deadlines.acknowledge && html`<span><span class="quiet">${t("accept-by")}</span> <${At} at=${facts.deadlines.acknowledge} /></span>`}
        ${facts.deadlines.arrive && html`<span><span class="quiet">${t("arrive-by")}</span> <${At} at=${facts.deadlines.arrive} /></span>`}
        ${facts.deadlines.resolve && html`<span><span class="quiet">${t("resolve-by")}</span> <${At} at=${facts.deadlines.resolve} /></span>`}
        ${facts.urgency === "information" && html`<span>${t("answer-at-once")}</span>`}</p>
      ${same.length > 0 && html`<p class="same"><strong>${t("open-here", { count: same.length })}</strong></p>
        <ul>${same.map((one, place) => html`<${Standing} key=${one.id} appeal=${one} place=${place} canJoin />`)}</ul>`}
      ${same.length === 0 && html`<p class="quiet">${t("nothing-open-here", { service: service ? serviceName(service.code) : "" })}</p>`}`}
    ${others.length > 0 && html`<p class="quiet">${t("also-open-here")}</p>
      <ul>${others.slice(0, 4).map((one) => html`<${Standing} key=${one.id} appeal=${one} canJoin=${!call.value.service} place=${-1} />`)}</ul>`}
  </section>`;
}

/** What earlier calls from this number tell. */
export function Earlier({ onTake }) {
  const { name, usual_address: usual, appeals = [] } = caller.value ?? {};
  const isNew = usual && !call.value.building && !call.value.line;
  if (!name && !usual && !appeals.length) return null;
  return html`<div class="earlier" aria-live="polite">
    ${isNew && html`<button class="chip usual" onClick=${() => onTake(usual)}>${t("usual-address")} <b>${usual.place}${usual.flat ? `, ${t("flat-short")} ${usual.flat}` : ""}</b> <${Key} is="Enter" /></button>`}
    ${appeals.length > 0 && html`<span class="quiet">${t("called-before")}</span>`}
    ${appeals.slice(0, 3).map((one) => html`<button key=${one.id} class="chip" onClick=${() => openCard(one.id)}>
      № ${one.number} ${serviceName(one.service)} · <${At} at=${one.registered_at} /> · ${t(`state-${one.state.replaceAll("_", "-")}`)}</button>`)}</div>`;
}
