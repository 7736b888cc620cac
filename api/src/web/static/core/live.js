// Says when something has happened on the server, so that a screen looks again.
import { opened, session } from "varta/core/api.js";

/** However many events come, a screen looks again no more often than this. */
const REST = 400;
/** What ended for good is begun again after this time and at most twice that: not by all at once. */
const AGAIN = 2500;
/** A tab that nobody looks at gives its connection back after this time. */
const UNSEEN = 60_000;

/**
 * Calls `changed` when something has happened, at once and then at most every `REST`.
 * Returns how to stop.
 * @param {string} path under `/api/v1`, such as `/communities/{id}/events`
 * @param {() => void} changed
 */
export function follow(path, changed) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again, resting, leaving;
  let isMissed = false;
  let isStopped = false;

  const tell = () => {
    if (resting) return (isMissed = true);
    changed();
    resting = setTimeout(() => {
      resting = undefined;
      const wasMissed = isMissed;
      isMissed = false;
      if (wasMissed) tell();
    }, REST);
  };
  const listen = () => {
    clearTimeout(again);
    source?.close();
    if (isStopped) return;
    source = new EventSource(`/api/v1${path}`);
    // `resumed` says that nothing was missed; after the other two everything is asked for anew.
    for (const name of ["message", "ready", "reset"]) source.addEventListener(name, tell);
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
  return () => {
    isStopped = true;
    clearTimeout(again);
    clearTimeout(resting);
    clearTimeout(leaving);
    source?.close();
    removeEventListener("online", listen);
    document.removeEventListener("visibilitychange", look);
  };
}
