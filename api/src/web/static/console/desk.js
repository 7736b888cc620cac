// What the desk knows by heart: services, utilities and neighbours of the community in hand.
import { computed, signal } from "@preact/signals";
import { Problem } from "varta/core/api.js";
import { askAhead, remembered } from "varta/core/remember.js";
import { scopes } from "varta/core/me.js";
import { language } from "varta/core/words.js";

/** The community that somebody works in. */
export const here = signal("");
export const community = signal(/** @type {any} */ (null));
export const services = signal(/** @type {any[]} */ ([]));
export const neighbours = signal(/** @type {any[]} */ ([]));
const everybody = signal(/** @type {any[]} */ ([]));
/** Those that may be given something; others are only named. */
export const utilities = computed(() => everybody.value.filter((one) => one.state === "active"));

const byCode = computed(() => new Map(services.value.map((one) => [one.code, one])));
const byId = computed(() => new Map(everybody.value.map((one) => [one.id, one])));

export const nameOf = (one) => (language === "en" ? one?.name_en : one?.name_uk) ?? "";
export const serviceOf = (code) => byCode.value.get(code);
export const serviceName = (code) => nameOf(serviceOf(code)) || code;
export const utilityOf = (id) => byId.value.get(id);
export const utilityName = (id) => utilityOf(id)?.name ?? "";
export const communityName = (id) => (id === here.value ? community.value : neighbours.value.find((one) => one.id === id))?.name_uk ?? "";

export const at = (rest) => `/communities/${here.value}${rest}`;

const CHOSEN = "varta.community";

/** Before it is known who works here: where the address leads, or where work was done last. @param {string} [asked] */
export function ahead(asked) {
  here.value = asked || (localStorage.getItem(CHOSEN) ?? "");
  if (here.value) askAhead(at("/desk"));
}

/** @param {string} [asked] the community that the address names */
export async function begin(asked) {
  const mine = scopes("community");
  const last = localStorage.getItem(CHOSEN) ?? "";
  here.value = asked || (mine.includes(last) ? last : mine[0] ?? "");
  if (!here.value) return;
  localStorage.setItem(CHOSEN, here.value);
  // What goes without saying does not stand in the address.
  if (asked && mine.length === 1 && mine[0] === asked) history.replaceState(history.state, "", location.pathname);
  const { body } = await remembered(at("/desk"));
  community.value = body;
  services.value = body.services;
  everybody.value = body.utilities;
}

/** Only hand-overs name them: whoever takes a call need not wait for them. */
export async function meetNeighbours() {
  try {
    neighbours.value = (await remembered(at("/neighbours"), { background: true })).body.items;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}
