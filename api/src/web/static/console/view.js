// What the right side of the console shows: the queue, or a card over it.
import { signal } from "@preact/signals";

/** @type {import("@preact/signals").Signal<string>} */
export const card = signal("");
/** On narrow screens one side is shown at a time. @type {import("@preact/signals").Signal<"call" | "queue">} */
export const side = signal("call");

/** @param {string} id */
export function openCard(id) {
  card.value = id;
  side.value = "queue";
}
