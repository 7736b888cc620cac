// What is administered: a community or the region itself; which part of it is on the screen.
import { computed, signal } from "@preact/signals";
import { see } from "varta/core/api.js";
import { isAny, me } from "varta/core/me.js";
import { language } from "varta/core/words.js";

/** @type {import("@preact/signals").Signal<{ kind: "community" | "region", id: string } | null>} */
export const place = signal(null);
/** The community or region itself. */
export const itself = signal(/** @type {any} */ (null));
export const utilities = signal(/** @type {any[]} */ ([]));
export const services = signal(/** @type {any[]} */ ([]));
export const communities = signal(/** @type {any[]} */ ([]));

const PARTS = {
  community: ["people", "utilities", "responsibilities", "services", "imports", "ledger"],
  region: ["communities", "people", "utilities"],
};

const asked = () => new URLSearchParams(location.search);
export const part = signal(asked().get("part") ?? "");
/** The row that is looked into; `new` for one that does not exist yet. */
export const opened = signal("");

export const parts = computed(() => (place.value ? PARTS[place.value.kind] : []));
export const isRegion = computed(() => place.value?.kind === "region");

export const at = (rest) => `/${isRegion.value ? "regions" : "communities"}/${place.value?.id}${rest}`;
export const nameOf = (one) => (language === "en" ? one?.name_en : one?.name_uk) ?? "";
export const utilityName = (id) => utilities.value.find((one) => one.id === id)?.name ?? "";
export const serviceName = (code) => nameOf(services.value.find((one) => one.code === code)) || code;
export const communityName = (id) => nameOf(id === itself.value?.id ? itself.value : communities.value.find((one) => one.id === id));

/** @param {string} name */
export function show(name) {
  part.value = name;
  opened.value = "";
  const address = new URL(location.href);
  address.searchParams.set("part", name);
  history.pushState(null, "", address);
}

addEventListener("popstate", () => {
  part.value = parts.value.includes(asked().get("part") ?? "") ? asked().get("part") ?? "" : parts.value[0];
  opened.value = "";
});

/** Where somebody administers: their community, or the region, and from there any community of it. */
function mine() {
  const { memberships = [], region_id } = me.value ?? {};
  const own = memberships.find((one) => one.role === "community_administrator")?.id;
  const named = asked().get("community");
  if (named) return /** @type {const} */ ({ kind: "community", id: named });
  if (isAny("region_administrator")) return /** @type {const} */ ({ kind: "region", id: region_id ?? "" });
  return own ? /** @type {const} */ ({ kind: "community", id: own }) : null;
}

/** Asks again for what every part names. */
export async function learnUtilities() {
  utilities.value = (await see(at("/utilities"))).items;
}

export async function begin() {
  place.value = mine();
  if (!place.value) return;
  if (!parts.value.includes(part.value)) part.value = parts.value[0];
  const [own, , more] = await Promise.all([see(at("")), learnUtilities(), see(at(isRegion.value ? "/communities" : "/services"))]);
  itself.value = own;
  (isRegion.value ? communities : services).value = more.items;
}
