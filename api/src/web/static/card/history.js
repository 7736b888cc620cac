// What happened, told from the ledger in words.
import { html } from "varta/core/html.js";
import { isSaid, t } from "varta/core/words.js";
import { me } from "varta/core/me.js";
import { At } from "varta/parts/marks.js";
import { history } from "varta/card/state.js";
import { communityName, utilityName } from "varta/console/desk.js";

const MISSES = ["appeal.acknowledge_missed", "appeal.arrive_missed", "appeal.resolve_missed"];

function told(event) {
  const { body } = event;
  const whom = utilityName(body.utility ?? event.utility_id) || communityName(body.to_community ?? body.proposed)
    || (body.outcome ? t(`outcome-${body.outcome.replaceAll("_", "-")}`) : "");
  const said = [body.note, body.reason, body.report, body.addressee].filter((part) => typeof part === "string");
  return { whom, said: said.join(" · ") };
}

function Event({ event }) {
  const { whom, said } = told(event);
  const id = `event-${event.kind.replace(/[._]/g, "-")}`;
  const isMine = event.account_id === me.value?.account_id;
  return html`<li class=${MISSES.includes(event.kind) ? "miss" : ""}>
    <${At} at=${event.at} />
    <div><b>${t(isSaid(id) ? id : "event-other")}</b>${whom && html`: ${whom}`}
      ${said && html`<p class="words">${said}</p>`}
      <p class="quiet">${t(`role-${event.role.replaceAll("_", "-")}`)}${isMine ? ` ${t("you")}` : ""}</p></div></li>`;
}

export const History = () => html`<ol class="history">${[...history.value].reverse().map((event) => html`<${Event} key=${`${event.at}${event.kind}${event.position}`} event=${event} />`)}</ol>`;
