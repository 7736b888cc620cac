// A dialog over the screen: the browser's own, so that focus stays inside and Escape closes.
import { useEffect, useRef } from "preact/hooks";
import { html } from "varta/core/html.js";

/** @param {{ title: string, onClose?: () => void, children?: any, kind?: string }} props */
export function Dialog({ title, onClose, children, kind = "" }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    box.current?.showModal();
    return () => before?.focus?.();
  }, []);
  const leave = (event) => {
    event.preventDefault();
    onClose?.();
  };
  return html`<dialog class="dialog ${kind}" ref=${box} aria-label=${title} onCancel=${leave}>
    <h2>${title}</h2>
    ${children}
  </dialog>`;
}
