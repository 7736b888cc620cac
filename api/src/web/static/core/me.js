// Who has signed in in this browser, and where they work.
import { signal } from "@preact/signals";
import { Problem, csrf, see } from "varta/core/api.js";

const KEPT = "varta.me";

/**
 * @typedef {{ role: string, scope: "community" | "utility" | "region", id: string }} Membership
 * @typedef {{ account_id: string, region_id: string, name?: string, memberships: Membership[], csrf_token?: string }} Me
 */

/** @type {import("@preact/signals").Signal<Me | null>} */
export const me = signal(null);

/** Asks who it is; while the server is away, who it was last. */
export async function meet() {
  try {
    const answer = await see("/me");
    csrf.token = answer.csrf_token ?? "";
    const { csrf_token: _secret, ...known } = answer;
    const before = me.value?.account_id;
    // Somebody else has signed in: nothing of the one before stays on the screen.
    if (before && before !== known.account_id) {
      csrf.token = "";
      location.reload();
      throw new Problem(0, { code: "someone_else" });
    }
    localStorage.setItem(KEPT, JSON.stringify(known));
    me.value = known;
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.isPassing) throw problem;
    const last = localStorage.getItem(KEPT);
    if (!me.value && last) me.value = JSON.parse(last);
    if (!me.value) throw problem;
  }
}

export const forget = () => localStorage.removeItem(KEPT);

/** Where somebody works in such a scope. @param {Membership["scope"]} scope */
export const scopes = (scope) => [...new Set((me.value?.memberships ?? []).filter((one) => one.scope === scope).map((one) => one.id))];

/** @param {...string} roles */
export const isAny = (...roles) => (me.value?.memberships ?? []).some((one) => roles.includes(one.role));
