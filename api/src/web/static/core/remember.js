// Answers that are shown even while the server is away, with their age.
import { Problem, see } from "varta/core/api.js";
import { kept } from "varta/core/store.js";
import { me } from "varta/core/me.js";
import { now } from "varta/core/time.js";

/** What was asked for before it was known who asks. @type {Map<string, Promise<any>>} */
const early = new Map();

/** Asks already; whoever wants it `remembered` first gets this answer. @param {string} path */
export function askAhead(path) {
  const answer = see(path);
  answer.catch(() => {});
  early.set(path, answer);
}

/**
 * The answer, or the last one that was had.
 * @param {string} path @param {{ background?: boolean }} [how]
 * @returns {Promise<{ body: any, at: number, isOld: boolean }>}
 */
export async function remembered(path, how) {
  const key = `${me.value?.account_id} ${path}`;
  try {
    const asked = early.get(path);
    early.delete(path);
    const body = await (asked ?? see(path, how));
    const fresh = { body, at: now.peek() };
    kept.put(key, fresh);
    return { ...fresh, isOld: false };
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.isPassing) throw problem;
    const last = await kept.get(key);
    if (!last) throw problem;
    return { ...last, isOld: true };
  }
}
