// What axe-core finds wrong on a page, by the rules of RGAA 4 and WCAG, and what it leaves open.
import fs from 'node:fs';

const axe = fs.readFileSync(
  new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What no program can decide: whether the recording has captions that say what is said; and what
// stands in frames, which are tested by themselves.
export const UNDECIDED = ['video-caption', 'frame-tested'];

/**
 * `faults`: "rule: markup (why)" of each violation, and of what is undecided but for the rules in
 * `undecided`; `passed`: how many rules had something to say and found nothing.
 */
export async function axeReport(page, undecided = UNDECIDED) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  const found = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
  const open = found.incomplete.filter(({ id }) => !undecided.includes(id));
  const faults = [...found.violations, ...open].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) =>
      `${id}: ${html} (${failureSummary?.split('\n').at(1)?.trim()})`));
  return { faults, passed: found.passes.length };
}

/** Only the faults. */
export const axeFaults = async (page, undecided) => (await axeReport(page, undecided)).faults;
