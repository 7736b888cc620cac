// The form of a call, from the ring to its end: each Enter leads to the next field.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { ago } from "varta/core/time.js";
import { link } from "varta/core/api.js";
import { Key, Urgency } from "varta/parts/marks.js";
import { tell } from "varta/parts/notices.js";
import { call, faults, held, hold, isEmpty, next, put, resume, titleOf } from "varta/console/call.js";
import { Choose } from "varta/console/choose.js";
import { nameOf, serviceName, services } from "varta/console/desk.js";
import { answer, focus, join, register } from "varta/console/finish.js";
import { hintOf } from "varta/console/hint.js";
import { Earlier, Known } from "varta/console/known.js";
import { caller, findNow, found, known } from "varta/console/lookups.js";
import { matching } from "varta/console/spelling.js";
import { signal } from "@preact/signals";

const typedService = signal("");

/** Enter goes on; the call is never sent by an Enter too many. */
const onward = (id) => (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
  event.preventDefault();
  focus(id);
};

function Text({ id, label, kind = "text", mode, next: to, short: isShort = false }) {
  return html`<div class="field ${isShort ? "short" : ""}">
    <label for=${id}>${label}</label>
    <input id=${id} type=${kind} inputmode=${mode} value=${call.value[id]} autocomplete="off" maxlength=${id === "name" ? 200 : id === "phone" ? 40 : 20}
      aria-invalid=${faults.value[id] ? "true" : undefined} aria-describedby="${id}-says"
      onInput=${(event) => put({ [id]: event.target.value })} onKeyDown=${onward(to)} />
    ${faults.value[id] && html`<div class="says" id="${id}-says"><span class="fault">${faults.value[id]}</span></div>`}
  </div>`;
}

function Candidate({ one }) {
  return html`<span class="candidate"><span>${one.address}${one.flat ? `, ${t("flat-short")} ${one.flat}` : ""}</span>
    <span class="quiet">${[one.alias && t("formerly", { name: one.alias }), one.fuzzy && !one.place_id && t("only-similar"), one.reasons.includes("other_type") && t("other-type"), one.unread && t("not-read", { words: one.unread }), one.place_id ? t("no-building") : !one.building_id && t("whole-street")].filter(Boolean).join(" · ")}</span></span>`;
}

function takeCandidate(one) {
  if (one.place_id) {
    put({ line: one.address, building: null });
    focus("service");
  } else if (one.building_id) {
    put({ line: one.address, building: { id: one.building_id, address: one.address }, flat: call.value.flat || one.flat || "" });
    focus("service");
  } else {
    put({ line: `${one.address}, `, building: null });
    focus("line");
  }
}

/** Where this number calls from most often, with the name that it gave. */
function takeUsual({ building_id: id, place: address, flat }) {
  put({ line: address, building: { id, address }, flat: call.value.flat || flat || "", name: call.value.name || caller.value?.name || "" });
  focus("service");
}

/** Enter before the look-up has answered: the certain building is taken when it is known. */
async function takeTyped() {
  if (call.value.building) return focus("service");
  const { line } = call.value;
  const usual = caller.value?.usual_address;
  if (!line.trim()) return usual && takeUsual(usual);
  const answer = await findNow(line).catch(() => null);
  // While the server is away the call goes on with the line as it was typed.
  if (!answer) return focus("service");
  const certain = answer.candidates.find((one) => one.building_id === answer.certain);
  if (certain) takeCandidate(certain);
}

function Address() {
  const { candidates, places, certain, line } = found.value;
  const all = [...candidates, ...places.map((place) => ({ ...place, fuzzy: true, reasons: [] }))];
  const options = call.value.building || line !== call.value.line || places.some((place) => place.address === line) ? [] : all;
  // What is only similar is never taken without looking: an arrow key chooses it.
  const first = certain ? options.findIndex((one) => one.building_id === certain) : options.findIndex((one) => !one.fuzzy);
  const says = link.value === "down" && !call.value.building ? t("hint-address-offline") : !call.value.building && line && line === call.value.line ? hintOf(found.value) : "";
  return html`<${Choose} id="line" label=${t("address")} value=${call.value.line} placeholder=${t("address-example")} options=${options} first=${first}
    isTaken=${Boolean(call.value.building)} fault=${faults.value.line} hint=${says}
    nameOf=${(one) => one.address} show=${(one) => html`<${Candidate} one=${one} />`}
    onType=${(text) => put({ line: text, building: null })} onTake=${takeCandidate} onEnter=${takeTyped} />`;
}

