// Asks the API, with the session of this browser. Whoever asks while the session is locked or
// over waits until somebody has signed in again, and nothing that was typed is lost.
import { signal } from "@preact/signals";
import { learn } from "varta/core/time.js";
import { t } from "varta/core/words.js";

/** Whether the server answers. @type {import("@preact/signals").Signal<"up" | "down">} */
export const link = signal("up");

/** @type {import("@preact/signals").Signal<"open" | "locked" | "over">} */
export const session = signal("open");

/** Whether a locked session asks for a code beside the password. */
export const wantsCode = signal(false);

/** The token that every change carries; the server gives it with `me`. */
export const csrf = { token: "" };

/** No answer within this time is no answer. */
const PATIENCE = 20_000;

/** Why something was not done: an RFC 9457 problem, or no answer at all. */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} body */
  constructor(status, body) {
    super(body.detail ?? t("problem-unreadable", { status }));
    this.status = status;
    this.code = body.code ?? "";
    this.field = body.field ?? "";
    this.body = body;
    this.retryAfter = 0;
  }

  /** Whether the same request may succeed later, unchanged. */
  get isPassing() {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status)
      || ["request_in_flight", "busy"].includes(this.code);
  }
}

/**
 * @param {string} path under `/api/v1`
 * @param {{ method?: string, body?: string, key?: string, ifMatch?: string, background?: boolean, signal?: AbortSignal }} [how]
 * @returns {Promise<{ body: any, etag: string | null, next: string | null }>}
 */
export async function ask(path, how = {}) {
  for (;;) {
    try {
      return await once(path, how);
    } catch (problem) {
      // Nothing else can be done first.
      if (problem instanceof Problem && problem.code === "second_factor_required") location.assign("/second-factor");
      // A wrong password is 401 as well, and nothing that waiting mends.
      if (!(problem instanceof Problem) || problem.status !== 401 || problem.code === "sign_in_refused") throw problem;
      // A locked session still tells the token that opening it needs.
      if (problem.body.csrf_token) csrf.token = problem.body.csrf_token;
      wantsCode.value = problem.body.second_factor === true;
      if (session.value === "open") session.value = problem.code === "session_locked" ? "locked" : "over";
      await opened();
    }
  }
}

/** The same without waiting for anybody: for signing in again. @param {string} path @param {any} how */
export async function once(path, how) {
  const method = how.method ?? "GET";
  const headers = { accept: "application/json" };
  if (how.body !== undefined) headers["content-type"] = "application/json";
  if (how.key) headers["idempotency-key"] = how.key;
  if (how.ifMatch) headers["if-match"] = how.ifMatch;
  if (how.background) headers["x-varta-background"] = "1";
  if (method !== "GET") headers["x-varta-csrf"] = csrf.token;
  const ends = [AbortSignal.timeout(PATIENCE), ...(how.signal ? [how.signal] : [])];
  let response;
  try {
    response = await fetch(`/api/v1${path}`, { method, headers, body: how.body, signal: AbortSignal.any(ends) });
  } catch (error) {
    if (how.signal?.aborted) throw error;
    link.value = "down";
    throw new Problem(0, { code: "away", detail: t("problem-away") });
  }
  learn(response);
  // A gateway in front of us answers for a server that is away.
  link.value = [502, 503, 504].includes(response.status) ? "down" : "up";
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const problem = new Problem(response.status, body);
    problem.retryAfter = Number(response.headers.get("retry-after") ?? 0);
    throw problem;
  }
  return { body, etag: response.headers.get("etag"), next: body?.next ?? null };
}

/** Resolves when somebody has signed in again. */
export function opened() {
  return new Promise((resolve) => {
    const stop = session.subscribe((state) => {
      if (state !== "open") return;
      resolve(undefined);
      queueMicrotask(() => stop());
    });
  });
}

/** The body of a GET. @param {string} path @param {{ background?: boolean, signal?: AbortSignal }} [how] */
export const see = async (path, how) => (await ask(path, how)).body;

/** The answer to a question that belongs into no address: those are kept by whatever they pass. @param {string} path @param {Record<string, unknown>} asked @param {{ signal?: AbortSignal }} [how] */
export const lookUp = async (path, asked, how) => (await ask(path, { ...how, method: "POST", body: JSON.stringify(asked), key: crypto.randomUUID() })).body;

/** A query that leaves out what is empty. @param {Record<string, unknown>} pairs */
export function query(pairs) {
  const full = Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false);
  return full.length ? `?${new URLSearchParams(full.map(([name, value]) => [name, String(value)]))}` : "";
}
