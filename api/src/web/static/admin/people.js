// People: who has an account here, what they may do, and which mails did not reach them.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Listed, useList } from "varta/admin/ask.js";
import { at, opened } from "varta/admin/place.js";
import { NewPerson } from "varta/admin/new_person.js";
import { Person } from "varta/admin/person.js";
import { roleName } from "varta/admin/roles.js";

function Row({ one, hasDead }) {
  return html`<tr class=${one.state === "active" ? "" : "off"} aria-selected=${opened.value === one.id}>
    <th scope="row"><button class="bare" onClick=${() => (opened.value = one.id)}>${one.name}</button><span class="quiet under">${one.login}</span></th>
    <td>${one.memberships.length ? html`<ul class="roles">${one.memberships.map((given) => html`<li key=${given.membership_id}>${roleName(given)}</li>`)}</ul>` : html`<span class="quiet">${t("no-roles")}</span>`}</td>
    <td>${one.email ?? html`<span class="quiet">${t("no-email")}</span>`}${hasDead && html`<span class="fault under">${t("mail-dead")}</span>`}</td>
    <td>${t(`account-${one.state}`)}</td></tr>`;
}

export function People() {
  const list = useList(at("/accounts?limit=200"));
  const mails = useList(at("/mails?state=dead&limit=200"));
  const all = list.rows.value ?? [];
  const one = all.find((row) => row.id === opened.value);
  const dead = mails.rows.value ?? [];
  const again = () => { list.load(); mails.load(); };
  const close = () => (opened.value = "");
  return html`<div class="split ${opened.value ? "with-side" : ""}">
    <section class="listing" aria-label=${t("part-people")}>
      <div class="listing-head"><h1>${t("part-people")}</h1><button class="main" onClick=${() => (opened.value = "new")}>${t("new-person")}</button></div>
      <${Listed} list=${list} empty=${t("people-none")}>
        <table class="work rows"><thead><tr><th scope="col">${t("person")}</th><th scope="col">${t("roles")}</th><th scope="col">${t("person-email")}</th><th scope="col">${t("account-state")}</th></tr></thead>
          <tbody>${all.map((row) => html`<${Row} key=${row.id} one=${row} hasDead=${dead.some((mail) => mail.account_id === row.id)} />`)}</tbody></table>
      <//>
    </section>
    ${opened.value === "new" && html`<${NewPerson} onDone=${(id) => { again(); opened.value = id; }} onClose=${close} />`}
    ${one && html`<${Person} key=${one.id} one=${one} dead=${dead.filter((mail) => mail.account_id === one.id)} onChange=${again} onClose=${close} />`}
  </div>`;
}
