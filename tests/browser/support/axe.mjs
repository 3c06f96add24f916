// What axe-core finds wrong on a page, by the rules of RGAA 4 and WCAG, and what it leaves open.
import fs from 'node:fs';

const axe = fs.readFileSync(
  new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What no program can decide: whether the recording has captions; and frames, tested by themselves.
const UNDECIDED = ['video-caption', 'frame-tested'];

/** "rule: markup" of each violation, and of what is undecided but for captions. */
export async function axeFaults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
  const open = found.incomplete.filter(({ id }) => !UNDECIDED.includes(id));
  return [...found.violations, ...open].flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`));
}
