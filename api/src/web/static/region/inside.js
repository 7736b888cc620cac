// One community, looked into: its numbers, what is overdue there, and the way to its queue.
import { useEffect, useRef } from "preact/hooks";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { isAny } from "varta/core/me.js";
import { Due, Key, State, Urgency, community } from "varta/parts/marks.js";
import { Empty, Loading } from "varta/parts/states.js";
import { METRICS, late, look, nameOf, valueOf } from "varta/region/region_state.js";

/** @param {{ row: any }} props */
export function Inside({ row }) {
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  // Where there is no room beside the tiles it stands below them.
  useEffect(() => {
    if (matchMedia("(max-width: 75rem)").matches) panel.current?.scrollIntoView();
  }, [row.id]);
  return html`<section class="inside" ref=${panel} aria-label=${community(nameOf(row))}>
    <p class="back"><button class="bare" onClick=${() => look("")}>← ${t("region-table")} <${Key} is="Esc" /></button></p>
    <h2>${community(nameOf(row))}</h2>
    <dl class="facts">${Object.keys(METRICS).map((name) => html`<div key=${name}><dt>${t(`metric-${name}`)}</dt><dd class=${METRICS[name].isAlarm && valueOf(row, name) ? "alarm" : ""}>${valueOf(row, name)}</dd></div>`)}</dl>
    ${isAny("regional_coordinator") && html`<p class="ways"><a class="button main" href="/console?community=${row.id}">${t("to-queue-of")}</a></p>`}
    <h3>${t("only-overdue")}</h3>
    ${late.value === null ? html`<${Loading} rows=${4} />` : late.value.length === 0 ? html`<${Empty} words=${t("nothing-overdue")} />`
      : html`<ul class="late-list">${late.value.map((one) => html`<li key=${one.id}><a href="/appeals/${one.id}?community=${row.id}">№ ${one.number}</a> <${Urgency} code=${one.urgency} /> ${one.place} <${State} code=${one.state} /> <${Due} deadlines=${one.deadlines} acknowledged=${one.acknowledged_at} /></li>`)}</ul>`}
  </section>`;
}
