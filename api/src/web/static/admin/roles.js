// A role: what somebody may do, and where; its words and its fields.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Field } from "varta/admin/form.js";
import { communities, communityName, isRegion, itself, nameOf, place, utilities, utilityName } from "varta/admin/place.js";

const SCOPES = {
  dispatcher: "community", community_administrator: "community", utility_staff: "utility", utility_lead: "utility",
  regional_coordinator: "region", region_administrator: "region", integration: "",
};
const HERE = {
  community: ["dispatcher", "community_administrator", "utility_staff", "utility_lead", "integration"],
  region: ["regional_coordinator", "region_administrator", "dispatcher", "community_administrator", "utility_staff", "utility_lead", "integration"],
};

/** `диспетчер · Ладижинська громада`; what is the same for all is left out. */
export function roleName(one) {
  const where = one.scope === "utility" ? utilityName(one.id) : one.id === itself.value?.id ? "" : communityName(one.id);
  return `${t(`role-${one.role.replaceAll("_", "-")}`)}${where ? ` · ${where}` : ""}`;
}

/** The membership that these fields ask for. @param {any} typed */
export function membership({ role, role_utility, role_community }) {
  const scope = SCOPES[role] || place.value?.kind;
  const id = scope === "utility" ? role_utility : scope === "community" && isRegion.value ? role_community : place.value?.id;
  return { role, scope, id };
}

/** Only utilities of one's own may be given people here. */
const own = () => utilities.value.filter((one) => one.state === "active" && (isRegion.value || one.owner_community_id === place.value?.id));

export function RoleFields() {
  const role = useSignal(HERE[place.value?.kind ?? "community"][0]);
  const scope = SCOPES[role.value];
  return html`<${Field} name="role" label=${t("role")} value=${role.value} onChange=${(event) => (role.value = event.target.value)}>
      ${HERE[place.value?.kind ?? "community"].map((one) => html`<option key=${one} value=${one}>${t(`role-${one.replaceAll("_", "-")}`)}</option>`)}<//>
    ${scope === "utility" && html`<${Field} name="role_utility" label=${t("utility")} required>
      <option value="">${t("choose-utility")}</option>${own().map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}<//>`}
    ${scope === "community" && isRegion.value && html`<${Field} name="role_community" label=${t("community-col")} required>
      <option value="">${t("choose-community")}</option>${communities.value.map((one) => html`<option key=${one.id} value=${one.id}>${nameOf(one)}</option>`)}<//>`}`;
}
