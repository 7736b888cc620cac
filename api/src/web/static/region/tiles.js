// The region as equal tiles, laid roughly as the communities lie: small ones do not vanish.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { briefly } from "varta/parts/marks.js";
import { METRICS, heat, inside, look, metric, nameOf, rows, steps, valueOf } from "varta/region/region_state.js";

/** Arrows go to the nearest tile in their direction. @param {KeyboardEvent} event */
function walk(event) {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  const from = /** @type {HTMLElement} */ (event.target).dataset?.tile?.split(",").map(Number);
  if (!from || (!x && !y)) return;
  event.preventDefault();
  event.stopPropagation();
  const ahead = (rows.value ?? []).map((row) => ({ row, along: (row.tile[0] - from[0]) * x + (row.tile[1] - from[1]) * y, aside: Math.abs((row.tile[0] - from[0]) * y) + Math.abs((row.tile[1] - from[1]) * x) }))
    .filter(({ along }) => along > 0).sort((a, b) => a.along + 2 * a.aside - b.along - 2 * b.aside);
  if (ahead[0]) document.getElementById(`tile-${ahead[0].row.id}`)?.focus();
}

/** Short enough for a tile, with a place at which the word may be broken. */
function tileName(row) {
  const name = nameOf({ ...row, name_uk: briefly(row.name_uk), name_en: row.name_en?.replace(/ (urban|rural|settlement) territorial community$/, "") });
  return name.replace(/(ська|цька|ska|tska)$/, "\u00ad$1");
}

function Tile({ row, isFirst }) {
  const number = valueOf(row);
  const [column, line] = row.tile;
  return html`<button id="tile-${row.id}" data-tile="${column},${line}" class="tile heat-${heat(number)}" style=${{ gridColumn: column + 1, gridRow: line + 1 }}
    tabindex=${isFirst ? 0 : -1} aria-pressed=${inside.value === row.id} onClick=${() => look(row.id)}>
    <span class="tile-name">${tileName(row)}</span> <b>${number || "·"}</b></button>`;
}

const Legend = () => html`<p class="legend" aria-label=${t("legend")}><span class="quiet">${t(`metric-${metric.value}`)}:</span>
  ${[0, ...steps.value].map((from, step, all) => html`<span key=${from} class="swatch heat-${step}">${step === 0 ? t("legend-none") : step === all.length - 1 ? `${from}+` : all[step + 1] - 1 === from ? from : `${from}–${all[step + 1] - 1}`}</span>`)}</p>`;

export function Tiles() {
  const shown = rows.value ?? [];
  return html`<div class="tiles ${METRICS[metric.value].isAlarm ? "alarming" : ""}" role="group" aria-label="${t("tiles")}. ${t("tiles-advice")}" onKeyDown=${walk}>
    ${shown.map((row, place) => html`<${Tile} key=${row.id} row=${row} isFirst=${place === 0} />`)}</div><${Legend} />`;
}
