// The sheet of keys: what can be pressed here and now.
import { signal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { bindings } from "varta/core/keys.js";
import { t } from "varta/core/words.js";
import { Dialog } from "varta/parts/dialog.js";
import { Key } from "varta/parts/marks.js";

export const sheet = signal(false);

export function Sheet() {
  if (!sheet.value) return null;
  const shown = Map.groupBy(bindings.value.filter((one, place, all) => all.findIndex((other) => other.key === one.key) === place), (one) => one.says);
  const close = () => (sheet.value = false);
  return html`<${Dialog} title=${t("keys")} onClose=${close}>
    <dl class="keys">${[...shown].map(([says, same]) => html`<div key=${says}><dt>${same.map((one) => html`<${Key} key=${one.key} is=${one.key} /> `)}</dt><dd>${says}</dd></div>`)}</dl>
    <div class="ways"><button class="main" onClick=${close} autofocus>${t("close")}</button></div>
  <//>`;
}
