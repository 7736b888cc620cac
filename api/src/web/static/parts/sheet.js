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
  const shown = bindings.value.filter((one, place, all) => all.findIndex((other) => other.key === one.key) === place);
  const close = () => (sheet.value = false);
  return html`<${Dialog} title=${t("keys")} onClose=${close}>
    <dl class="keys">${shown.map((one) => html`<div key=${one.key}><dt><${Key} is=${one.key} /></dt><dd>${one.says}</dd></div>`)}</dl>
    <div class="ways"><button class="main" onClick=${close} autofocus>${t("close")}</button></div>
  <//>`;
}
