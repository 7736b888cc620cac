// The coordinator's screen: the region as tiles, the worst first beside it, and the wall.
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { bind } from "varta/core/keys.js";
import { hour } from "varta/core/time.js";
import { t } from "varta/core/words.js";
import { Frame } from "varta/parts/frame.js";
import { At, Key, briefly } from "varta/parts/marks.js";
import { Broken, Loading, Stale } from "varta/parts/states.js";
import { Inside } from "varta/region/inside.js";
import { Tiles } from "varta/region/tiles.js";
import { METRICS, asOf, inside, isWall, load, look, metric, nameOf, one, problem, region, rows, show, sorted, totalOf, valueOf, wall, watch } from "varta/region/region_state.js";

export { begin } from "varta/region/region_state.js";

function Totals() {
  return html`<div class="totals" role="group" aria-label=${t("metric")}>
    ${Object.keys(METRICS).map((name, place) => html`<button key=${name} aria-pressed=${metric.value === name} class="${METRICS[name].isAlarm && totalOf(name) ? "late" : ""}" onClick=${() => show(name)}>
      <b>${totalOf(name)}</b><span>${t(`metric-${name}`)} ${!isWall.value && html`<${Key} is=${String(place + 1)} />`}</span></button>`)}
  </div>`;
}

/** The same as the tiles, for those who read rather than see; sorted by the metric. */
function Table() {
  const shown = isWall.value ? sorted.value.filter((row) => valueOf(row) > 0).slice(0, 16) : sorted.value;
  const columns = isWall.value ? [metric.value] : ["open", "unaccepted", "unresolved", "handovers"];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("region-table")}><table class="work counts">
    <caption class="unseen">${t("region-table")}: ${t(`metric-${metric.value}`)}. ${t("worst-first")}.</caption>
    <thead><tr><th scope="col">${t("community-col")}</th>${columns.map((name) => html`<th key=${name} scope="col" class="num" aria-sort=${name === metric.value ? "descending" : undefined}>${t(`metric-${name}`)}</th>`)}</tr></thead>
    <tbody>${shown.map((row) => html`<tr key=${row.id} class=${inside.value === row.id ? "here" : ""}><th scope="row"><button class="bare" onClick=${() => look(row.id)}>${briefly(row.name_uk) && nameOf({ ...row, name_uk: briefly(row.name_uk) })}</button></th>
      ${columns.map((name) => html`<td key=${name} class="num ${valueOf(row, name) === 0 ? "zero" : METRICS[name].isAlarm ? "alarm" : ""}">${valueOf(row, name) || "–"}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function Head() {
  return html`<div class="region-head"><h1>${region.value && nameOf(region.value)}</h1>
    <span class="quiet">${t("crew-as-of", { at: "" })}${asOf.value.at > 0 && html`<${At} at=${new Date(asOf.value.at).toISOString()} />`}</span>
    ${isWall.value ? html`<time class="clock">${hour()}</time><button class="quietly" onClick=${() => wall(false)}>${t("wall-leave")} <${Key} is="Esc" /></button>`
      : html`<button onClick=${() => wall(true)}>${t("wall")} <${Key} is="w" /></button>`}</div>`;
}

function Body() {
  if (problem.value) return html`<${Broken} problem=${problem.value} again=${() => load()} />`;
  if (!rows.value) return html`<${Loading} rows=${12} />`;
  return html`<${Totals} />
    ${asOf.value.isOld && html`<${Stale} at=${asOf.value.at} />`}
    <div class="region-parts"><section aria-label=${t("tiles")}><${Tiles} /></section>
      ${one.value && !isWall.value ? html`<${Inside} row=${one.value} />` : html`<section class="worst"><h2>${t(`metric-${metric.value}`)} · ${t("worst-first")}</h2><${Table} /></section>`}</div>`;
}

export function Region() {
  useEffect(() => {
    const stops = [watch(), bind([
      { key: "w", says: t("wall"), run: () => wall(!isWall.value) },
      { key: "Escape", says: t("step-back"), run: () => (isWall.value ? wall(false) : look("")), typing: true },
      ...Object.keys(METRICS).map((name, place) => ({ key: String(place + 1), says: t(`metric-${name}`), run: () => show(name) })),
    ])];
    return () => stops.forEach((stop) => stop());
  }, []);
  const screen = html`<${Head} /><${Body} />`;
  return html`<${Frame} here="/region" kind="region ${isWall.value ? "wall" : ""}" bare=${isWall.value}>${screen}<//>`;
}
