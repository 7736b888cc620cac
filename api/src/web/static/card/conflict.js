// Two people corrected the same card: both versions side by side, and each field is chosen.
import { useSignal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { t } from "varta/core/words.js";
import { Dialog } from "varta/parts/dialog.js";
import { busy, conflict, edit } from "varta/card/state.js";

const FIELDS = [["phone", "phone"], ["name", "caller"], ["flat", "flat"], ["words", "words"]];

/** What the card says now. */
function theirsOf(card) {
  const first = card.calls?.[0];
  return { ...first?.applicant, words: first?.words };
}

export function Conflict() {
  const chosen = useSignal(/** @type {Record<string, string>} */ ({}));
  if (!conflict.value) return null;
  const { theirs, mine, etag } = conflict.value;
  const there = theirsOf(theirs);
  const here = { ...mine.applicant, words: mine.words };
  const differs = FIELDS.filter(([name]) => here[name] !== undefined && here[name] !== (there[name] ?? ""));
  const pick = (name) => chosen.value[name] ?? "mine";
  const keep = () => {
    const picked = Object.fromEntries(differs.filter(([name]) => pick(name) === "mine").map(([name]) => [name, here[name]]));
    const { words, ...applicant } = picked;
    if (!Object.keys(picked).length) conflict.value = null;
    else edit({ applicant, ...(words && { words }) }, etag);
  };
  return html`<${Dialog} title=${t("conflict-title")} kind="wide" onClose=${() => (conflict.value = null)}>
    <p>${t("conflict-why")}</p>
    <table class="work conflict"><thead><tr><th scope="col">${t("conflict-field")}</th><th scope="col">${t("conflict-theirs")}</th><th scope="col">${t("conflict-mine")}</th></tr></thead>
    <tbody>${differs.map(([name, word]) => html`<tr key=${name}><th scope="row">${t(word)}</th>
      ${["theirs", "mine"].map((side) => html`<td key=${side}><label class="check"><input type="radio" name=${`pick-${name}`} checked=${pick(name) === side} onChange=${() => (chosen.value = { ...chosen.value, [name]: side })} /> <span class="words">${(side === "mine" ? here : there)[name] || "–"}</span></label></td>`)}</tr>`)}</tbody></table>
    <div class="ways"><button class="main" disabled=${busy.value} onClick=${keep} autofocus>${t("conflict-keep")}</button>
      <button class="quietly" onClick=${() => (conflict.value = null)}>${t("conflict-leave")}</button></div>
  <//>`;
}
