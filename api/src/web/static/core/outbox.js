// Every change goes through here: it is kept in this browser first, and then sent, under a key
// of its own, until the server has answered. So a change survives a reload, a closed browser and
// a night without power, and is done once.
import { computed, signal } from "@preact/signals";
import { Problem, ask, csrf, link, query, see, session } from "varta/core/api.js";
import { me, meet } from "varta/core/me.js";
import { unsent } from "varta/core/store.js";

/**
 * One request of a change. `{name}` in its path and body stands for what an earlier answer said.
 * @typedef {{ method: string, path: string, body?: any, ifMatch?: string, key: string, line?: string }} Step
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} account who did it: nobody else's session sends it
 * @property {string} at
 * @property {string} kind what it is, for the words: `registered`, `accepted` …
 * @property {string} about what it is about, as it is shown
 * @property {any} [draft] the form that it came from
 * @property {Step[]} steps those that are still to be done
 * @property {Record<string, any>} known what earlier answers said
 * @property {"waiting" | "refused"} state
 * @property {number} [failures] how often the server itself failed at it
 * @property {{ code: string, field: string, detail: string, status: number, body: any }} [problem]
 */

/** @type {import("@preact/signals").Signal<Entry[]>} */
const all = signal([]);

/** Mine, the oldest first. */
export const entries = computed(() => all.value.filter((entry) => entry.account === me.value?.account_id));
export const waiting = computed(() => entries.value.filter((entry) => entry.state === "waiting"));
export const refused = computed(() => entries.value.filter((entry) => entry.state === "refused"));

/** Whoever waits for an entry's end. @type {Map<string, { resolve: Function, reject: Function }>} */
const waiters = new Map();
const others = new BroadcastChannel("varta.unsent");
others.onmessage = () => refresh();

async function refresh() {
  all.value = (await unsent.all()).sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

async function keep(entry) {
  await unsent.put(entry);
  await refresh();
  others.postMessage("changed");
}

/** Takes an entry away: it is done, or given up by whoever made it. @param {string} id */
export async function drop(id) {
  await unsent.remove(id);
  await refresh();
  others.postMessage("changed");
}

/**
 * Keeps a change and sends it. Resolves when it is done, rejects when it is refused; `kept`
 * resolves as soon as it cannot be lost.
 * @param {{ kind: string, about: string, draft?: any, steps: Omit<Step, "key">[] }} change
 */
export function change({ kind, about, draft, steps }) {
  const id = crypto.randomUUID();
  const entry = {
    id, kind, about, draft,
    account: me.value?.account_id ?? "",
    at: new Date().toISOString(),
    steps: steps.map((step, place) => ({ ...step, key: `${id}-${place}` })),
    known: {},
    state: /** @type {const} */ ("waiting"),
  };
  const done = new Promise((resolve, reject) => waiters.set(id, { resolve, reject }));
  done.catch(() => {});
  const isKept = keep(entry).then(() => {
    flush();
    return id;
  });
  return { id, done, kept: isKept };
}

/** Sends again what was refused, after it was looked at. @param {string} id */
export async function again(id) {
  const entry = all.value.find((one) => one.id === id);
  if (!entry) return;
  await keep({ ...entry, state: "waiting", problem: undefined });
  flush();
}

/** After so many the server will not do it by itself, and the others wait behind it. */
const MOST_FAILURES = 6;

let pause = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Sends what waits, one after another; one tab of this browser at a time. */
export function flush() {
  clearTimeout(timer);
  return navigator.locks.request("varta.unsent", async () => {
    await refresh();
    for (let next = waiting.value[0]; next; next = waiting.value[0]) {
      if (session.value !== "open") return;
      if (!(await deliver(next))) {
        pause = Math.min(Math.max(1000, pause * 2), 15_000);
        timer = setTimeout(flush, pause);
        return;
      }
      pause = 0;
    }
  });
}

/** Whether it is done with, one way or the other. @param {Entry} entry */
async function deliver(entry) {
  let current = entry;
  try {
    // A screen that opened without a server does not know yet whose session it is.
    if (!csrf.token) await meet();
    if (!csrf.token) return false;
    while (current.steps.length) current = await advance(current);
    await drop(entry.id);
    waiters.get(entry.id)?.resolve(current.known);
    waiters.delete(entry.id);
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const failures = (entry.failures ?? 0) + (problem.status === 500 ? 1 : 0);
    if (problem.isPassing && failures < MOST_FAILURES) {
      if (problem.status === 500) await keep({ ...current, failures });
      return false;
    }
    const { code, field, status, body, message: detail } = problem;
    await keep({ ...current, failures: 0, state: "refused", problem: { code, field, status, body, detail } });
    waiters.get(entry.id)?.reject(problem);
    waiters.delete(entry.id);
    return true;
  }
}

/** Does the first step, and keeps what came of it before the next. @param {Entry} entry */
async function advance(entry) {
  const [step, ...rest] = entry.steps;
  // An address typed while the server was away is looked up first: only a certain one is taken.
  if (step?.line !== undefined) return keepStep(entry, rest, { building: await certain(step) });
  const { body } = await ask(fill(step.path, entry.known), {
    method: step.method,
    body: step.body === undefined ? undefined : fill(JSON.stringify(step.body), entry.known),
    ifMatch: step.ifMatch && fill(step.ifMatch, entry.known),
    key: step.key,
  });
  // What is done must not go back into the form, and be done a second time from there.
  return keepStep({ ...entry, draft: undefined }, rest, body);
}

async function keepStep(entry, steps, said) {
  const next = { ...entry, steps, known: { ...entry.known, ...said } };
  // The last one need not be kept: the entry goes away. Doing it twice is doing it once.
  if (steps.length) await keep(next);
  return next;
}

async function certain(step) {
  const found = await see(step.path + query({ line: step.line }));
  if (found.certain_building_id) return found.certain_building_id;
  throw new Problem(422, { code: "address_unclear", field: "building_id" });
}

const fill = (text, known) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in known ? String(known[name]) : whole));

/** Begins to send: now, when the link comes back, and when somebody has signed in again. */
export async function begin() {
  await refresh();
  addEventListener("online", () => flush());
  session.subscribe((state) => state === "open" && flush());
  link.subscribe((state) => state === "up" && waiting.value.length && flush());
}
