// What other communities ask this one to take: accepted or refused where the queue is.
import { signal, useSignal } from "@preact/signals";
import { query, see } from "varta/core/api.js";
import { html } from "varta/core/html.js";
import { change } from "varta/core/outbox.js";
import { t } from "varta/core/words.js";
import { At, community as communityWord } from "varta/parts/marks.js";
import { isAny } from "varta/core/me.js";
import { tell } from "varta/parts/notices.js";
import { at, communityName, neighbours, serviceName } from "varta/console/desk.js";
import { counts, load as loadQueue } from "varta/console/queue_state.js";

const isOpen = signal(false);
const offered = signal(/** @type {any[]} */ ([]));
const refusing = signal("");

async function look() {
  isOpen.value = true;
  offered.value = (await see(at("/handovers") + query({ direction: "received", limit: 50 }))).items.filter((one) => one.state === "offered");
  if (!offered.value.length) isOpen.value = false;
}

/** @param {"taken" | "refused"} kind @param {any} one @param {string} verb @param {any} body */
async function decide(kind, one, verb, body) {
  const about = `${communityName(one.from_community_id)} · ${one.place}`;
  try {
    const known = await change({ kind, about, steps: [{ method: "POST", path: at(`/handovers/${one.id}/${verb}`), ifMatch: `"${one.version}"`, body }] }).done;
    tell("done", t(`did-${kind}`, { number: known.appeal?.number ?? "" }));
  } catch (problem) {
    tell("late", /** @type {Error} */ (problem).message);
  }
  refusing.value = "";
  await look();
  loadQueue(true);
}

function Refuse({ one }) {
  const whose = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const reason = event.target.elements.refusal.value.trim();
    decide("refused", one, "refuse", { reason, ...(whose.value && { community_id: whose.value }) });
  };
  return html`<form class="step" onSubmit=${send}>
    <label for="refusal">${t("refusal-why")}</label><textarea id="refusal" name="refusal" rows="2" required maxlength="4000"></textarea>
    <label for="whose-it-is">${t("refusal-whose")}</label><select id="whose-it-is" onChange=${(event) => (whose.value = event.target.value)}><option value="">${t("unknown-community")}</option>
      ${neighbours.value.filter((other) => other.id !== one.from_community_id).map((other) => html`<option key=${other.id} value=${other.id}>${communityWord(other.name_uk)}</option>`)}</select>
    <div class="ways"><button class="main">${t("refuse-handover")}</button><button type="button" class="quietly" onClick=${() => (refusing.value = "")}>${t("cancel")}</button></div>
  </form>`;
}

function One({ one }) {
  return html`<li class="entry"><p><strong>${serviceName(one.service)}</strong> · ${one.place} · <${At} at=${one.offered_at} /></p>
    <p class="quiet">${t("handover-from", { community: communityWord(communityName(one.from_community_id)) })}</p>
    <p class="words">${one.reason}</p>${one.person && html`<p class="words quiet">${one.person.words}</p>`}
    ${!isAny("dispatcher", "community_administrator") ? null : refusing.value === one.id ? html`<${Refuse} one=${one} />` : html`<div class="ways">
      <button class="main" onClick=${() => decide("taken", one, "accept", {})}>${t("accept-handover")}</button>
      <button onClick=${() => (refusing.value = one.id)}>${t("refuse-handover")}</button></div>`}</li>`;
}

export function HandoversWaiting() {
  const count = counts.value["open.handovers_waiting"] ?? 0;
  if (!count && !offered.value.length) return null;
  return html`<div class="handovers"><button class="chip soon" aria-expanded=${isOpen.value} onClick=${() => (isOpen.value ? (isOpen.value = false) : look())}>${t("handovers-waiting", { count })}</button>
    ${isOpen.value && html`<ul>${offered.value.map((one) => html`<${One} key=${one.id} one=${one} />`)}</ul>`}</div>`;
}
