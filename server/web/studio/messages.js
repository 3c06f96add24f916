// What the studio says, in the language of the page. Texts are in messages/AREA.js, each area with
// the same keys in French and English (tests/browser/studio_messages.test.mjs).
import { AREAS } from './messages/all.js';

/** "fr" or "en". */
export const language = globalThis.document?.documentElement.lang.startsWith('en') ? 'en' : 'fr';

const texts = Object.assign({}, ...Object.values(AREAS).map((area) => area[language]));
const plurals = new Intl.PluralRules(language);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** The sentence called `key`, with "{name}" replaced by `values.name`. */
export function say(key, values = {}) {
  return fill(texts[key] ?? key, values);
}

/** `KEY_one` or `KEY_many`, by what the language takes for `n`; "{n}" is the number in its digits. */
export function sayCount(key, n, values = {}) {
  const form = plurals.select(n) === 'one' ? 'one' : 'many';
  return say(`${key}_${form}`, { n: n.toLocaleString(language), ...values });
}

/** Whether there is such a sentence. */
export const isSaid = (key) => key in texts;
