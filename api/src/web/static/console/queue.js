// The queue beside the call: the nearest deadline first, and what is to be done with it.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { tone } from "varta/core/time.js";
import { waiting } from "varta/core/outbox.js";
import { unsentShown } from "varta/parts/unsent.js";
import { Due, Key, State, Urgency, briefly } from "varta/parts/marks.js";
import { Broken, Empty, Loading, Stale } from "varta/parts/states.js";
import { community, serviceName, utilityName } from "varta/console/desk.js";
import { STATES, asOf, chosen, choose, countOf, filter, fresh, hasMore, load, problem, rows, shown, total } from "varta/console/queue_state.js";
import { openCard } from "varta/console/view.js";
import { HandoversWaiting } from "varta/console/handovers.js";
import { Search } from "varta/console/search.js";

function Filters() {
  const { state, overdue } = filter.value;
  const late = rows.value?.filter((one) => tone(one.deadlines.next) === "late").length ?? 0;
  const chip = (code, words, number) => html`<button key=${code} class="chip" aria-pressed=${state === code} onClick=${() => choose({ state: code })}>${words} <b>${number}</b></button>`;
  return html`<div class="filters" role="group" aria-label=${t("filters")}>
    <button class="chip ${late ? "late" : ""}" aria-pressed=${overdue} onClick=${() => choose({ overdue: !overdue })}>${t("only-overdue")} ${late > 0 && html`<b>${late}</b>`} <${Key} is="o" /></button>
    ${chip("", t("all"), total.value)}
    ${STATES.filter((code) => countOf(code) > 0 || code === state).map((code) => chip(code, t(`states-${code.replaceAll("_", "-")}`), countOf(code)))}
  </div>`;
}

function Row({ one }) {
  const isChosen = chosen.value === one.id;
  return html`<tr id="row-${one.id}" class="${tone(one.deadlines.next)} ${fresh.value.has(one.id) ? "fresh" : ""}" tabindex=${isChosen ? 0 : -1} aria-selected=${isChosen}
    onClick=${() => { chosen.value = one.id; openCard(one.id); }} onFocus=${() => (chosen.value = one.id)}
    onKeyDown=${(event) => event.key === "Enter" && openCard(one.id)}>
    <td class="c-urgent"><${Urgency} code=${one.urgency} /></td>
    <td class="c-number num"><a href="/appeals/${one.id}?community=${community.value?.id}" tabindex="-1" onClick=${(event) => { event.preventDefault(); }}>${one.number}</a></td>
    <td class="c-due"><${Due} deadlines=${one.deadlines} acknowledged=${one.acknowledged_at} /></td>
    <td class="c-service">${serviceName(one.service)} ${one.callers > 1 && html`<span class="callers">${t("callers", { count: one.callers })}</span>`}</td>
    <td class="c-place">${one.place}</td>
    <td class="c-state"><${State} code=${one.state} />${one.utility_id && html`<span class="with" title=${utilityName(one.utility_id)}>${utilityName(one.utility_id)}</span>`}</td>
  </tr>`;
}

/** Calls that are registered here but have not reached the server stand above all others. */
function NotSent() {
  const mine = waiting.value.filter((one) => ["registered", "answered", "joined"].includes(one.kind));
  if (!mine.length) return null;
  return html`<button class="not-sent" onClick=${() => (unsentShown.value = true)}>
    <strong>${t("unsent-count", { count: mine.length })}</strong> ${mine.slice(0, 3).map((one) => one.about).join(" · ")}${mine.length > 3 ? " …" : ""}</button>`;
}

function Table() {
  if (problem.value) return html`<${Broken} problem=${problem.value} again=${() => load()} />`;
  if (!rows.value) return html`<${Loading} rows=${12} />`;
  if (!shown.value.length) return html`<${Empty} words=${t(filter.value.overdue ? "queue-none-overdue" : filter.value.state ? "queue-none-here" : "queue-none")} advice=${filter.value.overdue || filter.value.state ? t("queue-none-advice") : ""} />`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("queue-caption")}><table class="work queue">
    <caption class="unseen">${t("queue-caption")}</caption>
    <thead><tr><th scope="col"><span class="unseen">${t("col-urgency")}</span></th><th scope="col" class="num">№</th><th scope="col">${t("col-due")}</th><th scope="col">${t("col-service")}</th><th scope="col">${t("col-place")}</th><th scope="col">${t("col-state")}</th></tr></thead>
    <tbody>${shown.value.map((one) => html`<${Row} key=${one.id} one=${one} />`)}</tbody>
  </table>${hasMore.value && html`<p class="quiet more">${t("queue-more")}</p>`}</div>`;
}

export function Queue() {
  return html`<section class="queue-side" aria-label=${t("queue")}>
    <div class="queue-head"><h1>${briefly(community.value?.name_uk)} · ${t("queue")}</h1><${Search} /></div>
    <${Filters} />
    ${asOf.value.isOld && html`<${Stale} at=${asOf.value.at} />`}
    <${NotSent} /><${HandoversWaiting} />
    <${Table} />
  </section>`;
}
