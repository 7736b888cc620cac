// A form: what was refused is said beside its field, and nothing that was typed is lost.
import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";

/** @type {import("preact").Context<{ problem: any, names: Set<string> }>} */
const Around = createContext({ problem: null, names: new Set() });

/** Whether a problem is about this field, or about a part of it. */
const isAbout = (problem, name) => problem?.field === name || problem?.field.startsWith(`${name}.`) || problem?.field.endsWith(`.${name}`);

/** What was typed, by the names of the fields; empty ones are left out. @param {HTMLFormElement} form */
export const typed = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]).filter(([, value]) => value !== ""));

/** A label, a control and what is wrong with it. @param {{ name: string, label: string, hint?: string, children?: any, [attribute: string]: any }} props */
export function Field({ name, label, hint = "", children = null, as = "input", ...rest }) {
  const { problem, names } = useContext(Around);
  names.add(name);
  const isWrong = isAbout(problem, name);
  const says = `${name}-says`;
  const attributes = { id: name, name, "aria-invalid": isWrong || undefined, "aria-describedby": isWrong || hint ? says : undefined, ...rest };
  return html`<div class="field"><label for=${name}>${label}</label>
    ${children ? html`<select ...${attributes}>${children}</select>` : as === "textarea" ? html`<textarea ...${attributes}></textarea>` : html`<input ...${attributes} />`}
    ${(isWrong || hint) && html`<p id=${says} class="says">${isWrong ? html`<span class="fault">${problem.message}</span>` : hint}</p>`}</div>`;
}

/**
 * `sending` comes from `useSend`; `submit` gets what was typed.
 * @param {{ label: string, does: string, sending: any, submit: (typed: any, form: HTMLFormElement) => void, onCancel?: () => void, children?: any, isFirst?: boolean }} props
 */
export function Form({ label, does, sending, submit, onCancel, children, isFirst = false }) {
  const box = useRef(/** @type {HTMLFormElement | null} */ (null));
  const names = useRef(new Set());
  const problem = sending.problem.value;
  const isNamed = [...names.current].some((name) => isAbout(problem, name));
  useEffect(() => { if (isFirst) /** @type {HTMLElement | null} */ (box.current?.querySelector("input, select, textarea"))?.focus(); }, []);
  useEffect(() => { /** @type {HTMLElement | null} */ (box.current?.querySelector("[aria-invalid]"))?.focus(); }, [problem]);
  const send = (event) => {
    event.preventDefault();
    submit(typed(event.target), event.target);
  };
  return html`<${Around.Provider} value=${{ problem, names: names.current }}><form class="sheet-form" ref=${box} onSubmit=${send} aria-label=${label}>
    ${children}
    ${problem && !isNamed && html`<p class="error" role="alert">${problem.message}</p>`}
    <div class="ways"><button class="main" disabled=${sending.busy.value}>${does}</button>
      ${onCancel && html`<button type="button" class="quietly" onClick=${onCancel}>${t("cancel")}</button>`}</div>
  </form><//>`;
}

/** The side in which one row is looked into; Escape closes it. @param {{ title: string, onClose: () => void, children?: any }} props */
export function Side({ title, onClose, children }) {
  const head = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { head.current?.focus({ preventScroll: true }); }, [title]);
  return html`<aside class="side" aria-label=${title}>
    <p class="back"><button class="bare" onClick=${onClose}>← ${t("back-to-list")}</button></p>
    <h1 class="side-title" tabindex="-1" ref=${head}>${title}</h1>${children}</aside>`;
}
