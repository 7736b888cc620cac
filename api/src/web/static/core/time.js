// Time as people say it, in the time of Kyiv, by the server's clock.
import { signal } from "@preact/signals";
import { t, language } from "varta/core/words.js";

const ZONE = "Europe/Kyiv";
/** From here on a deadline is shown in amber. */
const SOON = 30 * 60_000;

/** How far this computer's clock is behind the server's, in milliseconds. */
let behind = 0;

/** Now, by the server's clock; moves on every ten seconds, so that what is left stays true. */
export const now = signal(Date.now());

/** Learns the server's time from an answer. @param {Response} response */
export function learn(response) {
  const said = Date.parse(response.headers.get("date") ?? "");
  // The header counts whole seconds: less than that is no difference.
  if (!Number.isNaN(said) && Math.abs(said - Date.now() - behind) > 2000) {
    behind = said - Date.now();
    now.value = Date.now() + behind;
  }
}

setInterval(() => (now.value = Date.now() + behind), 10_000);

const clock = new Intl.DateTimeFormat("uk", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const day = new Intl.DateTimeFormat("uk", { day: "2-digit", month: "2-digit", timeZone: ZONE });
const full = new Intl.DateTimeFormat(language, {
  day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: ZONE,
});

/** `02:40`, and the date when it is not of today. @param {string} at */
export function short(at) {
  const moment = new Date(at);
  const time = clock.format(moment);
  return day.format(moment) === day.format(now.value) ? time : `${day.format(moment)} ${time}`;
}

/** The clock on the wall. */
export const hour = () => clock.format(now.value);

/** `24 листопада 2026 р., 02:40` @param {string} at */
export const exact = (at) => full.format(new Date(at));

/**
 * How soon something is due: `late`, `soon` or `calm`.
 * @param {string} at
 */
export function tone(at) {
  const left = Date.parse(at) - now.value;
  return left < 0 ? "late" : left < SOON ? "soon" : "calm";
}

/** «ще 40 хв», «прострочено на 2 год». @param {string} at */
export function left(at) {
  const span = Date.parse(at) - now.value;
  const words = length(Math.abs(span));
  if (span < 0) return words ? t("time-late", { length: words }) : t("time-just-late");
  return words ? t("time-left", { length: words }) : t("time-under-a-minute");
}

/** «12 хв тому». @param {string | number} at */
export function ago(at) {
  const words = length(now.value - (typeof at === "number" ? at : Date.parse(at)));
  return words ? t("time-ago", { length: words }) : t("time-just-now");
}

/** Minutes matter within three hours, hours within two days. Nothing: under a minute. */
function length(span) {
  const minutes = Math.floor(span / 60_000);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return "";
  if (hours < 1) return t("time-minutes", { minutes });
  if (hours < 3 && minutes % 60) return t("time-hours-minutes", { hours, minutes: minutes % 60 });
  if (hours < 48) return t("time-hours", { hours });
  return t("time-days", { days: Math.floor(hours / 24) });
}
