// What surrounds every screen: where one is, whether the server answers, what is not sent yet,
// who works here.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { link } from "varta/core/api.js";
import { bind } from "varta/core/keys.js";
import { forget, isAny, me, scopes } from "varta/core/me.js";
import { entries, refused, waiting } from "varta/core/outbox.js";
import { kept } from "varta/core/store.js";
import { hour } from "varta/core/time.js";
import { choose, language, t } from "varta/core/words.js";
import { Lock } from "varta/parts/lock.js";
import { Notices } from "varta/parts/notices.js";
import { Sheet, sheet } from "varta/parts/sheet.js";
import { Unsent, unsentShown } from "varta/parts/unsent.js";

/** The screens that somebody has, the one they work on first. */
export function places() {
  return /** @type {string[][]} */ ([
    isAny("dispatcher", "community_administrator") && ["/console", t("place-console")],
    scopes("utility").length > 0 && ["/crew", t("place-crew")],
    isAny("regional_coordinator", "region_administrator") && ["/region", t("place-region")],
    isAny("community_administrator", "region_administrator") && ["/administration", t("place-administration")],
  ].filter(Boolean));
}

/** What is not sent keeps somebody from leaving without a word. */
async function leave() {
  if (entries.value.length && !confirm(t("leave-with-unsent", { count: entries.value.length }))) return;
  forget();
  await kept.clear();
  for (const name of Object.keys(localStorage)) if (name.startsWith("varta.draft")) localStorage.removeItem(name);
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/logout";
  document.body.append(form);
  form.submit();
}

function Link() {
  const isDown = link.value === "down";
  return html`<span class="link ${link.value}" role="status">${t(isDown ? "link-down" : "link-up")}</span>`;
}

function Waiting() {
  if (!entries.value.length) return null;
  const bad = refused.value.length;
  return html`<button class="unsent-mark ${bad ? "late" : "soon"}" onClick=${() => (unsentShown.value = true)}>
    ${bad ? t("refused-count", { count: bad }) : t("unsent-count", { count: waiting.value.length })}</button>`;
}

const menu = signal(false);

function Who() {
  return html`<div class="who">
    <time class="clock">${hour()}</time>
    <button class="bare" title=${t("keys")} onClick=${() => (sheet.value = true)}><kbd>?</kbd><span class="unseen">${t("keys")}</span></button>
    <div class="menu">
      <button class="bare" aria-expanded=${menu.value} onClick=${() => (menu.value = !menu.value)}><span class="who-name">${me.value?.name ?? t("menu")}</span><span class="unseen"> · ${t("menu")}</span> <span aria-hidden="true">▾</span></button>
      ${menu.value && html`<div class="menu-list"><p class="quiet">${me.value?.name}</p>
        <button class="bare" onClick=${() => choose(language === "uk" ? "en" : "uk")}>${language === "uk" ? "English" : "Українською"}</button>
        <a href="/second-factor">${t("factor-title")}</a>
        <button class="bare" onClick=${leave}>${t("sign-out")}</button>
      </div>`}
    </div>
  </div>`;
}

/** `bare`: for a wall, where nobody works. @param {{ here: string, children?: any, kind?: string, bare?: boolean }} props */
export function Frame({ here, children, kind = "", bare = false }) {
  useEffect(() => bind([
    { key: "?", says: t("keys"), run: () => (sheet.value = true) },
    { key: "F1", says: t("keys"), run: () => (sheet.value = true) },
  ]), []);
  const isDown = link.value === "down";
  return html`
    <a class="skip" href="#main">${t("to-content")}</a>
    ${!bare && html`<header class="top">
      <a class="brand" href="/"><svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true"><rect width="32" height="32" rx="7" class="brand-ground" /><path d="M8 9l8 14 8-14" class="brand-sign" /></svg>${t("varta")}</a>
      <nav aria-label=${t("main-navigation")}>${places().map(([href, name]) => html`<a key=${href} href=${href} aria-current=${href === here ? "page" : undefined}>${name}</a>`)}</nav>
      <${Waiting} /><${Link} /><${Who} />
    </header>`}
    ${isDown && html`<p class="offline" role="alert">${t("offline-advice")}</p>`}
    <main id="main" class=${kind} tabindex="-1">${children}</main>
    <${Notices} /><${Sheet} /><${Unsent} /><${Lock} />`;
}
