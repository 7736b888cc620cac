// How every community of the region stands: numbers only, no persons.
import { computed, signal } from "@preact/signals";
import { Problem, query, see } from "varta/core/api.js";
import { follow } from "varta/core/live.js";
import { me } from "varta/core/me.js";
import { remembered } from "varta/core/remember.js";
import { language } from "varta/core/words.js";

const OPEN = ["registered", "assigned", "in_work", "on_site", "reported", "rework", "declined", "handing_over", "handed_over"].map((state) => `open.${state}`);

/** What can be shown: the counters that are added up, and whether many are bad. */
export const METRICS = {
  open: { of: OPEN },
  unaccepted: { of: ["open.acknowledge_overdue"], isAlarm: true },
  unattended: { of: ["open.arrive_overdue"], isAlarm: true },
  unresolved: { of: ["open.resolve_overdue"], isAlarm: true },
  fresh: { of: ["open.registered"] },
  rework: { of: ["open.rework", "open.declined"] },
  handovers: { of: ["open.handovers_waiting"], isAlarm: true },
  answered: { of: ["total.answered"] },
};
/** From which numbers on a tile is darker: the finest scale that tells the communities apart. */
const SCALES = [[1, 2, 4, 8], [1, 5, 10, 20], [1, 15, 30, 60], [1, 50, 100, 200], [1, 250, 500, 1000]];

export const region = signal(/** @type {any} */ (null));
export const rows = signal(/** @type {any[] | null} */ (null));
export const problem = signal(/** @type {Problem | null} */ (null));
export const asOf = signal({ at: 0, isOld: false });
export const metric = signal(new URLSearchParams(location.search).get("metric") ?? "open");
export const isWall = signal(new URLSearchParams(location.search).has("wall"));
/** The community that is looked into. */
export const inside = signal("");
export const late = signal(/** @type {any[] | null} */ (null));

export const valueOf = (row, name = metric.value) => METRICS[name].of.reduce((sum, counter) => sum + (row.counts[counter] ?? 0), 0);
export const totalOf = (name) => (rows.value ?? []).reduce((sum, row) => sum + valueOf(row, name), 0);
export const steps = computed(() => {
  const most = Math.max(0, ...(rows.value ?? []).map((row) => valueOf(row)));
  return SCALES.find((scale) => scale[3] * 2 > most) ?? SCALES[SCALES.length - 1];
});
export const heat = (number) => steps.value.filter((step) => number >= step).length;
export const nameOf = (row) => (language === "en" ? row.name_en : row.name_uk) ?? row.name_uk;

/** The worst first; those alike by name. */
export const sorted = computed(() => [...(rows.value ?? [])].sort((a, b) => valueOf(b) - valueOf(a) || nameOf(a).localeCompare(nameOf(b), language)));
export const one = computed(() => rows.value?.find((row) => row.id === inside.value) ?? null);

const at = (rest) => `/regions/${me.value?.region_id}${rest}`;
let communities = new Map();
let tiles = {};

let asked = 0;
export async function load(background = false) {
  const mine = ++asked;
  try {
    const counted = await remembered(at("/counts"), { background });
    if (mine !== asked) return;
    rows.value = counted.body.items.map((item, place) => ({ ...communities.get(item.community_id), ...item, id: item.community_id, tile: tileOf(communities.get(item.community_id), place) }));
    asOf.value = counted;
    problem.value = null;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (mine === asked && !rows.value) problem.value = failure;
  }
}

/** A region without a map of its own stands in rows of eleven. */
const tileOf = (community, place) => tiles[community?.katottg] ?? [place % 11, Math.floor(place / 11) + 20];

export async function begin() {
  const [own, all] = await Promise.all([remembered(at("")), remembered(at("/communities"))]);
  region.value = own.body;
  communities = new Map(all.body.items.map((item) => [item.id, item]));
  const map = await fetch(new URL(`./${own.body.katottg}.json`, import.meta.url)).catch(() => null);
  tiles = map?.ok ? await map.json() : {};
}

export function watch() {
  load();
  return follow(at("/events"), () => load(true));
}

/** Looks into a community: what is overdue there. @param {string} id */
export async function look(id) {
  inside.value = id;
  late.value = null;
  if (!id) return;
  try {
    late.value = (await see(`/communities/${id}/appeals${query({ overdue: true, limit: 12 })}`)).items;
  } catch {
    late.value = [];
  }
}

/** @param {string} name */
export function show(name) {
  metric.value = name;
  note();
}

export function wall(on) {
  isWall.value = on;
  note();
  if (on) document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
}

/** The address says what is shown, so that a wall comes up as it was. */
function note() {
  history.replaceState(null, "", `/region?metric=${metric.value}${isWall.value ? "&wall" : ""}`);
}
