// The card of one appeal: what it is, who has it, what was said, what can be done with it now.
import { useEffect, useLayoutEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { bind } from "varta/core/keys.js";
import { t } from "varta/core/words.js";
import { At, Due, Key, Phone, State, Urgency } from "varta/parts/marks.js";
import { Broken, Loading } from "varta/parts/states.js";
import { appeal, begin, handovers, load, problem, step } from "varta/card/state.js";
import { communityName, here, serviceName, utilityName } from "varta/console/desk.js";
import { History } from "varta/card/history.js";
import { Conflict } from "varta/card/conflict.js";
import { StepForm } from "varta/card/steps.js";

/** What can be done, in the order of the keys that do it. */
export function stepsOf(one) {
  const can = new Set(one.steps);
  const isOpen = one.state !== "closed";
  return [
    can.has("assign") && "assign",
    can.has("return") && "return",
    can.has("close") && "close",
    can.has("offer_handover") && "offer_handover",
    can.has("withdraw_handover") && "withdraw_handover",
    isOpen && one.calls && "edit",
  ].filter(Boolean);
}

/** The step that is likely next. */
const LIKELY = { registered: "assign", declined: "assign", reported: "close" };

function Steps() {
  const steps = stepsOf(appeal.value);
  if (!steps.length) return null;
  return html`<div class="steps" role="group" aria-label=${t("steps")}>
    ${steps.map((name, place) => html`<button key=${name} class=${LIKELY[appeal.value.state] === name && step.value === "" ? "main" : ""} aria-pressed=${step.value === name}
      onClick=${() => (step.value = step.value === name ? "" : name)}>${t(`step-${name.replaceAll("_", "-")}`)} <${Key} is=${String(place + 1)} /></button>`)}
  </div>`;
}

function Call({ one }) {
  const { name, phone, flat } = one.applicant;
  return html`<li class="entry">
    <p>${name && html`<strong>${name}</strong> `}<${Phone} number=${phone} />${flat && html` · ${t("flat-short")} ${flat}`} <span class="quiet">${t(`call-${one.outcome.replaceAll("_", "-")}`)} · <${At} at=${one.taken_at} /></span></p>
    <p class="words">${one.words}</p></li>`;
}

function Given({ one }) {
  return html`<li class="entry">
    <p><strong>${utilityName(one.utility_id) || t("another-utility")}</strong> <${State} code=${one.state} of="assignment" /></p>
    <p class="quiet">${t("offered")} <${At} at=${one.offered_at} />${one.accepted_at && html` · ${t("accepted")} <${At} at=${one.accepted_at} />`}${one.arrived_at && html` · ${t("arrived")} <${At} at=${one.arrived_at} />`}${one.reported_at && html` · ${t("reported")} <${At} at=${one.reported_at} />`}</p>
    ${one.report && html`<p class="words">${one.report}</p>`}
    ${one.decline_reason && html`<p class="words">${one.decline_reason} <span class="quiet">${t("whose")} ${one.decline_addressee}</span></p>`}
    ${one.return_reason && html`<p class="words">${t("returned-because")} ${one.return_reason}</p>`}</li>`;
}

function Facts({ one }) {
  const { acknowledge, arrive, resolve } = one.deadlines;
  const arrived = one.assignments.find((given) => given.arrived_at)?.arrived_at;
  return html`<dl class="facts">
    <dt>${t("registered-at")}</dt><dd><${At} at=${one.registered_at} /></dd>
    ${acknowledge && html`<dt>${t("accept-by")}</dt><dd><${At} at=${acknowledge} />${one.acknowledged_at && html` · ${t("accepted")} <${At} at=${one.acknowledged_at} />`}</dd>`}
    ${arrive && html`<dt>${t("arrive-by")}</dt><dd><${At} at=${arrive} />${arrived && html` · ${t("arrived")} <${At} at=${arrived} />`}</dd>`}
    ${resolve && html`<dt>${t("resolve-by")}</dt><dd><${At} at=${resolve} />${one.reported_at && html` · ${t("reported")} <${At} at=${one.reported_at} />`}</dd>`}
    <dt>${t("responsible")}</dt><dd>${one.responsible_utility_id ? utilityName(one.responsible_utility_id) : html`<span class="quiet">${t("nobody-responsible")}</span>`}</dd>
    ${one.returns > 0 && html`<dt>${t("returned-times")}</dt><dd>${t("times", { count: one.returns })}</dd>`}
    <dt>${t("kind")}</dt><dd>${t(`kind-${one.kind}`)}</dd>
    <dt>${t("tracking-code")}</dt><dd class="code">${one.tracking_code}</dd>
  </dl>`;
}

function Handovers() {
  if (!handovers.value.length) return null;
  return html`<section><h2 class="part">${t("handovers")}</h2><ul>${handovers.value.map((one) => html`<li class="entry" key=${one.id}>
    <p><strong>${one.to_community_id === here.value ? t("handover-from", { community: communityName(one.from_community_id) }) : communityName(one.to_community_id)}</strong> <${State} code=${one.state} of="handover" /> <span class="quiet"><${At} at=${one.offered_at} /></span></p>
    <p class="words">${one.reason}</p>${one.refusal_reason && html`<p class="words">${one.refusal_reason}</p>`}</li>`)}</ul></section>`;
}

function Body() {
  const one = appeal.value;
  const isOpen = one.state !== "closed";
  return html`
    <header class="card-head">
      <p class="badges"><span class="number">№ ${one.number}</span> <${State} code=${one.state} />${one.outcome && html`<span class="outcome">${t(`outcome-${one.outcome.replaceAll("_", "-")}`)}</span>`}
        <${Urgency} code=${one.urgency} withWord />${isOpen && html`<${Due} deadlines=${one.deadlines} acknowledged=${one.acknowledged_at} />`}</p>
      <h1 tabindex="-1" id="card-title">${serviceName(one.service)}</h1>
      <p class="place">${one.place}</p>
    </header>
    <${Steps} />
    ${step.value && html`<${StepForm} name=${step.value} key=${step.value} />`}
    <div class="card-parts">
      <div>
        ${one.calls && html`<section><h2 class="part">${t("who-called", { count: one.callers })}</h2><ul>${one.calls.map((call, place) => html`<${Call} key=${place} one=${call} />`)}</ul></section>`}
        ${!one.calls && html`<section><p class="quiet">${t("persons-hidden")}</p></section>`}
        ${one.assignments.length > 0 && html`<section><h2 class="part">${t("assignments")}</h2><ul>${[...one.assignments].reverse().map((given) => html`<${Given} key=${given.id} one=${given} />`)}</ul></section>`}
        <${Handovers} />
        <section><${Facts} one=${one} /></section>
      </div>
      <section><h2 class="part">${t("history")}</h2><${History} /></section>
    </div>
    <${Conflict} />`;
}

/** @param {{ id: string, onBack: () => void }} props */
export function Card({ id, onBack }) {
  useEffect(() => {
    const digits = Array.from({ length: 6 }, (_, place) => ({
      key: String(place + 1), says: t("step-of-card"),
      run: () => { const name = appeal.value && stepsOf(appeal.value)[place]; if (name) step.value = name; },
    }));
    const stops = [begin(id), bind(digits)];
    return () => stops.forEach((stop) => stop());
  }, [id]);
  useLayoutEffect(() => { document.getElementById("card-title")?.focus({ preventScroll: true }); }, [Boolean(appeal.value)]);
  return html`<section class="queue-side card" aria-label=${t("card")}>
    <p class="back"><button class="bare" onClick=${onBack}>← ${t("back-to-queue")} <${Key} is="Esc" /></button></p>
    <div class="scroll">${problem.value ? html`<${Broken} problem=${problem.value} again=${() => load(id)} />` : appeal.value ? html`<${Body} />` : html`<${Loading} rows=${8} />`}</div>
  </section>`;
}
