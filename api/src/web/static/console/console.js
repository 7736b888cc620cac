// The dispatcher's console: one call on the left, the live queue on the right.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "varta/core/html.js";
import { bind } from "varta/core/keys.js";
import { t } from "varta/core/words.js";
import { Frame } from "varta/parts/frame.js";
import { Empty, Loading } from "varta/parts/states.js";
import { correct } from "varta/parts/unsent.js";
import { isAny } from "varta/core/me.js";
import { drop } from "varta/core/outbox.js";
import * as calls from "varta/console/call.js";
import * as desk from "varta/console/desk.js";
import * as lookups from "varta/console/lookups.js";
import * as queue from "varta/console/queue_state.js";
import { answer, focus, join, register } from "varta/console/finish.js";
import { Queue } from "varta/console/queue.js";
import { clearSearch, search } from "varta/console/search.js";
import { Take, firstOpen, fresh } from "varta/console/take.js";
import { card, openCard, side } from "varta/console/view.js";

/** The keys of the call itself. */
const CALLS = new Set(["F2", "F3", "F4", "F8", "F9", "Ctrl+Enter"]);

const keys = () => [
  { key: "F2", says: t("new-call"), run: () => { side.value = "call"; fresh(); } },
  { key: "Ctrl+Enter", says: t("register-assign"), run: () => register() },
  { key: "F8", says: t("answered"), run: () => answer() },
  { key: "F9", says: t("join-first"), run: () => firstOpen() && join(firstOpen()) },
  { key: "F4", says: t("hold"), run: () => { calls.hold(); focus("phone"); } },
  { key: "F3", says: t("resume"), run: () => { const first = calls.held.value[0]; if (first) { calls.resume(first.id); focus("line"); } } },
  { key: "F7", says: t("to-queue"), run: () => { side.value = "queue"; queue.move(1); } },
  { key: "j", says: t("row-down"), run: () => queue.move(1) },
  { key: "k", says: t("row-up"), run: () => queue.move(-1) },
  { key: "ArrowDown", says: t("row-down"), run: () => queue.move(1), when: inQueue },
  { key: "ArrowUp", says: t("row-up"), run: () => queue.move(-1), when: inQueue },
  { key: "o", says: t("only-overdue"), run: () => queue.choose({ overdue: !queue.filter.value.overdue }) },
  { key: "/", says: t("search-label"), run: () => { side.value = "queue"; focus("sought"); } },
  { key: "Escape", says: t("step-back"), run: back, typing: true },
];

/** A coordinator looks at a community's queue; who calls there is not theirs. */
const takesCalls = () => isAny("dispatcher", "community_administrator");

const inQueue = () => Boolean(document.activeElement?.closest(".queue"));

/** One step back: from a card to the queue, from the queue to the call. */
function back() {
  if (card.value) {
    const before = card.value;
    card.value = "";
    requestAnimationFrame(() => (document.getElementById(`row-${before}`) ?? document.getElementById("phone"))?.focus());
  } else if (search.value.hits) clearSearch();
  else if (document.activeElement?.closest(".queue-side")) {
    side.value = "call";
    focus("phone");
  }
}

function restore(entry) {
  calls.hold();
  calls.call.value = { ...entry.draft };
  drop(entry.id);
  side.value = "call";
  focus("line");
}

/** The card comes when the first one is opened: a call can be taken without it. */
const Card = signal(/** @type {any} */ (null));

function Opened() {
  useEffect(() => {
    import("varta/card/card.js").then((module) => (Card.value = module.Card));
  }, []);
  if (!Card.value) return html`<section class="queue-side card"><${Loading} rows=${8} /></section>`;
  return html`<${Card.value} id=${card.value} key=${card.value} onBack=${back} />`;
}

const asked = new URLSearchParams(location.search).get("community") ?? undefined;

/** What is likely to be needed, before it is known who works here. */
export function ahead() {
  desk.ahead(asked);
  if (desk.here.value) queue.ahead();
}

export async function begin() {
  // The queue comes with what the desk knows by heart, not after it.
  const known = desk.begin(asked);
  if (desk.here.value) queue.load().then(desk.meetNeighbours);
  await known;
  calls.begin();
  const shown = /^\/appeals\/([\w-]+)/.exec(location.pathname);
  if (shown) openCard(shown[1]);
}

export function Console() {
  useEffect(() => {
    correct.value = restore;
    const stops = [bind(keys().filter((one) => takesCalls() || !CALLS.has(one.key))), lookups.begin(), desk.here.value ? queue.begin() : () => {}];
    if (!card.value) focus(calls.isEmpty(calls.call.value) ? "phone" : "words");
    return () => stops.forEach((stop) => stop());
  }, []);
  if (!desk.here.value) return html`<${Frame} here="/console"><${Empty} isAll words=${t("no-community")} advice=${t("broken-forbidden")} /><//>`;
  const takes = takesCalls();
  return html`<${Frame} here="/console" kind="console ${takes ? `show-${side.value}` : "only-queue"}">
    ${takes && html`<div class="sides" role="group" aria-label=${t("sides")}>
      <button aria-pressed=${side.value === "call"} onClick=${() => (side.value = "call")}>${t("call")}</button>
      <button aria-pressed=${side.value === "queue"} onClick=${() => (side.value = "queue")}>${t("queue")} <b>${queue.total.value}</b></button>
    </div>
    <${Take} />`}
    ${card.value ? html`<${Opened} />` : html`<${Queue} />`}
  <//>`;
}
