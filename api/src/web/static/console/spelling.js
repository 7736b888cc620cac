// Finds services as people type them: by the beginnings of words, in any layout.

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбю'";

/** What the same keys write in the Ukrainian layout. @param {string} text */
const retyped = (text) => [...text].map((letter) => UKRAINIAN[LATIN.indexOf(letter)] ?? letter).join("");

const plain = (text) => text.toLowerCase().replace(/[’ʼ`"]/g, "'");

/**
 * Those in which every typed word begins a word of the name, or is the code.
 * @template {{ code: string, name_uk: string, name_en: string, group: string }} T
 * @param {T[]} services @param {string} typed
 */
export function matching(services, typed) {
  const text = plain(typed.trim());
  if (!text) return services;
  for (const said of [text, retyped(text)]) {
    const words = said.split(/\s+/);
    const hits = services.filter((one) => {
      const name = plain(`${one.name_uk} ${one.name_en} ${one.code} ${one.code.replace("-", " ")}`).split(/[\s,:()]+/);
      return words.every((word) => name.some((part) => part.startsWith(word)));
    });
    if (hits.length) return hits;
  }
  return [];
}
