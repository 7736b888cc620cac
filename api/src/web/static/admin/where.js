// A place as it is printed: the registry is asked once for each, and remembered.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { Problem, see } from "varta/core/api.js";
import { t } from "varta/core/words.js";
import { at } from "varta/admin/place.js";

const printed = signal(/** @type {Record<string, string>} */ ({}));
const under = new Set();

const SHELVES = { building: "buildings", street: "streets", settlement: "settlements" };

async function look({ kind, id }) {
  if (under.has(id)) return;
  under.add(id);
  try {
    const entry = await see(at(`/${SHELVES[kind]}/${id}`), { background: true });
    const words = entry.address ?? entry.printed ?? entry.name ?? "";
    printed.value = { ...printed.value, [id]: kind === "street" ? `${words}, ${await settlement(entry.settlement_id)}` : words };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    under.delete(id);
  }
}

const names = new Map();
const settlement = (id) => {
  if (!names.has(id)) names.set(id, see(at(`/settlements/${id}`), { background: true }).then((entry) => entry.name));
  return names.get(id);
};

/** @param {{ place: { kind: string, id?: string } }} props */
export function Where({ place }) {
  useEffect(() => { if (place.id && !printed.value[place.id]) look(place); }, [place.id]);
  if (!place.id) return html`<span>${t("place-community")}</span>`;
  return html`<span>${printed.value[place.id] ?? t(`place-${place.kind}`)}</span>`;
}
