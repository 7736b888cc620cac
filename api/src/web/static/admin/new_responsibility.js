// Somebody answers for a service at a place, from a moment on.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { query, see } from "varta/core/api.js";
import { t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";
import { useList, useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at, nameOf, services, utilities } from "varta/admin/place.js";

const KINDS = ["community", "settlement", "street", "building"];

/** A street or a building is chosen from what the registry has for the letters typed. */
function Sought({ name, label, ask, print, begun }) {
  const line = useSignal(begun?.printed ?? "");
  const found = useSignal(/** @type {any[]} */ ([]));
  const chosen = useSignal(begun?.id ?? "");
  useEffect(() => {
    if (line.value.trim().length < 2 || begun?.printed === line.value) return;
    const timer = setTimeout(async () => (found.value = (await ask(line.value.trim()).catch(() => [])).slice(0, 20)), 200);
    return () => clearTimeout(timer);
  }, [line.value]);
  return html`<${Field} name="${name}_line" label=${label} value=${line.value} onInput=${(event) => { line.value = event.target.value; chosen.value = ""; }} autocomplete="off" required maxlength="300" />
    ${found.value.length > 0 ? html`<${Field} name=${name} label=${t("found-in-registry")} required value=${chosen.value} onChange=${(event) => (chosen.value = event.target.value)}>
      <option value="">${t("choose")}</option>${found.value.map((one) => html`<option key=${one.id} value=${one.id}>${print(one)}</option>`)}<//>`
      : html`<input type="hidden" name=${name} value=${chosen.value} />${line.value.trim().length > 2 && !chosen.value && html`<p class="says">${t("nothing-found")}</p>`}`}`;
}

const streets = async (q) => (await see(at(`/streets${query({ q, limit: 20 })}`))).items;
const buildings = async (line) => (await see(at(`/addresses${query({ line })}`))).candidates.filter((one) => one.building_id).map((one) => ({ id: one.building_id, address: one.address }));

function PlaceFields({ begun }) {
  const kind = useSignal(begun?.id ? "building" : "community");
  const settlements = useList(kind.value === "settlement" ? at("/settlements") : "");
  return html`<${Field} name="kind" label=${t("where")} value=${kind.value} onChange=${(event) => (kind.value = event.target.value)}>
      ${KINDS.map((one) => html`<option key=${one} value=${one}>${t(`place-${one}`)}</option>`)}<//>
    ${kind.value === "settlement" && html`<${Field} name="place_id" label=${t("place-settlement")} required><option value="">${t("choose")}</option>
      ${(settlements.rows.value ?? []).map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}<//>`}
    ${kind.value === "street" && html`<${Sought} key="street" name="place_id" label=${t("place-street")} ask=${streets} print=${(one) => `${one.printed}, ${one.settlement}`} />`}
    ${kind.value === "building" && html`<${Sought} key="building" name="place_id" label=${t("address")} ask=${buildings} print=${(one) => one.address} begun=${begun} />`}`;
}

/** `given`: the service and the building of a gap. @param {{ given: { service?: string, id?: string, printed?: string }, onDone: () => void, onClose: () => void }} props */
export function NewResponsibility({ given, onDone, onClose }) {
  const sending = useSend();
  const submit = async ({ service, utility_id, kind, place_id, boundary, valid_from, valid_to }) => {
    const moment = (value) => (value ? new Date(value).toISOString() : undefined);
    const made = await sending.send("POST", at("/responsibilities"), {
      service, utility_id, boundary, place: kind === "community" ? { kind } : { kind, id: place_id }, valid_from: moment(valid_from), valid_to: moment(valid_to),
    });
    if (made) { tell("done", t("did-give")); onDone(); }
  };
  return html`<${Side} title=${t("new-responsibility")} onClose=${onClose}>
    <${Form} label=${t("new-responsibility")} does=${t("do-give")} sending=${sending} submit=${submit} onCancel=${onClose} isFirst>
      <${Field} name="service" label=${t("service")} required defaultValue=${given.service ?? ""}><option value="">${t("choose")}</option>${services.value.map((one) => html`<option key=${one.code} value=${one.code} selected=${one.code === given.service}>${nameOf(one)}</option>`)}<//>
      <${Field} name="utility_id" label=${t("utility")} required><option value="">${t("choose-utility")}</option>${utilities.value.filter((one) => one.state === "active").map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}<//>
      <${PlaceFields} begun=${given} />
      <${Field} name="boundary" label=${t("boundary")}><option value="">${t("boundary-both")}</option>${["before_inlet", "after_inlet"].map((one) => html`<option key=${one} value=${one}>${t(`boundary-${one.replaceAll("_", "-")}`)}</option>`)}<//>
      <div class="pair"><${Field} name="valid_from" label=${t("valid-from")} hint=${t("from-now")} type="datetime-local" /><${Field} name="valid_to" label=${t("valid-to")} hint=${t("without-end")} type="datetime-local" /></div>
    <//><//>`;
}
