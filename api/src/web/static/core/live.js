// Says when something has happened on the server, so that a screen looks again.
import { opened, session } from "varta/core/api.js";

/** A screen looks again at once, and then after this rest at the soonest. */
const REST = 400;
/** In a storm of events the rest grows up to this: rows that jump faster cannot be read. */
const LONGEST_REST = 3200;
/** So many within one rest are a storm; fewer are colleagues at work, whose changes are waited for. */
const STORM = 8;
/** What ended for good is begun again after this time and at most twice that: not by all at once. */
const AGAIN = 2500;
/** A tab that nobody looks at gives its connection back after this time. */
const UNSEEN = 60_000;

/** One connection for each path, however many parts of a screen listen. @type {Map<string, ReturnType<typeof connect>>} */
const streams = new Map();

/**
 * Calls `changed` when something has happened. Returns how to stop.
 * @param {string} path under `/api/v1`, such as `/communities/{id}/events`
 * @param {() => unknown} changed looks again; the rest begins when it has
 * @param {(event: string) => boolean} [concerns] whether an event matters here
 */
export function follow(path, changed, concerns = () => true) {
  const looker = rested(changed);
  const stream = streams.get(path) ?? connect(path);
  streams.set(path, stream);
  // Only `message` has data; after the other two everything is asked for anew.
  const told = (event) => (event === undefined || concerns(event)) && looker.tell();
  stream.listeners.add(told);
  return () => {
    looker.stop();
    stream.listeners.delete(told);
    if (stream.listeners.size) return;
    stream.stop();
    streams.delete(path);
  };
}

/** However often it is told, it looks once, rests, and looks again if it was told meanwhile. */
function rested(changed) {
  let rest = REST;
  let isBusy = false, isStopped = false;
  let missed = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const look = async () => {
    isBusy = true;
    missed = 0;
    try {
      await changed();
    } finally {
      if (!isStopped) resting = setTimeout(wake, rest);
    }
  };
  const wake = () => {
    isBusy = false;
    rest = missed > STORM ? Math.min(rest * 2, LONGEST_REST) : REST;
    if (missed) look();
  };
  return {
    tell: () => (isBusy ? missed++ : look()),
    stop: () => { isStopped = true; clearTimeout(resting); },
  };
}

/** @param {string} path */
function connect(path) {
  /** @type {Set<(event?: string) => void>} */
  const listeners = new Set();
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again, leaving;
  let isStopped = false;

  const tell = (event) => listeners.forEach((one) => one(event));
  const listen = () => {
    clearTimeout(again);
    source?.close();
    if (isStopped) return;
    source = new EventSource(`/api/v1${path}`);
    source.onmessage = ({ data }) => tell(data);
    // `resumed` says that nothing was missed.
    for (const name of ["ready", "reset"]) source.addEventListener(name, () => tell());
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      const after = AGAIN * (1 + Math.random());
      again = setTimeout(() => (session.value === "open" ? listen() : opened().then(listen)), after);
    };
  };
  const look = () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(() => source?.close(), UNSEEN);
    else if (source?.readyState === EventSource.CLOSED) listen();
  };
  addEventListener("online", listen);
  document.addEventListener("visibilitychange", look);
  listen();
  const stop = () => {
    isStopped = true;
    clearTimeout(again);
    clearTimeout(leaving);
    source?.close();
    removeEventListener("online", listen);
    document.removeEventListener("visibilitychange", look);
  };
  return { listeners, stop };
}
