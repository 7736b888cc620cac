// The administrator's screen: its parts, and the one that is open.
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { bind } from "varta/core/keys.js";
import { learn, t } from "varta/core/words.js";
import words from "varta/words/administration";
import { Frame } from "varta/parts/frame.js";
import { Key, community } from "varta/parts/marks.js";
import { Empty } from "varta/parts/states.js";
import { isAny, me } from "varta/core/me.js";
import { isRegion, itself, nameOf, opened, part, parts, place, show } from "varta/admin/place.js";
import { Communities } from "varta/admin/communities.js";
import { Imports } from "varta/admin/imports.js";
import { Ledger } from "varta/admin/ledger.js";
import { People } from "varta/admin/people.js";
import { Responsibilities } from "varta/admin/responsibilities.js";
import { Services } from "varta/admin/services.js";
import { Utilities } from "varta/admin/utilities.js";

export { begin } from "varta/admin/place.js";

learn(words);

const SCREENS = { communities: Communities, people: People, utilities: Utilities, responsibilities: Responsibilities, services: Services, imports: Imports, ledger: Ledger };

function Parts() {
  const away = isAny("region_administrator") && !isRegion.value;
  return html`<nav class="parts" aria-label=${t("place-administration")}>
    <p class="parts-of">${community(nameOf(itself.value))}${away && html` <a href="/administration">${t("to-region")}</a>`}</p>
    ${parts.value.map((name, order) => html`<button key=${name} aria-current=${part.value === name ? "page" : undefined} onClick=${() => show(name)}>${t(`part-${name}`)} <${Key} is=${String(order + 1)} /></button>`)}</nav>`;
}

export function Administration() {
  useEffect(() => {
    if (!place.value) return;
    return bind([
      ...parts.value.map((name, order) => ({ key: String(order + 1), says: t(`part-${name}`), run: () => show(name) })),
      { key: "n", says: t("key-new"), run: () => (opened.value = "new") },
      { key: "Escape", says: t("step-back"), run: () => (opened.value = ""), typing: true },
    ]);
  }, []);
  if (!place.value) return html`<${Frame} here="/administration"><${Empty} words=${t("no-administration", { name: me.value?.name ?? "" })} advice=${t("broken-forbidden")} /><//>`;
  const Part = SCREENS[part.value];
  return html`<${Frame} here="/administration" kind="administration"><${Parts} /><div class="part-body" key=${part.value}><${Part} /></div><//>`;
}
