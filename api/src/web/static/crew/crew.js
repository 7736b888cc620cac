// The crew's page: what was received, what is in work, what came back, what is late. One thumb.
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { bind } from "varta/core/keys.js";
import { scopes } from "varta/core/me.js";
import { tone } from "varta/core/time.js";
import { t } from "varta/core/words.js";
import { Frame } from "varta/parts/frame.js";
import { At, Due, State, Urgency, briefly } from "varta/parts/marks.js";
import { Broken, Empty, Loading, Stale } from "varta/parts/states.js";
import { Assignment } from "varta/crew/assignment.js";
import { TABS, asOf, choose, communityName, here, inTab, load, one, opened, problem, rows, serviceName, tab, utility, watch } from "varta/crew/inbox_state.js";

export { begin } from "varta/crew/inbox_state.js";

function Tabs() {
  return html`<div class="tabs" role="tablist" aria-label=${t("place-crew")}>
    ${TABS.map((name) => html`<button key=${name} role="tab" id="tab-${name}" aria-selected=${tab.value === name} aria-controls="list" class=${name === "overdue" && inTab(name).length ? "late" : ""}
      onClick=${() => (tab.value = name)}>${t(`tab-${name}`)} <b>${inTab(name).length}</b></button>`)}
  </div>`;
}

function Row({ row }) {
  return html`<li><button class="job ${tone(row.deadlines.next)}" onClick=${() => (opened.value = row.id)}>
    <span class="job-head"><${Urgency} code=${row.urgency} withWord /><${Due} deadlines=${row.deadlines} acknowledged=${row.accepted_at} /></span>
    <strong>${serviceName(row.service)}</strong>
    <span class="job-place">${row.place}${row.contact.flat ? `, ${t("flat-short")} ${row.contact.flat}` : ""}</span>
    <span class="job-words">${row.return_reason && row.state === "returned" ? `${t("returned-because")} ${row.return_reason}` : row.words}</span>
    <span class="job-foot quiet">№ ${row.appeal_number} · ${briefly(communityName(row.community_id))} ${row.isUnsent && html`<b class="unsent">${t("not-sent-yet")}</b>`} ${(tab.value === "overdue" || row.state === "on_site") && html`<${State} code=${row.state} of="assignment" />`}</span>
  </button></li>`;
}

function List() {
  if (problem.value) return html`<${Broken} problem=${problem.value} again=${() => load()} />`;
  if (!rows.value) return html`<${Loading} rows=${5} />`;
  const shown = inTab(tab.value);
  if (!shown.length) return html`<${Empty} words=${t(`crew-none-${tab.value}`)} />`;
  return html`<ul class="jobs">${shown.map((row) => html`<${Row} key=${row.id} row=${row} />`)}</ul>`;
}

function Which() {
  const mine = scopes("utility");
  return html`<div class="crew-head"><h1>${utility.value?.name}</h1>
    ${mine.length > 1 && html`<select aria-label=${t("which-utility")} value=${here.value} onChange=${(event) => choose(event.target.value)}>${mine.map((id, place) => html`<option key=${id} value=${id}>${t("which-utility")} ${place + 1}</option>`)}</select>`}
    ${asOf.value.at > 0 && html`<span class="quiet">${t("crew-as-of", { at: "" })}<${At} at=${new Date(asOf.value.at).toISOString()} /></span>`}</div>`;
}

export function Crew() {
  useEffect(() => {
    if (!here.value) return;
    const back = { key: "Escape", says: t("step-back"), run: () => (opened.value = ""), typing: true };
    const stops = [watch(), bind([back, ...TABS.map((name, place) => ({ key: String(place + 1), says: t(`tab-${name}`), run: () => (tab.value = name) }))])];
    return () => stops.forEach((stop) => stop());
  }, []);
  if (!here.value) return html`<${Frame} here="/crew"><${Empty} isAll words=${t("no-utility")} advice=${t("broken-forbidden")} /><//>`;
  return html`<${Frame} here="/crew" kind="crew ${one.value ? "with-job" : ""}">
    <div class="crew-list"><${Which} /><${Tabs} />
      ${asOf.value.isOld && html`<${Stale} at=${asOf.value.at} />`}
      <div id="list" role="tabpanel" aria-labelledby="tab-${tab.value}"><${List} /></div></div>
    ${one.value && html`<${Assignment} key=${one.value.id} row=${one.value} />`}
  <//>`;
}
