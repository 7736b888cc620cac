// The catalogue as the community has it: what is its own, and what is the region's.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Urgency } from "varta/parts/marks.js";
import { tell } from "varta/parts/notices.js";
import { Listed, useList, useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at, nameOf, opened, services } from "varta/admin/place.js";

const number = (value) => value ?? "–";

function Row({ one }) {
  return html`<tr class=${one.state === "on" ? "" : "off"} aria-selected=${opened.value === one.code}>
    <th scope="row"><button class="bare" onClick=${() => (opened.value = one.code)}>${nameOf(one)}</button></th><td><${Urgency} code=${one.urgency} withWord /></td>
    <td class="num" data-label=${t("accept-within")}>${number(one.acknowledge_minutes)}</td><td class="num" data-label=${t("arrive-within")}>${number(one.arrive_minutes)}</td><td class="num" data-label=${t("resolve-within")}>${number(one.resolve_hours)}</td>
    <td>${one.state === "off" ? t("service-off") : one.own ? t("service-own") : html`<span class="quiet">${t("owner-region")}</span>`}</td></tr>`;
}

function Times({ times }) {
  return html`<div class="pair"><${Field} name="acknowledge_minutes" label=${t("accept-within")} type="number" min="1" max="65535" defaultValue=${times.acknowledge_minutes ?? ""} />
      <${Field} name="arrive_minutes" label=${t("arrive-within")} type="number" min="1" max="65535" defaultValue=${times.arrive_minutes ?? ""} />
      <${Field} name="resolve_hours" label=${t("resolve-within")} type="number" min="1" max="65535" defaultValue=${times.resolve_hours ?? ""} /></div>`;
}

function One({ one, onDone, onClose }) {
  const sending = useSend();
  const hasTimes = useSignal(Boolean(one.own?.times));
  const isOn = useSignal(one.state === "on");
  const digits = (value) => (value === undefined ? null : Number(value));
  const submit = async (typed) => {
    const times = hasTimes.value ? { acknowledge_minutes: digits(typed.acknowledge_minutes), arrive_minutes: digits(typed.arrive_minutes), resolve_hours: digits(typed.resolve_hours) } : null;
    const body = { state: isOn.value ? "on" : "off", name_uk: typed.name_uk ?? null, name_en: typed.name_en ?? null, times };
    if (await sending.send("PUT", at(`/services/${one.code}`), body, one.version)) { tell("done", t("did-change", { name: nameOf(one) })); onDone(); }
  };
  const errorOfTimes = sending.problem.value?.field === "times";
  return html`<${Side} title=${nameOf(one)} onClose=${onClose}>
    <p class="quiet">${one.code} · ${one.executor_uk}</p>
    <${Form} key=${one.version} label=${nameOf(one)} does=${t("save")} sending=${sending} submit=${submit}>
      <label class="check"><input type="checkbox" checked=${isOn.value} onChange=${(event) => (isOn.value = event.target.checked)} /> ${t("service-is-taken")}</label>
      ${!isOn.value && html`<p class="says">${t("service-off-means")}</p>`}
      <${Field} name="name_uk" label=${t("own-name-uk")} hint=${t("empty-is-regions")} defaultValue=${one.own?.name_uk ?? ""} maxlength="200" />
      <${Field} name="name_en" label=${t("own-name-en")} defaultValue=${one.own?.name_en ?? ""} maxlength="200" />
      <label class="check"><input type="checkbox" checked=${hasTimes.value} onChange=${(event) => (hasTimes.value = event.target.checked)} /> ${t("own-times")}</label>
      ${hasTimes.value && html`<${Times} times=${one.own?.times ?? one} /><p class="says ${errorOfTimes ? "fault" : ""}">${t("times-hint")}</p>`}
    <//><//>`;
}

export function Services() {
  const list = useList(at("/services"));
  const all = list.rows.value ?? [];
  const one = all.find((row) => row.code === opened.value);
  const done = async () => { await list.load(); services.value = list.rows.value ?? services.value; };
  return html`<div class="split ${one ? "with-side" : ""}"><section class="listing" aria-label=${t("part-services")}>
      <div class="listing-head"><h1>${t("part-services")}</h1></div>
      <${Listed} list=${list} empty=${t("services-none")}>
        <table class="work rows"><thead><tr><th scope="col">${t("service")}</th><th scope="col">${t("col-urgency")}</th><th scope="col" class="num">${t("accept-within")}</th><th scope="col" class="num">${t("arrive-within")}</th><th scope="col" class="num">${t("resolve-within")}</th><th scope="col">${t("whose-rule")}</th></tr></thead>
          <tbody>${all.map((row) => html`<${Row} key=${row.code} one=${row} />`)}</tbody></table><//></section>
    ${one && html`<${One} key=${one.code} one=${one} onDone=${done} onClose=${() => (opened.value = "")} />`}</div>`;
}
