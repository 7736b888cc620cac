// Utilities: whom work is given to. The region's serve every community and are kept there.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Phone } from "varta/parts/marks.js";
import { tell } from "varta/parts/notices.js";
import { Listed, useList, useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at, communityName, isRegion, learnUtilities, opened, place } from "varta/admin/place.js";

const KINDS = ["water", "electricity", "gas", "heat", "housing", "lifts", "improvement", "roads", "lighting", "waste"];
const isMine = (one) => (isRegion.value ? !one.owner_community_id : one.owner_community_id === place.value?.id);

function Row({ one }) {
  return html`<tr class=${one.state === "active" ? "" : "off"} aria-selected=${opened.value === one.id}>
    <th scope="row">${isMine(one) ? html`<button class="bare" onClick=${() => (opened.value = one.id)}>${one.name}</button>` : one.name}</th>
    <td>${t(`utility-${one.kind}`)}</td><td><${Phone} number=${one.duty_phone} /></td>
    <td>${one.owner_community_id ? (isRegion.value ? communityName(one.owner_community_id) : t("owner-own")) : t("owner-region")}</td><td>${t(`utility-${one.state}`)}</td></tr>`;
}

function New({ onDone, onClose }) {
  const sending = useSend();
  const submit = async ({ kind, name, duty_phone }) => {
    const made = await sending.send("POST", at("/utilities"), { kind, name, duty_phone: duty_phone ?? null });
    if (made) { tell("done", t("did-create", { name })); onDone(made.id); }
  };
  return html`<${Side} title=${t("new-utility")} onClose=${onClose}>
    <${Form} label=${t("new-utility")} does=${t("do-create")} sending=${sending} submit=${submit} onCancel=${onClose} isFirst>
      <${Field} name="name" label=${t("name")} required maxlength="200" />
      <${Field} name="kind" label=${t("utility-kind")}>${KINDS.map((kind) => html`<option key=${kind} value=${kind}>${t(`utility-${kind}`)}</option>`)}<//>
      <${Field} name="duty_phone" label=${t("duty-phone")} hint=${t("duty-phone-hint")} type="tel" maxlength="40" />
    <//><//>`;
}

function Change({ one, onDone, onClose }) {
  const sending = useSend();
  const send = async (body) => {
    if (await sending.send("PATCH", at(`/utilities/${one.id}`), body, one.version)) { tell("done", t("did-change", { name: one.name })); onDone(one.id); }
  };
  const isActive = one.state === "active";
  const turn = () => (!isActive || confirm(t("close-utility-sure", { name: one.name }))) && send({ state: isActive ? "closed" : "active" });
  return html`<${Side} title=${one.name} onClose=${onClose}>
    <p class="quiet">${t(`utility-${one.kind}`)} · ${t(`utility-${one.state}`)}</p>
    <${Form} key=${one.version} label=${one.name} does=${t("save")} sending=${sending} submit=${({ name, duty_phone }) => send({ name, duty_phone: duty_phone ?? null })}>
      <${Field} name="name" label=${t("name")} defaultValue=${one.name} required maxlength="200" />
      <${Field} name="duty_phone" label=${t("duty-phone")} hint=${t("duty-phone-hint")} type="tel" defaultValue=${one.duty_phone ?? ""} maxlength="40" />
    <//>
    <section class="side-part"><h2 class="part">${t("access")}</h2><p class="says">${t(isActive ? "close-utility-means" : "reopen-utility-means")}</p>
      <button class=${isActive ? "danger" : ""} onClick=${turn} disabled=${sending.busy.value}>${t(isActive ? "close-utility" : "reopen-utility")}</button></section><//>`;
}

export function Utilities() {
  const list = useList(at("/utilities"));
  const all = list.rows.value ?? [];
  const one = all.find((row) => row.id === opened.value);
  const done = (id) => { list.load(); learnUtilities(); opened.value = id; };
  const close = () => (opened.value = "");
  return html`<div class="split ${opened.value ? "with-side" : ""}">
    <section class="listing" aria-label=${t("part-utilities")}>
      <div class="listing-head"><h1>${t("part-utilities")}</h1><button class="main" onClick=${() => (opened.value = "new")}>${t("new-utility")}</button></div>
      <${Listed} list=${list} empty=${t("utilities-none")}>
        <table class="work rows"><thead><tr><th scope="col">${t("name")}</th><th scope="col">${t("utility-kind")}</th><th scope="col">${t("duty-phone")}</th><th scope="col">${t("owner")}</th><th scope="col">${t("account-state")}</th></tr></thead>
          <tbody>${all.map((row) => html`<${Row} key=${row.id} one=${row} />`)}</tbody></table>
      <//>
    </section>
    ${opened.value === "new" && html`<${New} onDone=${done} onClose=${close} />`}
    ${one && isMine(one) && html`<${Change} key=${one.id} one=${one} onDone=${done} onClose=${close} />`}
  </div>`;
}
