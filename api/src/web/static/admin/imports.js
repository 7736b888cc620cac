// Files that are brought into the registry: tried first, watched while they run, and what was
// refused given back to be corrected.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { csrf, Problem, query } from "varta/core/api.js";
import { ago, now } from "varta/core/time.js";
import { t } from "varta/core/words.js";
import { At } from "varta/parts/marks.js";
import { Listed, useList } from "varta/admin/ask.js";
import { Field, Form } from "varta/admin/form.js";
import { at } from "varta/admin/place.js";

const TABLES = ["settlements", "streets", "aliases", "buildings", "entrances", "queues", "responsibilities"];
const MAPPINGS = ["varta", "ladyzhyn", "katottg"];
/** How often is looked while something runs. */
const EVERY = 1500;

/** Sends a file as it is; says how much of it is there. @param {(share: number) => void} tell */
function upload(path, key, file, tell) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${path}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("idempotency-key", key);
    request.setRequestHeader("x-varta-csrf", csrf.token);
    request.upload.onprogress = (event) => tell(event.total ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Problem(0, { code: "away", detail: t("problem-away") }));
    request.onload = () => {
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* A gateway's own page says nothing to us. */ }
      if (request.status < 300) resolve(body);
      else reject(new Problem(request.status, body));
    };
    request.send(file);
  });
}

function Give({ onDone, isBusy }) {
  const problem = useSignal(/** @type {Problem | null} */ (null));
  const busy = useSignal(false);
  const share = useSignal(-1);
  const isDry = useSignal(true);
  const submit = async ({ table, mapping, file }) => {
    busy.value = true;
    problem.value = null;
    try {
      const asked = query({ table, mapping, file: file.name, dry_run: isDry.value ? "true" : "false" });
      await upload(at(`/imports${asked}`), crypto.randomUUID(), file, (part) => (share.value = part));
      onDone();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      problem.value = failure;
    } finally {
      busy.value = false;
      share.value = -1;
    }
  };
  return html`<div class="panel"><${Form} label=${t("give-file")} does=${t(isDry.value ? "try-file" : "take-file")} sending=${{ problem, busy: { value: busy.value || isBusy } }} submit=${submit}>
      <${Field} name="file" label=${t("file")} hint=${t("file-hint")} type="file" accept=".csv,.xlsx" required />
      <div class="pair"><${Field} name="table" label=${t("what-it-holds")}>${TABLES.map((one) => html`<option key=${one} value=${one} selected=${one === "buildings"}>${t(`table-${one}`)}</option>`)}<//>
        <${Field} name="mapping" label=${t("mapping")} hint=${t("mapping-hint")}>${MAPPINGS.map((one) => html`<option key=${one} value=${one}>${t(`mapping-${one}`)}</option>`)}<//></div>
      <label class="check"><input type="checkbox" checked=${isDry.value} onChange=${(event) => (isDry.value = event.target.checked)} /> ${t("dry-run")}</label>
      ${share.value >= 0 && html`<p>${t("uploading", { percent: Math.round(share.value * 100) })}<progress aria-label=${t("uploading", { percent: "" })} value=${share.value} max="1"></progress></p>`}
      ${isBusy && html`<p class="says">${t("import-runs")}</p>`}
    <//></div>`;
}

function Rows({ one, kind, count }) {
  if (!count) return null;
  return html`<a class="button" download href="/api/v1${at(`/imports/${one.id}/rows?kind=${kind}`)}">${t(`download-${kind}`, { count })}</a>`;
}

function Tallies({ report }) {
  return html`<table class="work"><thead><tr><th scope="col">${t("in-registry")}</th><th scope="col" class="num">${t("added")}</th><th scope="col" class="num">${t("changed")}</th><th scope="col" class="num">${t("unchanged")}</th></tr></thead>
    <tbody>${report.tallies.map((one) => html`<tr key=${one.table}><th scope="row">${t(`table-${one.table}`)}</th><td class="num">${one.added}</td><td class="num">${one.changed}</td><td class="num">${one.unchanged}</td></tr>`)}</tbody></table>`;
}

function Run({ one }) {
  const { read, rows, refused, suspicious } = one;
  return html`<li class="panel" key=${one.id}>
    <p class="badges"><strong>${one.file}</strong> <span class="quiet">${t(`table-${one.table}`)} · ${t(`mapping-${one.mapping}`)}</span>
      <span class="state ${{ done: "reported", failed: "declined", interrupted: "declined" }[one.state] ?? ""}">${t(`import-${one.state}`)}</span>${one.dry_run && html`<span class="state">${t("was-dry-run")}</span>`}</p>
    ${one.state === "running" && html`<p aria-live="polite">${rows ? t("import-progress", { read, rows }) : t("import-counting")} <span class="quiet">${ago(one.started_at)}</span></p>
      <progress aria-label=${t("import-running")} value=${rows ? read : undefined} max=${rows || 1}></progress>`}
    ${one.state === "interrupted" && html`<p class="error">${t("import-was-interrupted", { read })}</p>`}
    ${one.reason && html`<p class="error"><strong>${t("import-failed")}</strong> ${one.reason}</p>`}
    ${one.report && html`<p>${t("import-result", { read, taken: one.report.taken, refused, suspicious })}${one.report.passed_over > 0 && ` ${t("passed-over", { count: one.report.passed_over })}`}</p><${Tallies} report=${one.report} />`}
    <p class="reports"><${Rows} one=${one} kind="refused" count=${one.state === "running" ? 0 : refused} /><${Rows} one=${one} kind="suspicious" count=${one.state === "running" ? 0 : suspicious} /></p>
    <p class="quiet"><${At} at=${one.started_at} />${one.ended_at && html` – <${At} at=${one.ended_at} />`}</p></li>`;
}

export function Imports() {
  const list = useList(at("/imports?limit=20"));
  const all = list.rows.value ?? [];
  const isBusy = all.some((one) => one.state === "running");
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => list.load(), EVERY);
    return () => clearInterval(timer);
  }, [isBusy]);
  return html`<div class="listing-head"><h1>${t("part-imports")}</h1></div><p class="quiet">${t("import-means")}</p>
    <${Give} onDone=${() => list.load()} isBusy=${isBusy} />
    <h2>${t("imports-before")}</h2>
    <${Listed} list=${list} empty=${t("imports-none")}><ul class="tallies">${all.map((one) => html`<${Run} key=${one.id} one=${one} now=${now.value} />`)}</ul><//>`;
}
