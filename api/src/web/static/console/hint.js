// What to ask a caller whose words lead to no one building.
import { t } from "varta/core/words.js";
import { briefly } from "varta/parts/marks.js";

const list = (names) => [...new Set(names)].join(", ");

/** What each hint of the look-up says. @type {Record<string, (found: any) => string>} */
const SAYS = {
  street_missing: () => t("hint-street-missing"),
  street_unknown: () => t("hint-street-unknown"),
  house_unknown: () => t("hint-house-unknown"),
  house_unread: () => t("hint-house-unread"),
  // An address begins with its settlement.
  which_settlement: ({ candidates }) => t("hint-which-settlement", { names: list(candidates.filter((one) => !one.fuzzy).map((one) => one.address.split(",")[0])) }),
  only_settlement: ({ settlements }) => t("hint-only-settlement", { names: list(settlements.map((one) => one.name)) }),
  other_community: () => t("hint-other-community"),
};

/** @param {any} found what the look-up has answered */
export function hintOf({ hint, elsewhere, ...found }) {
  const others = elsewhere.length ? t("hint-elsewhere", { names: list(elsewhere.map((one) => `${one.settlement} (${briefly(one.community)})`)) }) : "";
  return [SAYS[hint]?.(found), others].filter(Boolean).join(" ");
}
