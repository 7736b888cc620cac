// A crew's assignments: what is known of them, and what was done here and may not be sent yet.
import { computed, effect, signal } from "@preact/signals";
import { Problem } from "varta/core/api.js";
import { follow } from "varta/core/live.js";
import { scopes } from "varta/core/me.js";
import { change, entries } from "varta/core/outbox.js";
import { remembered } from "varta/core/remember.js";
import { now } from "varta/core/time.js";
import { language, t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";

export const here = signal("");
export const utility = signal(/** @type {any} */ (null));
const listed = signal(/** @type {any[] | null} */ (null));
export const problem = signal(/** @type {Problem | null} */ (null));
export const asOf = signal({ at: 0, isOld: false });
export const tab = signal("offered");
export const opened = signal("");

const at = (rest) => `/utilities/${here.value}${rest}`;
export const TABS = ["offered", "accepted", "returned", "overdue"];

/** Where each step leads, so that what was done here shows at once, and the next one may follow. */
const LEADS = { accepted: "accepted", arrived: "on_site", declined: "declined", reported: "reported" };
const NEXT = { accepted: ["arrive", "decline", "report"], on_site: ["decline", "report"] };

/** What was done here and waits to be sent: of each assignment, the step. */
const waits = computed(() => new Map(entries.value.filter((entry) => entry.state === "waiting" && entry.draft?.assignment).map((entry) => [entry.draft.assignment, entry.kind])));
/** What was sent, until a list that was asked for afterwards says the same. */
const sent = signal(/** @type {Map<string, string>} */ (new Map()));

/** The assignments as they are after all that was done here. */
export const rows = computed(() => {
  if (!listed.value) return null;
  const done = new Map([...sent.value, ...waits.value]);
  return listed.value.map((one) => {
    const state = LEADS[done.get(one.id)];
    return state ? { ...one, state, steps: NEXT[state] ?? [], isUnsent: waits.value.has(one.id) } : one;
  });
});

const isLate = (one) => Date.parse(one.deadlines.next) < now.value;
const isMine = (one) => ["offered", "accepted", "on_site", "returned"].includes(one.state);
const IN = { accepted: (one) => ["accepted", "on_site"].includes(one.state), overdue: (one) => isMine(one) && isLate(one) };

export const inTab = (name) => (rows.value ?? []).filter(IN[name] ?? ((one) => one.state === name));
export const one = computed(() => rows.value?.find((row) => row.id === opened.value) ?? null);

const nameOf = (thing) => (language === "en" ? thing?.name_en : thing?.name_uk) ?? "";
export const serviceName = (code) => nameOf(utility.value?.services.find((service) => service.code === code)) || code;
export const communityName = (id) => nameOf(utility.value?.communities.find((community) => community.id === id));

let asked = 0;
export async function load(background = false) {
  const mine = ++asked;
  try {
    const inbox = await remembered(at("/assignments?limit=200"), { background });
    if (mine !== asked) return;
    listed.value = inbox.body.items;
    if (!inbox.isOld) sent.value = new Map();
    asOf.value = inbox;
    problem.value = null;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (mine === asked && !listed.value) problem.value = failure;
  }
}

const CHOSEN = "varta.utility";

export async function begin() {
  const mine = scopes("utility");
  const last = localStorage.getItem(CHOSEN) ?? "";
  here.value = mine.includes(last) ? last : mine[0] ?? "";
  if (here.value) utility.value = (await remembered(at(""))).body;
}

/** @param {string} id */
export async function choose(id) {
  localStorage.setItem(CHOSEN, id);
  location.reload();
}

export function watch() {
  load();
  let before = waits.peek();
  const settle = effect(() => {
    const gone = [...before].filter(([id]) => !waits.value.has(id));
    before = waits.value;
    if (!gone.length) return;
    sent.value = new Map([...sent.peek(), ...gone]);
    load(true);
  });
  const stop = follow(at("/events"), () => load(true));
  return () => { settle(); stop(); };
}

/**
 * Keeps what was done and sends it. A step says by itself whether it still fits, so it goes
 * whatever the dispatcher has corrected meanwhile.
 * @param {"accepted" | "arrived" | "declined" | "reported"} kind @param {any} body
 */
export async function act(kind, body) {
  const row = one.value;
  if (!row) return;
  const step = { accepted: "accept", arrived: "arrive", declined: "decline", reported: "report" }[kind];
  const about = `№ ${row.appeal_number} · ${row.place}`;
  const made = change({ kind, about, draft: { assignment: row.id }, steps: [{ method: "POST", path: at(`/assignments/${row.id}/${step}`), ifMatch: "*", body }] });
  await made.kept;
  // Whoever has just arrived goes on with the same.
  if (kind !== "arrived") opened.value = "";
  const number = row.appeal_number;
  const isSent = await Promise.race([made.done.then(() => true), new Promise((resolve) => setTimeout(resolve, 2500, false))]).catch((failure) => failure);
  if (isSent === true) tell("done", t(`did-${kind}`, { number }));
  else if (isSent === false) tell("soon", t(`kept-${kind}`, { number }));
  else tell("late", t("refused-call", { about, why: isSent.message }));
}
