// Keys: every action says its own, and one sheet shows all of them.
import { signal } from "@preact/signals";

/**
 * @typedef {{ key: string, says: string, run: () => void, when?: () => boolean, typing?: boolean }} Binding
 * `key` as it is shown: `F2`, `Ctrl+Enter`, `j`. `typing`: also while a field has the focus.
 */

/** @type {import("@preact/signals").Signal<Binding[]>} */
export const bindings = signal([]);

/** Adds keys; returns how to take them away. @param {Binding[]} added */
export function bind(added) {
  bindings.value = [...bindings.value, ...added];
  return () => (bindings.value = bindings.value.filter((one) => !added.includes(one)));
}

/** The name of what was pressed, whatever the keyboard's layout. @param {KeyboardEvent} event */
export function pressed(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const name = event.key === "?" || event.code === "Slash" ? (event.shiftKey || event.key === "?" ? "?" : "/") : letter ?? digit ?? event.key;
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", name].filter(Boolean).join("+");
}

const isField = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

addEventListener("keydown", (event) => {
  // A dialog is alone with its keys.
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const name = pressed(event);
  const typing = isField(event.target);
  const found = [...bindings.value].reverse().find((one) => one.key === name && (!typing || one.typing || /^F\d|^Ctrl\+|^Alt\+/.test(name)) && (one.when?.() ?? true));
  if (!found) return;
  event.preventDefault();
  found.run();
});
