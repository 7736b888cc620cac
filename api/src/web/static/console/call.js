// The call in hand and those that are held. What is typed is kept with every letter, so that a
// closed tab loses nothing.
import { computed, effect, signal } from "@preact/signals";
import { me } from "varta/core/me.js";

/**
 * @typedef {{ id: string, address: string }} Building
 * @typedef {object} Call
 * @property {string} id
 * @property {string} phone @property {string} name @property {string} flat
 * @property {string} line the address as it was typed
 * @property {Building | null} building
 * @property {string} service
 * @property {string} words what the caller says
 * @property {boolean} statutory
 * @property {number} since when it began to ring
 */

/** @returns {Call} */
const fresh = () => ({ id: crypto.randomUUID(), phone: "", name: "", flat: "", line: "", building: null, service: "", words: "", statutory: false, since: Date.now() });

export const call = signal(fresh());
export const held = signal(/** @type {Call[]} */ ([]));

export const isEmpty = (one) => !["phone", "name", "flat", "line", "service", "words"].some((name) => one[name]);

/** What is wrong with which field, until it is changed. */
export const faults = signal(/** @type {Record<string, string>} */ ({}));

/** @param {Partial<Call>} part */
export function put(part) {
  call.value = { ...call.value, ...part };
  const touched = Object.keys(part);
  if (touched.some((name) => faults.value[name])) faults.value = Object.fromEntries(Object.entries(faults.value).filter(([name]) => !touched.includes(name)));
}

export function next() {
  call.value = fresh();
  faults.value = {};
}

/** Puts the call in hand aside, and takes a new one. */
export function hold() {
  if (isEmpty(call.value)) return;
  held.value = [...held.value, call.value];
  next();
}

/** Takes a held call back; the one in hand is held instead. @param {string} id */
export function resume(id) {
  const back = held.value.find((one) => one.id === id);
  if (!back) return;
  const others = held.value.filter((one) => one.id !== id);
  held.value = isEmpty(call.value) ? others : [...others, call.value];
  call.value = back;
  faults.value = {};
}

/** @param {Call} one */
export const titleOf = (one) => one.building?.address || one.line || one.phone || one.name || one.words.slice(0, 40);

export const canBeSent = computed(() => Boolean((call.value.building || call.value.line) && call.value.service && call.value.words.trim()));

/** Each tab has its own call in hand; those that are held belong to all of them. */
const mine = () => `varta.draft.${me.value?.account_id}`;

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Brings back what was typed, and keeps it from now on. */
export function begin() {
  const key = mine();
  held.value = read(localStorage, `${key}.held`) ?? [];
  // A reloaded tab goes on with its own call; a new one takes over what a closed one left.
  call.value = read(sessionStorage, key) ?? call.value;
  const stops = [
    effect(() => {
      const text = JSON.stringify(call.value);
      sessionStorage.setItem(key, text);
      localStorage.setItem(`${key}.open.${tab()}`, text);
    }),
    effect(() => localStorage.setItem(`${key}.held`, JSON.stringify(held.value))),
  ];
  const other = (event) => {
    if (event.key === `${key}.held` && event.newValue) held.value = JSON.parse(event.newValue);
  };
  addEventListener("storage", other);
  navigator.locks.request(`varta.tab.${tab()}`, () => new Promise(() => {}));
  inherit(key);
  return () => stops.forEach((stop) => stop());
}

function tab() {
  let name = sessionStorage.getItem("varta.tab");
  if (!name) sessionStorage.setItem("varta.tab", (name = crypto.randomUUID()));
  return name;
}

const openKeys = (key) => Object.keys(localStorage).filter((name) => name.startsWith(`${key}.open.`) && !name.endsWith(tab()));

/** Calls that tabs left in hand when they were closed become held ones. */
async function inherit(key) {
  const alive = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
  for (const name of openKeys(key)) {
    if (alive.has(`varta.tab.${name.slice(`${key}.open.`.length)}`)) continue;
    const left = read(localStorage, name);
    localStorage.removeItem(name);
    if (!left || isEmpty(left)) continue;
    if (isEmpty(call.value)) call.value = left;
    else if (!held.value.some((one) => one.id === left.id)) held.value = [...held.value, left];
  }
}
