// The way in: who it is, and which screen the address asks for.
import { render } from "preact";
import { html } from "varta/core/html.js";
import { Problem } from "varta/core/api.js";
import { meet } from "varta/core/me.js";
import * as outbox from "varta/core/outbox.js";
import { t } from "varta/core/words.js";
import { Lock } from "varta/parts/lock.js";
import { Broken } from "varta/parts/states.js";

const SCREENS = {
  console: () => import("varta/console/console.js").then(({ ahead, begin, Console }) => ({ ahead, begin, Screen: Console, title: "place-console" })),
  appeals: () => import("varta/console/console.js").then(({ ahead, begin, Console }) => ({ ahead, begin, Screen: Console, title: "place-console" })),
  crew: () => import("varta/crew/crew.js").then(({ begin, Crew }) => ({ begin, Screen: Crew, title: "place-crew" })),
  administration: () => import("varta/admin/admin.js").then(({ begin, Administration }) => ({ begin, Screen: Administration, title: "place-administration" })),
  region: () => import("varta/region/region.js").then(({ begin, Region }) => ({ begin, Screen: Region, title: "place-region" })),
};

const root = /** @type {HTMLElement} */ (document.getElementById("screen"));

async function start() {
  const name = location.pathname.split("/")[1];
  // The screen's modules come while it is asked who signed in; a session that is over is
  // signed in to again over what is there.
  const coming = SCREENS[name]();
  coming.then(({ ahead }) => ahead?.()).catch(() => {});
  const lock = document.createElement("div");
  document.body.append(lock);
  render(html`<${Lock} />`, lock);
  await meet();
  render(null, lock);
  lock.remove();
  await outbox.begin();
  const { begin, Screen, title } = await coming;
  document.title = `${t(title)} · ${t("varta")}`;
  await begin();
  root.replaceChildren();
  render(html`<${Screen} />`, root);
}

function show(problem) {
  if (!(problem instanceof Problem)) throw problem;
  root.replaceChildren();
  render(html`<main class="alone"><${Broken} problem=${problem} again=${() => location.reload()} /></main>`, root);
}

/** What is kept for the time without a server must not take the link from the first screen. */
const WORKER_AFTER = 3000;

function stay() {
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "/varta.webmanifest" }));
  navigator.serviceWorker?.register("/worker.js", { type: "classic" }).catch(() => {});
}

start().catch(show).finally(() => setTimeout(stay, WORKER_AFTER));
