// The community's ledger: how long it is, and whether nobody has rewritten it.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { Problem, query, see } from "varta/core/api.js";
import { t } from "varta/core/words.js";
import { At } from "varta/parts/marks.js";
import { Broken, Loading } from "varta/parts/states.js";
import { at } from "varta/admin/place.js";

export function Ledger() {
  const head = useSignal(/** @type {any} */ (null));
  const problem = useSignal(/** @type {Problem | null} */ (null));
  const walk = useSignal(/** @type {{ checked: number, broken: any, isDone: boolean } | null} */ (null));
  const guarded = async (work) => {
    try {
      problem.value = null;
      await work();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      problem.value = failure;
    }
  };
  const look = () => guarded(async () => (head.value = await see(at("/ledger"))));
  useEffect(() => { look(); }, []);
  // Stretch by stretch, so that no request is long and it shows how far it has come.
  const verify = () => guarded(async () => {
    walk.value = { checked: 0, broken: null, isDone: false };
    for (let after = 0; ; ) {
      const stretch = await see(at(`/ledger/check${query({ after: after || "" })}`));
      head.value = stretch.head;
      walk.value = { checked: stretch.checked_to, broken: stretch.broken, isDone: stretch.next === null };
      if (stretch.broken || stretch.next === null) return;
      after = stretch.next;
    }
  });
  if (problem.value && !head.value) return html`<div class="listing-head"><h1>${t("part-ledger")}</h1></div><${Broken} problem=${problem.value} again=${look} />`;
  if (!head.value) return html`<div class="listing-head"><h1>${t("part-ledger")}</h1></div><${Loading} rows=${4} />`;
  const state = walk.value;
  const runs = state && !state.isDone && !state.broken && !problem.value;
  return html`<div class="listing-head"><h1>${t("part-ledger")}</h1><button class="main" disabled=${runs} onClick=${verify}>${t("verify")}</button></div>
    <p class="quiet">${t("ledger-means")}</p>
    <div class="panel"><dl class="facts"><dt>${t("ledger-events")}</dt><dd>${head.value.position}</dd>
        ${head.value.hash && html`<dt>${t("ledger-head")}</dt><dd class="hash">${head.value.hash}</dd><dt>${t("ledger-sealed")}</dt><dd><${At} at=${head.value.sealed_at} /></dd>`}</dl>
      <div aria-live="polite">
        ${runs && html`<p>${t("ledger-progress", { checked: state.checked, all: head.value.position })}</p><progress aria-label=${t("verify")} value=${state.checked} max=${head.value.position || 1}></progress>`}
        ${state?.broken && html`<p class="verdict late">✕ ${t("ledger-broken", { position: state.broken.position })}</p><p>${t(`break-${state.broken.code.replaceAll("_", "-")}`)} ${t("ledger-broken-advice")}</p>`}
        ${state?.isDone && !state.broken && html`<p class="verdict done">✓ ${t("ledger-whole", { count: state.checked })}</p>`}
        ${problem.value && html`<p class="error" role="alert">${problem.value.message} <button onClick=${verify}>${t("try-again")}</button></p>`}
      </div></div>`;
}
