// One assignment: where, what, whom to call; and the steps at the lower edge, under the thumb.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { At, Due, Phone, State, Urgency, community, spoken } from "varta/parts/marks.js";
import { act, communityName, opened, serviceName } from "varta/crew/inbox_state.js";

const QUICK = ["restored", "repaired", "replaced", "temporary"];

/** What was typed stays in this browser until it is sent. @param {string} name */
function useKept(name) {
  const key = `varta.draft.${name}`;
  const text = useSignal(localStorage.getItem(key) ?? "");
  const put = (value) => { text.value = value; localStorage.setItem(key, value); };
  return { text: text.value, put, clear: () => localStorage.removeItem(key) };
}

function Decline({ row, onCancel }) {
  const why = useKept(`${row.id}.why`);
  const whose = useKept(`${row.id}.whose`);
  const send = (event) => {
    event.preventDefault();
    why.clear(); whose.clear();
    act("declined", { reason: why.text.trim(), addressee: whose.text.trim() });
  };
  return html`<form class="job-form" onSubmit=${send}>
    <label for="why">${t("decline-why")}</label><textarea id="why" rows="2" required maxlength="4000" value=${why.text} onInput=${(event) => why.put(event.target.value)}></textarea>
    <label for="whose">${t("decline-whose")}</label><input id="whose" required maxlength="4000" value=${whose.text} onInput=${(event) => whose.put(event.target.value)} />
    <div class="thumb"><button type="button" onClick=${onCancel}>${t("cancel")}</button><button class="main" disabled=${!why.text.trim() || !whose.text.trim()}>${t("send-decline")}</button></div>
  </form>`;
}

function Report({ row, onCancel }) {
  const done = useKept(`${row.id}.report`);
  const send = (event) => {
    event.preventDefault();
    done.clear();
    act("reported", { text: done.text.trim() });
  };
  const add = (words) => done.put(done.text.trim() ? `${done.text.trim()}. ${words}` : words);
  return html`<form class="job-form" onSubmit=${send}>
    <label for="report">${t("report-what")}</label>
    <textarea id="report" rows="3" required maxlength="4000" value=${done.text} onInput=${(event) => done.put(event.target.value)}></textarea>
    <div class="quick">${QUICK.map((name) => html`<button type="button" class="chip" key=${name} onClick=${() => add(t(`quick-${name}`))}>${t(`quick-${name}`)}</button>`)}</div>
    <div class="thumb"><button type="button" onClick=${onCancel}>${t("cancel")}</button><button class="main" disabled=${!done.text.trim()}>${t("send-report")}</button></div>
  </form>`;
}

function Contact({ contact }) {
  if (!contact.name && !contact.phone) return html`<p class="quiet">${t("no-contact")}</p>`;
  return html`<p>${contact.name} <${Phone} number=${contact.phone} /></p>`;
}

/** @param {{ row: any }} props */
export function Assignment({ row }) {
  const form = useSignal("");
  const steps = new Set(row.steps);
  useEffect(() => { document.getElementById("job-title")?.focus({ preventScroll: true }); scrollTo(0, 0); }, []);
  const cancel = () => (form.value = "");
  return html`<article class="job-card">
    <p class="back"><button class="bare" onClick=${() => (opened.value = "")}>← ${t("back-to-list")}</button></p>
    <p class="badges"><span class="number">№ ${row.appeal_number}</span><${State} code=${row.state} of="assignment" />${row.isUnsent && html`<b class="unsent">${t("not-sent-yet")}</b>`}</p>
    <h1 id="job-title" tabindex="-1">${serviceName(row.service)}</h1>
    <p class="place">${row.place}${row.contact.flat ? `, ${t("flat-short")} ${row.contact.flat}` : ""}</p>
    <p class="quiet">${community(communityName(row.community_id))}</p>
    <p class="badges"><${Urgency} code=${row.urgency} withWord /><${Due} deadlines=${row.deadlines} acknowledged=${row.accepted_at} /></p>
    ${row.return_reason && row.state === "returned" && html`<p class="error"><strong>${t("returned-because")}</strong> ${row.return_reason}</p>`}
    <p class="words">${row.words}</p>
    <${Contact} contact=${row.contact} />
    <p class="quiet">${t("offered")} <${At} at=${row.offered_at} />${row.deadlines.resolve && html` · ${t("resolve-by")} <${At} at=${row.deadlines.resolve} />`}${row.arrived_at && html` · ${t("arrived")} <${At} at=${row.arrived_at} />`}</p>
    ${form.value === "decline" ? html`<${Decline} row=${row} onCancel=${cancel} />`
      : form.value === "report" ? html`<${Report} row=${row} onCancel=${cancel} />`
      : html`<div class="thumb ${steps.has("arrive") ? "rows" : ""}">
        ${row.contact.phone && html`<a class="button" href="tel:${row.contact.phone}" aria-label="${t("call-person")} ${spoken(row.contact.phone)}">${t("call-person")}</a>`}
        ${steps.has("decline") && html`<button onClick=${() => (form.value = "decline")}>${t("decline")}</button>`}
        ${steps.has("accept") && html`<button class="main" onClick=${() => act("accepted", {})}>${t("accept")}</button>`}
        ${steps.has("arrive") && html`<button class="main" onClick=${() => act("arrived", {})}>${t("arrive")}</button>`}
        ${steps.has("report") && html`<button class=${steps.has("arrive") ? "" : "main"} onClick=${() => (form.value = "report")}>${t("report-done")}</button>`}
      </div>`}
  </article>`;
}
