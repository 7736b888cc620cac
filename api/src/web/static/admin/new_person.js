// A new account: with an address, its holder chooses the password; without one, it is given here.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";
import { useSend } from "varta/admin/ask.js";
import { Field, Form, Side } from "varta/admin/form.js";
import { at } from "varta/admin/place.js";
import { RoleFields, membership } from "varta/admin/roles.js";

/** @param {{ onDone: (id: string) => void, onClose: () => void }} props */
export function NewPerson({ onDone, onClose }) {
  const sending = useSend();
  const isInvited = useSignal(true);
  const submit = async ({ login, name, email, password, ...role }) => {
    const made = await sending.send("POST", at("/accounts"), { login, name, email: email ?? null, password: isInvited.value ? null : password ?? "", memberships: [membership(role)] });
    if (!made) return;
    tell("done", t(isInvited.value ? "did-invite" : "did-create-person", { name }));
    onDone(made.id);
  };
  return html`<${Side} title=${t("new-person")} onClose=${onClose}>
    <${Form} label=${t("new-person")} does=${t(isInvited.value ? "do-invite" : "do-create")} sending=${sending} submit=${submit} onCancel=${onClose} isFirst>
      <${Field} name="name" label=${t("full-name")} required maxlength="200" autocomplete="off" />
      <${Field} name="login" label=${t("login")} hint=${t("login-hint")} required maxlength="64" autocapitalize="none" spellcheck=${false} autocomplete="off" />
      <${Field} name="email" label=${t("person-email")} type="email" required=${isInvited.value} maxlength="254" autocomplete="off" />
      <label class="check"><input type="checkbox" checked=${isInvited.value} onChange=${(event) => (isInvited.value = event.target.checked)} /> ${t("invite-by-mail")}</label>
      ${!isInvited.value && html`<${Field} name="password" label=${t("password")} hint=${t("password-hint")} type="password" required minlength="12" maxlength="128" autocomplete="new-password" />`}
      <${RoleFields} />
    <//>
  <//>`;
}
