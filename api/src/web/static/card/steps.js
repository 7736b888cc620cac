// The forms of the steps, opened in the card itself: each asks for as little as it needs.
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { see } from "varta/core/api.js";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Key, community as communityWord } from "varta/parts/marks.js";
import { appeal, busy, edit, seen, step, take } from "varta/card/state.js";
import { at, neighbours, utilities } from "varta/console/desk.js";

const valuesOf = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));

/** What each step sends. */
const SENDS = {
  assign: (typed, etag) => take("assigned", `/appeals/${appeal.value.id}/assignments`, typed.utility ? { utility_id: typed.utility } : {}, etag),
  return: (typed, etag) => take("returned", `/appeals/${appeal.value.id}/return`, { reason: typed.reason }, etag),
  close: (typed, etag) => take("closed", `/appeals/${appeal.value.id}/close`, { outcome: typed.outcome, ...(typed.note && { note: typed.note }) }, etag),
  offer_handover: (typed, etag) => take("offered", `/appeals/${appeal.value.id}/handovers`, { community_id: typed.community, reason: typed.reason }, etag),
  edit: (typed, etag) => edit({ applicant: { ...(typed.name && { name: typed.name }), ...(typed.phone && { phone: typed.phone }), ...(typed.flat && { flat: typed.flat }) }, ...(typed.words && { words: typed.words }) }, etag),
  withdraw_handover: (_typed, _etag, handover) => take("withdrawn", `/handovers/${handover.id}/withdraw`, {}, `"${handover.version}"`),
};

function Assign() {
  const chosen = appeal.value.responsible_utility_id ?? "";
  return html`<label for="utility">${t("to-whom")}</label>
    <select id="utility" name="utility" required>${!chosen && html`<option value="">${t("choose-utility")}</option>`}
      ${utilities.value.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === chosen}>${one.name}${one.id === chosen ? ` · ${t("responsible-here")}` : ""}</option>`)}</select>`;
}

const Reason = ({ label }) => html`<label for="reason">${label}</label><textarea id="reason" name="reason" rows="2" maxlength="4000" required></textarea>`;

function Close() {
  const outcomes = ["resolved", "explained", "refused", "withdrawn"];
  const first = appeal.value.state === "reported" ? "resolved" : "explained";
  return html`<fieldset><legend>${t("how-it-ended")}</legend>${outcomes.map((one) => html`<label key=${one} class="check"><input type="radio" name="outcome" value=${one} defaultChecked=${one === first} /> ${t(`outcome-${one}`)}</label>`)}</fieldset>
    <label for="note">${t("what-caller-said")}</label><textarea id="note" name="note" rows="2" maxlength="4000"></textarea>`;
}

function Offer() {
  return html`<label for="community">${t("to-which-community")}</label>
    <select id="community" name="community" required><option value="">${t("choose-community")}</option>
      ${neighbours.value.map((one) => html`<option key=${one.id} value=${one.id}>${communityWord(one.name_uk)}</option>`)}</select>
    <${Reason} label=${t("why")} />`;
}

function Edit() {
  const first = appeal.value.calls?.[0];
  const { name, phone, flat } = first?.applicant ?? {};
  return html`<div class="row">
      <div class="field"><label for="edit-phone">${t("phone")}</label><input id="edit-phone" name="phone" type="tel" maxlength="40" defaultValue=${phone ?? ""} /></div>
      <div class="field"><label for="edit-name">${t("caller")}</label><input id="edit-name" name="name" maxlength="200" defaultValue=${name ?? ""} /></div>
      <div class="field short"><label for="edit-flat">${t("flat")}</label><input id="edit-flat" name="flat" maxlength="20" defaultValue=${flat ?? ""} /></div></div>
    <label for="edit-words">${t("words")}</label><textarea id="edit-words" name="words" rows="4" maxlength="4000" defaultValue=${first?.words ?? ""}></textarea>`;
}

const FORMS = { assign: Assign, return: () => html`<${Reason} label=${t("what-is-not-done")} />`, close: Close, offer_handover: Offer, edit: Edit, withdraw_handover: () => html`<p>${t("withdraw-sure")}</p>` };

/** @param {{ name: string }} props */
export function StepForm({ name }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const refusal = useSignal("");
  const etag = useSignal(seen());
  // Before the form is seen: whoever types fast types into it, and not into what was there.
  useLayoutEffect(() => { /** @type {HTMLElement | null} */ (form.current?.querySelector("input:checked") ?? form.current?.querySelector("select, textarea, input, button"))?.focus(); }, []);
  const submit = async (event) => {
    event.preventDefault();
    const typed = valuesOf(form.current);
    const handover = name === "withdraw_handover" ? await see(at(`/handovers/${appeal.value.sent_handover_id}`)) : undefined;
    refusal.value = (await SENDS[name](typed, etag.value, handover))?.message ?? "";
    // After a refusal the form goes on from what is seen now.
    etag.value = seen();
  };
  const keys = (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); step.value = ""; }
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); event.stopPropagation(); form.current?.requestSubmit(); }
  };
  return html`<form class="step" ref=${form} onSubmit=${submit} onKeyDown=${keys} aria-label=${t(`step-${name.replaceAll("_", "-")}`)}>
    <${FORMS[name]} />
    ${refusal.value && html`<p class="error" role="alert">${refusal.value}</p>`}
    <div class="ways"><button class="main" disabled=${busy.value}>${t(`do-${name.replaceAll("_", "-")}`)} <${Key} is="Ctrl+Enter" /></button>
      <button type="button" class="quietly" onClick=${() => (step.value = "")}>${t("cancel")} <${Key} is="Esc" /></button></div>
  </form>`;
}
