// The session has ended or is locked: whoever works here says so, over the untouched screen.
import { signal } from "@preact/signals";
import { html } from "varta/core/html.js";
import { once, session, wantsCode } from "varta/core/api.js";
import { me, meet } from "varta/core/me.js";
import { t } from "varta/core/words.js";
import { Dialog } from "varta/parts/dialog.js";

const refusal = signal("");
const busy = signal(false);

async function unlock(password, code) {
  try {
    await once("/sessions/current/unlock", { method: "POST", body: JSON.stringify({ password, ...(code && { code }) }), key: crypto.randomUUID() });
  } catch (problem) {
    if (/** @type {any} */ (problem).code === "session_over") session.value = "over";
    throw problem;
  }
}

/** The same form as on the page of signing in, without leaving the screen. */
async function enter(login, password, code) {
  const form = { method: "POST", body: new URLSearchParams({ login, password, code }), redirect: /** @type {const} */ ("manual") };
  const answer = await fetch("/login", form).catch(() => null);
  if (!answer) throw new Error(t("problem-away"));
  if (answer.type !== "opaqueredirect") throw new Error(await refusalIn(answer));
}

/** The server answers with the page of signing in, and says on it why it does not let in. */
async function refusalIn(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#refused strong")?.textContent ?? t("problem-unreadable", { status: answer.status });
}

async function submit(event) {
  event.preventDefault();
  const { login, password, code } = Object.fromEntries(new FormData(event.target));
  busy.value = true;
  try {
    if (session.value === "locked") await unlock(password, code);
    else await enter(login, password, code);
    // Whoever waits goes on only when it is known who this is, and by which token.
    await meet();
    refusal.value = "";
    session.value = "open";
  } catch (problem) {
    refusal.value = /** @type {Error} */ (problem).message;
  } finally {
    busy.value = false;
  }
}

export function Lock() {
  if (session.value === "open") return null;
  const isLocked = session.value === "locked";
  return html`<${Dialog} title=${t(isLocked ? "locked-title" : "over-title")} kind="lock">
    <p>${t(isLocked ? "locked-why" : "over-why")}</p>
    ${refusal.value && html`<p class="error" role="alert">${refusal.value}</p>`}
    <form onSubmit=${submit}>
      ${!isLocked && html`<label for="lock-login">${t("login")}</label>
        <input id="lock-login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus />`}
      <label for="lock-password">${t("password")}</label>
      <input id="lock-password" name="password" type="password" autocomplete="current-password" required autofocus=${isLocked} />
      ${(!isLocked || wantsCode.value) && html`<label for="lock-code">${t("factor-code")}</label>
        <input id="lock-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required=${isLocked} aria-describedby="lock-code-hint" />
        <p class="quiet" id="lock-code-hint">${t(isLocked ? "factor-code-hint" : "factor-code-optional")}</p>`}
      <div class="ways">
        <button class="main" disabled=${busy.value}>${t(isLocked ? "unlock" : "sign-in")}</button>
        <a href="/login">${t("someone-else", { name: me.value?.name ?? "" })}</a>
      </div>
    </form>
  <//>`;
}
