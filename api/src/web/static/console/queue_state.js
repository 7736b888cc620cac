// The live queue: what is open in the community, as of when, and which row is meant.
import { computed, signal } from "@preact/signals";
import { Problem, query } from "varta/core/api.js";
import { askAhead, remembered } from "varta/core/remember.js";
import { follow } from "varta/core/live.js";
import { now } from "varta/core/time.js";
import { at } from "varta/console/desk.js";

export const STATES = ["registered", "declined", "assigned", "in_work", "on_site", "rework", "reported", "handing_over", "handed_over"];
/** As many as anybody can look through; more are a matter for the filters. */
const SHOWN = 200;

export const rows = signal(/** @type {any[] | null} */ (null));
export const counts = signal(/** @type {Record<string, number>} */ ({}));
export const problem = signal(/** @type {Problem | null} */ (null));
export const asOf = signal({ at: 0, isOld: false });
export const hasMore = signal(false);
export const filter = signal({ state: "", overdue: false });
/** The row that keys act on. */
export const chosen = signal("");
/** Rows that have just come or changed, to be seen for a moment. */
export const fresh = signal(/** @type {Set<string>} */ (new Set()));

/** Also between two looks a deadline may pass: then the row turns red by itself. */
export const shown = computed(() => {
  const { state, overdue } = filter.value;
  return (rows.value ?? []).filter((one) => (!state || one.state === state) && (!overdue || Date.parse(one.deadlines.next) < now.value));
});

export const countOf = (state) => counts.value[`open.${state}`] ?? 0;
export const total = computed(() => STATES.reduce((sum, state) => sum + countOf(state), 0));

const paths = () => [at("/appeals") + query({ ...filter.value, limit: SHOWN }), at("/counts")];

export const ahead = () => paths().forEach(askAhead);

let asked = 0;
export async function load(background = false) {
  const mine = ++asked;
  try {
    const [queue, numbers] = await Promise.all(paths().map((path) => remembered(path, { background })));
    if (mine !== asked) return;
    mark(rows.value, queue.body.items);
    rows.value = queue.body.items;
    counts.value = numbers.body.counts;
    hasMore.value = Boolean(queue.body.next);
    asOf.value = queue;
    problem.value = null;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (mine === asked && !rows.value) problem.value = failure;
    if (rows.value) asOf.value = { ...asOf.value, isOld: true };
  }
}

function mark(before, after) {
  if (!before) return;
  const versions = new Map(before.map((one) => [one.id, one.version]));
  const news = after.filter((one) => versions.get(one.id) !== one.version).map((one) => one.id);
  if (!news.length) return;
  fresh.value = new Set(news);
  setTimeout(() => (fresh.value = new Set()), 3000);
}

/** @param {Partial<{ state: string, overdue: boolean }>} part */
export function choose(part) {
  filter.value = { ...filter.value, ...part };
  return load();
}

/** Moves to the row above or below. @param {1 | -1} step */
export function move(step) {
  const list = shown.value;
  if (!list.length) return;
  const place = list.findIndex((one) => one.id === chosen.value);
  const next = list[Math.max(0, Math.min(list.length - 1, place < 0 ? (step > 0 ? 0 : list.length - 1) : place + step))];
  chosen.value = next.id;
  const focus = () => document.getElementById(`row-${next.id}`)?.focus();
  // At once: the next key may already be on its way. A side that is hidden yet comes with the next frame.
  focus();
  if (document.activeElement?.id !== `row-${next.id}`) requestAnimationFrame(focus);
}

/** Looks again whenever something changes; returns how to stop. */
export function begin() {
  return follow(at("/events"), () => load(true));
}
