// Small marks that stand for the same thing on every screen: how soon, until when, how far.
import { html } from "varta/core/html.js";
import { exact, left, short, tone } from "varta/core/time.js";
import { t } from "varta/core/words.js";

const SHAPES = {
  life: html`<path class="fill" d="M8 1 15.5 15H.5z" /><path class="mark" d="M8 6v4.4m0 1.6v1.2" />`,
  urgent: html`<path class="fill" d="m8 .8 7.2 7.2L8 15.2.8 8z" />`,
  standard: html`<circle class="fill" cx="8" cy="8" r="5" />`,
  routine: html`<circle class="line" cx="8" cy="8" r="4.5" />`,
  formal: html`<rect class="line" x="3" y="2" width="10" height="12" rx="1" /><path class="line" d="M5.5 6h5m-5 3h5" />`,
  information: html`<circle class="line" cx="8" cy="8" r="6" /><path class="line" d="M8 7.2v4M8 4.4v.6" />`,
};

/** How urgent: a shape, and a word beside it or for those who cannot see it. */
export function Urgency({ code, withWord = false }) {
  const word = t(`urgency-${code}`);
  return html`<span class="urgency ${code}" title=${word}>
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[code] ?? SHAPES.standard}</svg>
    <span class=${withWord ? "" : "unseen"}>${word}</span></span>`;
}

/** The next deadline of something open: what is to be done by then, and how soon. */
export function Due({ deadlines, acknowledged, at = deadlines.next }) {
  const verb = !acknowledged && deadlines.acknowledge === at ? "due-accept" : deadlines.arrive === at ? "due-arrive" : deadlines.resolve === at ? "due-resolve" : "due-answer";
  return html`<time class="due ${tone(at)}" datetime=${at} title=${`${t(verb)}: ${exact(at)}`}>
    <span class="verb">${t(verb)}</span> ${left(at)}</time>`;
}

/** A moment, with the exact one on hover. */
export const At = ({ at }) => html`<time datetime=${at} title=${exact(at)}>${short(at)}</time>`;

/** How far an appeal or an assignment has come. */
export const State = ({ code, of = "state" }) => html`<span class="state ${code}">${t(`${of}-${code.replaceAll("_", "-")}`)}</span>`;

/** A key, as it is printed on the keyboard. */
const PRINTED = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };
export const Key = ({ is }) => html`<kbd>${PRINTED[is] ?? is}</kbd>`;

/** A telephone number in the groups in which it is read out. @param {string} number */
export function spoken(number) {
  const found = /^\+380(\d\d)(\d{3})(\d\d)(\d\d)$/.exec(number ?? "");
  return found ? `+380\u00a0${found.slice(1).join("\u00a0")}` : number;
}

export const Phone = ({ number }) => number ? html`<a class="phone" href="tel:${number}">${spoken(number)}</a>` : null;

/** `Ладижинська міська громада`: that it is a territorial one goes without saying here. @param {string} name */
export const community = (name) => (name ?? "").replace(" територіальна громада", " громада");

/** Without the kind of community, where all are communities. @param {string} name */
export const briefly = (name) => (name ?? "").replace(/ (міська|селищна|сільська) територіальна громада$/, "");