function Service() {
  const isTaken = Boolean(call.value.service);
  const value = isTaken ? serviceName(call.value.service) : typedService.value;
  const options = isTaken ? [] : matching(services.value.filter((one) => one.state === "on"), typedService.value);
  return html`<${Choose} id="service" label=${t("service")} value=${value} placeholder=${t("service-example")} options=${options} first=${typedService.value ? 0 : -1}
    isTaken=${isTaken} fault=${faults.value.service} hint=${!isTaken && typedService.value && !options.length ? t("hint-no-service") : ""}
    nameOf=${nameOf} show=${(one) => html`<span class="candidate"><span><${Urgency} code=${one.urgency} /> ${nameOf(one)}</span><span class="quiet">${t(`group-${one.group}`)}</span></span>`}
    onType=${(text) => { typedService.value = text; put({ service: "" }); }}
    onTake=${(one) => { typedService.value = ""; put({ service: one.code }); focus("words"); }} onEnter=${() => isTaken && focus("words")} />`;
}

function Words() {
  return html`<div class="field grow">
    <label for="words">${t("words")}</label>
    <textarea id="words" rows="3" maxlength="4000" value=${call.value.words} aria-invalid=${faults.value.words ? "true" : undefined} aria-describedby="words-says"
      onInput=${(event) => put({ words: event.target.value })}></textarea>
    <div class="says" id="words-says">${faults.value.words ? html`<span class="fault">${faults.value.words}</span>` : call.value.words.length > 3500 ? t("words-left", { count: 4000 - call.value.words.length }) : ""}</div>
  </div>`;
}

/** Calls that were put aside; the oldest is the one that waits longest. */
function Held() {
  if (!held.value.length) return null;
  return html`<div class="held" aria-label=${t("held-calls")}>
    <span class="quiet">${t("held-calls")} <${Key} is="F3" /></span>
    ${held.value.map((one) => html`<button key=${one.id} class="chip soon" onClick=${() => { resume(one.id); focus("line"); }}>${titleOf(one)} · ${ago(one.since)}</button>`)}
  </div>`;
}

export const firstOpen = () => known.value?.open?.[0];

function Endings() {
  const facts = known.value;
  const isUnowned = facts && !facts.responsible_utility_id;
  return html`<div class="endings">
    <button class="main" onClick=${() => register()}>${t(isUnowned ? "register" : "register-assign")} <${Key} is="Ctrl+Enter" /></button>
    <button onClick=${answer}>${t("answered")} <${Key} is="F8" /></button>
    ${firstOpen() && html`<button onClick=${() => join(firstOpen())}>${t("join-number", { number: firstOpen().number })} <${Key} is="F9" /></button>`}
    <button class="quietly" onClick=${hold} disabled=${isEmpty(call.value)}>${t("hold")} <${Key} is="F4" /></button>
    <button class="quietly" onClick=${clear} disabled=${isEmpty(call.value)}>${t("clear")}</button>
  </div>`;
}

/** Takes everything off the form; for a moment it can be brought back. */
function clear() {
  const before = call.value;
  next();
  typedService.value = "";
  focus("phone");
  tell("info", t("cleared"), { says: t("bring-back"), run: () => { hold(); call.value = before; } });
}

/** A fresh call; what is in hand is held. */
export function fresh() {
  hold();
  typedService.value = "";
  focus("phone");
}

export function Take() {
  return html`<section class="take" aria-label=${t("call")}>
    <div class="take-head"><h1>${t("call")}</h1><button class="quietly" onClick=${fresh}>${t("new-call")} <${Key} is="F2" /></button></div>
    <${Held} />
    <div class="row">
      <${Text} id="phone" label=${t("phone")} kind="tel" mode="tel" next="line" />
      <${Text} id="name" label=${t("caller")} next="line" />
      <${Text} id="flat" label=${t("flat")} next="line" short />
    </div>
    <${Earlier} onTake=${takeUsual} />
    <${Address} />
    <${Service} />
    <${Words} />
    <label class="check"><input type="checkbox" checked=${call.value.statutory} onChange=${(event) => put({ statutory: event.target.checked })} /> ${t("statutory")}</label>
    <${Known} />
    <${Endings} />
  </section>`;
}
