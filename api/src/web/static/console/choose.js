// A field in which one types and chooses: a list under it, keys to move in it, Enter to take.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";

/**
 * @param {object} props
 * @param {string} props.id @param {string} props.label @param {string} props.value what is typed
 * @param {any[]} props.options what may be chosen
 * @param {(option: any) => any} props.show how an option is written
 * @param {(option: any) => string} props.nameOf its name for the list
 * @param {number} [props.first] which one Enter takes without moving; -1: none
 * @param {(text: string) => void} props.onType
 * @param {(option: any) => void} props.onTake
 * @param {() => void} [props.onEnter] Enter with nothing to take
 * @param {string} [props.fault] @param {any} [props.hint] @param {string} [props.placeholder]
 * @param {boolean} [props.isTaken]
 */
export function Choose({ id, label, value, options, show, nameOf, first = 0, onType, onTake, onEnter, fault, hint, placeholder, isTaken }) {
  const isOpen = useSignal(false);
  const moved = useSignal(-1);
  const place = moved.value >= 0 ? Math.min(moved.value, options.length - 1) : first;
  const shown = isOpen.value && options.length > 0;
  const take = (option) => {
    isOpen.value = false;
    moved.value = -1;
    onTake(option);
  };
  const keys = (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isOpen.value = true;
      const step = event.key === "ArrowDown" ? 1 : -1;
      moved.value = moved.value < 0 && first < 0 ? (step > 0 ? 0 : options.length - 1) : (place + step + options.length) % Math.max(1, options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown && place >= 0 && options[place]) take(options[place]);
      else onEnter?.();
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      isOpen.value = false;
    }
  };
  return html`<div class="field choose">
    <label for=${id}>${label}</label>
    <input id=${id} value=${value} placeholder=${placeholder} class=${isTaken ? "taken" : ""} autocomplete="off" spellcheck="false" maxlength="300"
      role="combobox" aria-expanded=${shown} aria-controls="${id}-list" aria-autocomplete="list"
      aria-activedescendant=${shown && place >= 0 ? `${id}-${place}` : undefined}
      aria-invalid=${fault ? "true" : undefined} aria-describedby="${id}-says"
      onInput=${(event) => { moved.value = -1; isOpen.value = true; onType(event.target.value); }}
      onFocus=${() => (isOpen.value = !isTaken)} onClick=${() => (isOpen.value = true)}
      onBlur=${() => (isOpen.value = false)} onKeyDown=${keys} />
    ${isTaken && html`<span class="tick" aria-hidden="true">✓</span>`}
    <ul class="options" id="${id}-list" role="listbox" aria-label=${label} hidden=${!shown}>
      ${shown && options.map((option, at) => html`<li key=${nameOf(option) + at} id="${id}-${at}" role="option" aria-selected=${at === place}
        onMouseDown=${(event) => { event.preventDefault(); take(option); }}>${show(option)}</li>`)}
    </ul>
    <div class="says" id="${id}-says">${fault ? html`<span class="fault">${fault}</span>` : hint}</div>
  </div>`;
}
