// One account: its name and address, its roles, its mails; deactivated and activated again.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { me } from "varta/core/me.js";
import { t } from "varta/core/words.js";
import { At } from "varta/parts/marks.js";
import { tell } from "varta/parts/notices.js";
import { useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at } from "varta/admin/place.js";
import { RoleFields, membership, roleName } from "varta/admin/roles.js";

/** Does something that needs no form, and says what came of it. */
function useAct(one, onChange) {
  const sending = useSend();
  const act = async (method, rest, body, done, version = one.version) => {
    const said = await sending.send(method, at(rest), body, version);
    if (!said) return;
    tell("done", t(done, { name: one.name }));
    onChange();
  };
  return { sending, act };
}

function Roles({ one, onChange }) {
  const { sending, act } = useAct(one, onChange);
  const isOpen = useSignal(false);
  const take = (given) => confirm(t("revoke-sure", { role: roleName(given), name: one.name })) && act("DELETE", `/accounts/${one.id}/memberships/${given.membership_id}`, undefined, "did-revoke");
  const give = async (typed) => { await act("POST", `/accounts/${one.id}/memberships`, membership(typed), "did-grant"); if (!sending.problem.value) isOpen.value = false; };
  return html`<section class="side-part"><h2 class="part">${t("roles")}</h2>
    ${one.memberships.length > 0 && html`<ul class="given">${one.memberships.map((given) => html`<li key=${given.membership_id}><span>${roleName(given)}</span>
      <button aria-label="${t("revoke")}: ${roleName(given)}" onClick=${() => take(given)} disabled=${sending.busy.value}>${t("revoke")}</button></li>`)}</ul>`}
    ${isOpen.value ? html`<${Form} label=${t("grant")} does=${t("grant")} sending=${sending} submit=${give} onCancel=${() => (isOpen.value = false)} isFirst><${RoleFields} /><//>`
      : html`${sending.problem.value && html`<p class="error" role="alert">${sending.problem.value.message}</p>`}<button onClick=${() => (isOpen.value = true)}>${t("grant")}</button>`}</section>`;
}

function Mails({ one, dead, onChange }) {
  const { sending, act } = useAct(one, onChange);
  return html`<section class="side-part"><h2 class="part">${t("mails")}</h2>
    ${dead.map((mail) => html`<div class="error" key=${mail.id}><p><strong>${t("mail-dead")}</strong> · <${At} at=${mail.created_at} /></p><p>${mail.reason}</p>
      <button onClick=${() => act("POST", `/mails/${mail.id}/revive`, {}, "did-revive", undefined)} disabled=${sending.busy.value}>${t("send-again")}</button></div>`)}
    ${sending.problem.value && html`<p class="error" role="alert">${sending.problem.value.message}</p>`}
    <button disabled=${!one.email || one.state !== "active" || sending.busy.value} onClick=${() => act("POST", `/accounts/${one.id}/invitations`, {}, "did-invite", undefined)}>${t("invite-again")}</button>
    ${!one.email && html`<p class="says">${t("invite-needs-email")}</p>`}</section>`;
}

function State({ one, onChange }) {
  const { sending, act } = useAct(one, onChange);
  const isActive = one.state === "active";
  const turn = () => (!isActive || confirm(t("deactivate-sure", { name: one.name }))) && act("PATCH", `/accounts/${one.id}`, { state: isActive ? "deactivated" : "active" }, isActive ? "did-deactivate" : "did-activate");
  if (one.id === me.value?.account_id) return null;
  return html`<section class="side-part"><h2 class="part">${t("access")}</h2>
    ${sending.problem.value && html`<p class="error" role="alert">${sending.problem.value.message}</p>`}
    <p class="says">${t(isActive ? "deactivate-means" : "activate-means")}</p>
    <button class=${isActive ? "danger" : ""} onClick=${turn} disabled=${sending.busy.value}>${t(isActive ? "deactivate" : "activate")}</button></section>`;
}

/** @param {{ one: any, dead: any[], onChange: () => void, onClose: () => void }} props */
export function Person({ one, dead, onChange, onClose }) {
  const { sending, act } = useAct(one, onChange);
  const change = ({ name, email, password }) => act("PATCH", `/accounts/${one.id}`, { name, email: email ?? null, ...(password && { password }) }, "did-change");
  return html`<${Side} title=${one.name} onClose=${onClose}>
    <p class="quiet">${one.login} · ${t(`account-${one.state}`)}</p>
    <${Form} key=${one.version} label=${t("person")} does=${t("save")} sending=${sending} submit=${change}>
      <${Field} name="name" label=${t("full-name")} defaultValue=${one.name} required maxlength="200" autocomplete="off" />
      <${Field} name="email" label=${t("person-email")} type="email" defaultValue=${one.email ?? ""} maxlength="254" autocomplete="off" />
      <${Field} name="password" label=${t("person-password")} hint=${t("new-password-hint")} type="password" minlength="12" maxlength="128" autocomplete="new-password" />
    <//>
    <${Roles} one=${one} onChange=${onChange} />
    <${Mails} one=${one} dead=${dead} onChange=${onChange} />
    <${State} one=${one} onChange=${onChange} />
  <//>`;
}
