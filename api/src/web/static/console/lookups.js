// What is looked up while somebody types: the address, the caller, and what is known.
import { effect, signal } from "@preact/signals";
import { lookUp, query, see } from "varta/core/api.js";
import { call } from "varta/console/call.js";
import { at, here } from "varta/console/desk.js";

/** @param {string} line @param {any} [body] what the server knows of it */
const read = (line, body) => ({
  line, candidates: body?.candidates ?? [], certain: body?.certain_building_id ?? null,
  hint: body?.hint ?? null, settlements: body?.settlements ?? [], places: body?.places ?? [], elsewhere: body?.elsewhere ?? [],
});

/** What was found for the typed address, and what to ask the caller. */
export const found = signal(read(""));
/** What earlier calls from the number tell: a name, a usual address, appeals. */
export const caller = signal(/** @type {any} */ (null));
/** What is known at the building for the service; null while it is not asked for. */
export const known = signal(/** @type {any} */ (null));
/** What is open at the building, for any service. */
export const open = signal(/** @type {any[]} */ ([]));

/** One look-up at a time: a newer one makes the older one superfluous. */
function latest(wait) {
  let stop = new AbortController();
  let timer;
  return (work) => {
    stop.abort();
    stop = new AbortController();
    clearTimeout(timer);
    if (!work) return;
    const { signal } = stop;
    // A look-up that fails shows nothing: the call goes on without it.
    timer = setTimeout(() => work(signal).catch(() => {}), wait);
  };
}

const address = latest(90);
const ring = latest(400);
const facts = latest(0);
const standing = latest(0);

/** Looks up as the call in hand changes; returns how to stop. */
export function begin() {
  const stops = [
    effect(() => seek(call.value.line, call.value.building)),
    effect(() => remember(call.value.phone)),
    effect(() => learn(call.value.building?.id, call.value.service)),
    effect(() => stand(call.value.building?.id)),
  ];
  return () => stops.forEach((stop) => stop());
}

let lastLine = "";
function seek(line, building) {
  if (building) return;
  if (line === lastLine) return;
  lastLine = line;
  if (line.trim().length < 2) {
    address(null);
    found.value = read(line);
    return;
  }
  address(async (signal) => {
    const body = await see(at("/addresses") + query({ line: line.slice(0, 300) }), { signal });
    found.value = read(line, body);
  });
}

/** The address at once, when somebody is faster than the look-up. @param {string} line */
export async function findNow(line) {
  if (found.value.line === line) return found.value;
  const body = await see(at("/addresses") + query({ line: line.slice(0, 300) }));
  found.value = read(line, body);
  return found.value;
}

let lastPhone = "";
/** Looking somebody up is noted in the ledger, so it is done once, for a whole number. */
function remember(phone) {
  const digits = phone.replace(/\D/g, "");
  if (digits === lastPhone) return;
  lastPhone = digits;
  caller.value = null;
  if (digits.length !== 10 && digits.length !== 12) return ring(null);
  ring(async (signal) => {
    caller.value = (await lookUp(at("/ring"), { phone }, { signal })).caller ?? null;
  });
}

let lastFacts = "";
function learn(building, service) {
  const asked = building && service ? `${here.value} ${building} ${service}` : "";
  if (asked === lastFacts) return;
  lastFacts = asked;
  known.value = null;
  if (!asked) return facts(null);
  facts(async (signal) => {
    known.value = await see(at("/known") + query({ building_id: building, service }), { signal });
  });
}

let lastStanding = "";
function stand(building) {
  if ((building ?? "") === lastStanding) return;
  lastStanding = building ?? "";
  open.value = [];
  if (!building) return standing(null);
  standing(async (signal) => {
    const body = await lookUp(at("/appeals/search?limit=20"), { building_id: building }, { signal });
    open.value = body.items.filter((one) => one.state !== "closed");
  });
}

/** After a change: what is known is asked for again. */
export function forgetKnown() {
  lastFacts = lastStanding = "";
}
