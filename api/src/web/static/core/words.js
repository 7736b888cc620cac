// The words, from the same Fluent file as the pages made on the server.
import messages, { language } from "varta/words";

export { language };

/** Words that only some screens need come with them. @param {Record<string, any>} more */
export const learn = (more) => void Object.assign(messages, more);

const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

/**
 * A message by its name, with what it mentions.
 * @param {string} id
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */
export function t(id, args = {}) {
  const message = messages[id];
  return message === undefined ? id : say(message, args);
}

/** Whether there is such a message. @param {string} id */
export const isSaid = (id) => messages[id] !== undefined;

function say(message, args) {
  if (typeof message === "string") return message;
  if (Array.isArray(message)) return message.map((part) => say(part, args)).join("");
  const value = args[message.$];
  if (message.other === undefined) return typeof value === "number" ? number.format(value) : String(value ?? "");
  const exact = message[String(value)];
  const chosen = exact ?? (typeof value === "number" ? message[plural.select(value)] : undefined);
  return say(chosen ?? message.other, args);
}

/** Chooses the language and shows everything in it. @param {"uk" | "en"} code */
export function choose(code) {
  document.cookie = `varta-language=${code}; Path=/; Max-Age=31536000; SameSite=Strict; Secure`;
  location.reload();
}
