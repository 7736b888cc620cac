// What a part of a screen says when it has nothing to show, or cannot.
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { ago } from "varta/core/time.js";

export const Empty = ({ words, advice, isAll = false }) => html`<div class="nothing">${isAll ? html`<h1>${words}</h1>` : html`<p>${words}</p>`}${advice && html`<p class="quiet">${advice}</p>`}</div>`;

/** Rows that are about to come, in their own size, so that nothing jumps. */
export const Loading = ({ rows = 6 }) => html`<div class="loading" role="status" aria-label=${t("loading")}>
  ${Array.from({ length: rows }, (_, row) => html`<div class="bone" key=${row}></div>`)}</div>`;

/** Why something is not shown, and what to do now. @param {{ problem: any, again?: () => void }} props */
export function Broken({ problem, again }) {
  const advice = problem.status === 403 ? "broken-forbidden" : problem.status === 404 ? "broken-missing" : problem.isPassing ? "broken-passing" : "broken-other";
  return html`<div class="nothing broken" role="alert">
    <p><strong>${problem.message}</strong></p>
    <p class="quiet">${t(advice)}</p>
    ${again && problem.status !== 403 && html`<button onClick=${again}>${t("try-again")}</button>`}</div>`;
}

/** «станом на 02:40: сервер не відповідає» */
export const Stale = ({ at }) => html`<p class="stale" role="status">${t("stale", { ago: ago(at) })}</p>`;
