// The communities of the region: taken in, renamed, suspended; and each one's own administration.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";
import { Listed, useList, useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at, communities, nameOf, opened } from "varta/admin/place.js";

const Names = ({ one }) => html`<${Field} name="name_uk" label=${t("name-uk")} defaultValue=${one?.name_uk ?? ""} required maxlength="200" />
  <${Field} name="name_en" label=${t("name-en")} defaultValue=${one?.name_en ?? ""} required maxlength="200" />`;

function New({ onDone, onClose }) {
  const sending = useSend();
  const submit = async (typed) => {
    const made = await sending.send("POST", at("/communities"), typed);
    if (made) { tell("done", t("did-create", { name: made.name_uk })); onDone(made.id); }
  };
  return html`<${Side} title=${t("new-community")} onClose=${onClose}><${Form} label=${t("new-community")} does=${t("do-create")} sending=${sending} submit=${submit} onCancel=${onClose} isFirst>
    <${Field} name="katottg" label=${t("katottg")} hint=${t("katottg-hint")} required maxlength="19" spellcheck=${false} /><${Names} /><//><//>`;
}

function One({ one, onDone, onClose }) {
  const sending = useSend();
  const send = async (body) => {
    if (await sending.send("PATCH", `/communities/${one.id}`, body, one.version)) { tell("done", t("did-change", { name: nameOf(one) })); onDone(one.id); }
  };
  const isActive = one.state === "active";
  const turn = () => (!isActive || confirm(t("suspend-sure", { name: nameOf(one) }))) && send({ state: isActive ? "suspended" : "active" });
  return html`<${Side} title=${nameOf(one)} onClose=${onClose}><p class="quiet">${one.katottg} · ${t(`community-${one.state}`)}</p>
    <p><a class="button" href="/administration?community=${one.id}">${t("administer-community")}</a></p>
    <${Form} key=${one.version} label=${nameOf(one)} does=${t("save")} sending=${sending} submit=${send}><${Names} one=${one} /><//>
    <section class="side-part"><h2 class="part">${t("access")}</h2><p class="says">${t(isActive ? "suspend-means" : "resume-means")}</p>
      <button class=${isActive ? "danger" : ""} onClick=${turn} disabled=${sending.busy.value}>${t(isActive ? "suspend" : "resume-community")}</button></section><//>`;
}

export function Communities() {
  const list = useList(at("/communities"));
  const all = list.rows.value ?? [];
  const one = all.find((row) => row.id === opened.value);
  const done = async (id) => { await list.load(); communities.value = list.rows.value ?? []; opened.value = id; };
  const close = () => (opened.value = "");
  return html`<div class="split ${opened.value ? "with-side" : ""}"><section class="listing" aria-label=${t("part-communities")}>
      <div class="listing-head"><h1>${t("part-communities")}</h1><button class="main" onClick=${() => (opened.value = "new")}>${t("new-community")}</button></div>
      <${Listed} list=${list} empty=${t("communities-none")}>
        <table class="work rows"><thead><tr><th scope="col">${t("name")}</th><th scope="col">${t("katottg")}</th><th scope="col">${t("account-state")}</th></tr></thead>
          <tbody>${all.map((row) => html`<tr key=${row.id} class=${row.state === "active" ? "" : "off"} aria-selected=${opened.value === row.id}><th scope="row"><button class="bare" onClick=${() => (opened.value = row.id)}>${nameOf(row)}</button></th><td class="code">${row.katottg}</td><td>${t(`community-${row.state}`)}</td></tr>`)}</tbody></table><//></section>
    ${opened.value === "new" && html`<${New} onDone=${done} onClose=${close} />`}
    ${one && html`<${One} key=${one.id} one=${one} onDone=${done} onClose=${close} />`}</div>`;
}
