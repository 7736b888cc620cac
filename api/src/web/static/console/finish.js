// How a call ends: answered, joined to what is known, or registered and assigned.
import { change } from "varta/core/outbox.js";
import { Problem } from "varta/core/api.js";
import { t } from "varta/core/words.js";
import { tell } from "varta/parts/notices.js";
import { call, faults, next } from "varta/console/call.js";
import { at, serviceName, utilityName } from "varta/console/desk.js";
import { findNow, forgetKnown, known } from "varta/console/lookups.js";
import { short } from "varta/core/time.js";
import { openCard } from "varta/console/view.js";

/** Moves the focus at once: whoever types fast must not lose a letter. @param {string} id */
export function focus(id) {
  const field = document.getElementById(id);
  if (field) field.focus();
  else requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/** What is missing is said beside its field, and the first one gets the focus. */
async function isComplete({ withWords = true } = {}) {
  /** @type {Record<string, string>} */
  const missing = {};
  const one = call.value;
  if (!one.building) {
    if (!one.line.trim()) missing.line = t("fault-address-missing");
    else await settle(one.line, missing);
  }
  if (/[^\d\s+().-]/.test(one.phone)) missing.phone = t("fault-phone-letters");
  if (!one.service) missing.service = t("fault-service-missing");
  if (withWords && !one.words.trim()) missing.words = t("fault-words-missing");
  faults.value = missing;
  const first = ["phone", "line", "service", "words"].find((name) => missing[name]);
  if (first) focus(first);
  return !first;
}

/** Takes the certain building; without a server, the line goes as it was typed. */
async function settle(line, missing) {
  try {
    const found = await findNow(line);
    const certain = found.candidates.find((one) => one.building_id === found.certain);
    if (certain) call.value = { ...call.value, building: { id: certain.building_id, address: certain.address }, flat: call.value.flat || certain.flat || "" };
    else missing.line = t("fault-address-choose");
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.isPassing) throw problem;
  }
}

function applicant(one) {
  const filled = Object.entries({ name: one.name, phone: one.phone, flat: one.flat }).filter(([, value]) => value.trim());
  return Object.fromEntries(filled.map(([name, value]) => [name, value.trim()]));
}

/** The building, or the step that finds it once the server is back. */
function place(one) {
  return one.building
    ? { first: [], building_id: one.building.id, about: one.building.address }
    : { first: [{ method: "GET", path: at("/addresses"), line: one.line.trim() }], building_id: "{building}", about: one.line.trim() };
}

/**
 * Keeps the change; the form is free for the next call at once. What is refused comes back.
 * @param {any} what @param {(known: any) => [string, string]} said
 */
async function send(what, said) {
  const sent = change(what);
  await sent.kept;
  next();
  forgetKnown();
  focus("phone");
  sent.done.then(
    (known) => {
      const [words, id] = said(known);
      tell("done", words, id ? { says: t("open-card"), run: () => openCard(id) } : undefined);
    },
    (problem) => tell("late", t("refused-call", { about: what.about, why: problem.message })),
  );
}

export async function register({ assign = true, utility = "" } = {}) {
  if (!(await isComplete())) return;
  const one = call.value;
  const { first, building_id, about } = place(one);
  const body = { building_id, service: one.service, kind: one.statutory ? "statutory" : "operational", applicant: applicant(one), words: one.words.trim() };
  const responsible = utility || known.value?.responsible_utility_id;
  /** @type {any[]} */
  const steps = [...first, { method: "POST", path: at("/appeals"), body }];
  // Offline nobody knows who is responsible: the server says, and refuses when nobody is.
  const isAssigned = assign && (responsible || !known.value);
  if (isAssigned) steps.push({ method: "POST", path: at("/appeals/{id}/assignments"), ifMatch: "*", body: utility ? { utility_id: utility } : {} });
  await send({ kind: "registered", about: `${about} · ${serviceName(one.service)}`, draft: one, steps }, (said) => [
    said.assignment_id
      ? t("done-assigned", { number: said.number, utility: utilityName(said.utility_id), due: short(said.deadlines.next) })
      : t("done-registered", { number: said.number }),
    said.id,
  ]);
}

export async function answer() {
  if (!(await isComplete())) return;
  const one = call.value;
  const { first, building_id, about } = place(one);
  const body = { building_id, service: one.service, applicant: applicant(one), words: one.words.trim() };
  await send({ kind: "answered", about: `${about} · ${serviceName(one.service)}`, draft: one, steps: [...first, { method: "POST", path: at("/consultations"), body }] },
    (said) => [t("done-answered", { number: said.number }), said.id]);
}

/** "+1" @param {any} appeal */
export async function join(appeal) {
  const one = call.value;
  const body = { applicant: applicant(one), words: one.words.trim() || t("same-trouble") };
  await send({ kind: "joined", about: `№ ${appeal.number} · ${appeal.place}`, draft: one, steps: [{ method: "POST", path: at(`/appeals/${appeal.id}/calls`), body }] },
    (said) => [t("done-joined", { number: appeal.number, callers: said.callers }), appeal.id]);
}
