// Every page and state: rules, contrast, keyboard, forced colours. See docs/accessibility.md.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeReport } from './support/axe.mjs';
import { launch, openPage } from './support/browser.mjs';
import { ratio } from './support/contrast.mjs';
import { startDay } from './support/day.mjs';
import { tabStops } from './support/focus.mjs';
import { enter, pagesOf, statesOf } from './support/states.mjs';

const THEMES = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
];
let day;
let browser;

before(async () => {
  [day, browser] = await Promise.all([startDay(), launch()]);
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

for (const language of ['fr', 'en']) {
  test(`R1 axe finds nothing on any page, state and theme (${language})`, async () => {
    const page = await openPage(browser);
    for (const state of statesOf(day)) {
      await enter(page, day.base, state, language);
      for (const theme of THEMES) {
        await page.emulateMedia(theme.media);
        const { faults, passed } = await axeReport(page);
        assert.deepEqual(faults, [], `${state.name}, ${language}, ${theme.name}`);
        assert.ok(passed > 20, `${state.name}: only ${passed} rules had something to say`);
      }
    }
    await page.context().close();
  });
}

// What a visitor must see to act: edges of fields, edges or signs of buttons. Text is axe's
// (color-contrast); bar and marks of the player are in player_controls.test.mjs.
const edges = () => [...document.querySelectorAll('input[type=search], input[type=text], button, select')]
  .filter((each) => each.checkVisibility())
  .map((each) => {
    const opaque = (start) => {
      for (let at = start; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if (!/^rgba\(.*, 0(\.\d+)?\)$/.test(colour)) return colour;
      }
      return 'rgb(255, 255, 255)';
    };
    const style = getComputedStyle(each);
    return { name: each.outerHTML.slice(0, 80), sign: each.localName === 'button' && style.color, border: style.borderTopColor,
      width: parseFloat(style.borderTopWidth), fill: opaque(each), around: opaque(each.parentElement) };
  });

test('R3 edges of fields and buttons stand out 3:1 in both themes', async () => {
  const page = await openPage(browser);
  let measured = 0;
  for (const theme of THEMES.slice(0, 2)) {
    await page.emulateMedia(theme.media);
    for (const state of pagesOf(day)) {
      await enter(page, day.base, state);
      for (const { name, sign, border, width, fill, around } of await page.evaluate(edges)) {
        const seen = Math.max(width > 0 ? ratio(border, around) : 0, ratio(fill, around), sign ? ratio(sign, fill) : 0);
        assert.ok(seen >= 3, `${name} on ${state.name}, ${theme.name}: ${seen.toFixed(2)}`);
        ++measured;
      }
    }
  }
  assert.ok(measured >= 2 * pagesOf(day).length);
  await page.context().close();
});

test('R13 the focus shows at every stop, 3:1 against what is around it', async () => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  for (const theme of THEMES.slice(0, 2)) {
    await page.emulateMedia(theme.media);
    for (const state of pagesOf(day)) {
      await enter(page, day.base, state);
      const stops = await tabStops(page);
      assert.ok(stops.length > 8, `${state.name}: ${stops.length} stops`);
      for (const stop of stops) {
        const where = `${stop.name} on ${state.name}, ${theme.name}`;
        // The browser draws its own around media; in a frame the stops are those of its page.
        if (['video', 'audio', 'iframe'].includes(stop.tag)) continue;
        assert.ok(stop.outline >= 2, `no outline: ${where}`);
        const seen = ratio(stop.colour, stop.around);
        assert.ok(seen >= 3, `${seen.toFixed(2)}: ${where}`);
        assert.ok(stop.visible, `out of sight: ${where}`);
      }
    }
  }
  await page.context().close();
});

test('R12 the Tab key goes through every page and out of it, both ways', async () => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  for (const state of pagesOf(day)) {
    await enter(page, day.base, state);
    const forwards = (await tabStops(page)).map(({ stop }) => stop);
    const backwards = (await tabStops(page, 'Shift+Tab')).map(({ stop }) => stop);
    assert.deepEqual(backwards.reverse(), forwards, state.name);
  }
  await page.context().close();
});

// Bold, a sign or an edge: anything that is left when all colours are grey.
const marks = () => [...document.querySelectorAll('[aria-current]')].map((current) => {
  const other = [...document.querySelectorAll(`a[class="${current.className}"]`)]
    .find((each) => !each.hasAttribute('aria-current') && each.localName === current.localName)
    ?? current.closest('ul, ol')?.querySelector('a:not([aria-current])');
  const look = (element) => {
    const parts = [element, ...element.querySelectorAll('*')];
    return parts.map((part) => {
      const style = getComputedStyle(part);
      return [style.fontWeight, getComputedStyle(part, '::before').content,
        style.borderBottomColor === 'rgba(0, 0, 0, 0)' ? '' : style.borderBottomWidth].join();
    });
  };
  return { name: current.textContent.trim(), mine: look(current), others: other ? look(other) : [] };
});

test('R4 what is current is marked by more than colour', async () => {
  const page = await openPage(browser);
  let marked = 0;
  for (const state of statesOf(day)) {
    await enter(page, day.base, state);
    for (const { name, mine, others } of await page.evaluate(marks)) {
      assert.notDeepEqual(mine.slice(0, 3), others.slice(0, 3), `${name} on ${state.name}`);
      ++marked;
    }
  }
  assert.ok(marked > 5);
  await page.context().close();
});

test('R4 links within text are underlined', async () => {
  const page = await openPage(browser);
  for (const state of pagesOf(day)) {
    await enter(page, day.base, state);
    const bare = await page.$$eval('main p a, main li a, main dd a', (links) => links
      .filter((link) => ![link, ...link.querySelectorAll('*')].some((part) =>
        getComputedStyle(part).textDecorationLine.includes('underline')))
      .filter((link) => parseFloat(getComputedStyle(link).borderTopWidth) === 0)
      .map((link) => link.outerHTML));
    assert.deepEqual(bare, [], state.name);
  }
  await page.context().close();
});

test('R38 with forced colours focus and current passage stay visible', async () => {
  const page = await openPage(browser, { forcedColors: 'active' });
  await page.goto(`${day.base}${day.morning}?t=3`);
  const [first] = await tabStops(page);
  assert.ok(first.outline >= 2, first.name);
  const current = page.locator('main [aria-current]').first();
  const [own, other] = await Promise.all([current, page.locator('main a.jump:not([aria-current])').first()]
    .map((each) => each.evaluate((element) => getComputedStyle(element).borderLeftColor)));
  assert.notEqual(own, other);
  await page.context().close();
});

test('R36 everything to press is 24 pixels high and wide', async () => {
  const page = await openPage(browser, { viewport: { width: 320, height: 640 } });
  for (const state of pagesOf(day)) {
    await enter(page, day.base, state);
    const small = await page.$$eval('a, button, input:not([type=hidden]), select, summary', (all) => all
      .filter((each) => each.checkVisibility() && !each.closest('.skip-links'))
      .map((each) => [each.outerHTML.slice(0, 90),
        (each.closest('label') ?? each).getBoundingClientRect()])
      .filter(([, box]) => Math.round(box.width) < 24 || Math.round(box.height) < 24)
      .map(([html, box]) => `${html} ${Math.round(box.width)} x ${Math.round(box.height)}`));
    assert.deepEqual(small, [], state.name);
  }
  await page.context().close();
});
