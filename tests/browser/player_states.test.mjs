// The player in each of its states, theme and language: accessibility, contrast, room.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults, UNDECIDED } from './support/axe.mjs';
import { launch, openPage, settled, until } from './support/browser.mjs';
import { startDay } from './support/day.mjs';

// In forced colours the contrast is the system's.
const undecided = (theme) => (theme === 'forced' ? [...UNDECIDED, 'color-contrast'] : UNDECIDED);
let day;
let browser;

before(async () => {
  day = await startDay({ words: true, analyse: 'fast' });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

const part = (page, name) => page.locator(`[data-part="${name}"]`);

const STATES = {
  playing: (page) => page.$eval('#player', (media) => { media.muted = true; return media.play(); }),
  captions: (page) => part(page, 'captions').click(),
  descriptions: (page) => part(page, 'descriptions').click(),
  preview: (page) => part(page, 'seek').hover({ position: { x: 150, y: 15 } }),
  tip: (page) => part(page, 'share').hover(),
  share: async (page) => {
    await part(page, 'share').click();
    await page.locator('input[value="passage"]').check();
  },
  error: async (page) => {
    await STATES.share(page);
    await part(page, 'end').fill('x');
    await page.locator('#share [type="submit"]').click();
  },
  help: (page) => part(page, 'help').click(),
  unplayable: (page) => page.evaluate(() =>
    document.getElementById('player').dispatchEvent(new Event('error'))),
};
const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
};

async function watch(language, options) {
  const page = await openPage(browser, options);
  await page.goto(`${day.base}${day.morning}?t=8&lang=${language}`);
  await settled(page);
  return page;
}

for (const [theme, options] of Object.entries(THEMES)) {
  test(`R1 axe finds nothing in any state of the player: ${theme}`, async () => {
    const language = theme === 'dark' ? 'en' : 'fr';
    for (const [state, reach] of Object.entries(STATES)) {
      const page = await watch(language, options);
      await reach(page);
      assert.deepEqual(await axeFaults(page, undecided(theme)), [], `${state} ${theme}`);
      await page.context().close();
    }
  });
}

/** WCAG 2.1, "contrast ratio" of two CSS colours "rgb(…)". */
function contrast(first, second) {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/\d+/g).map((each) => {
      const share = Number(each) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, bright] = [light(first), light(second)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

test('R3 buttons, bar, marks and focus ring stand out 3:1, the words 4.5:1', async () => {
  for (const theme of ['light', 'dark']) {
    const page = await watch('fr', THEMES[theme]);
    await part(page, 'play').focus();
    await page.keyboard.press('Tab');
    const colours = await page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return {
        paper: style('.player').backgroundColor,
        button: style('.control').color,
        focus: getComputedStyle(document.activeElement).outlineColor,
        rail: style('.rail').backgroundColor,
        played: style('.played').backgroundColor,
        thumb: style('.thumb').backgroundColor,
        mark: style('.marks i').backgroundColor,
        select: style('.choice select').borderTopColor,
        time: style('.times').color,
      };
    });
    const { paper, rail, time, mark, played, ...edges } = colours;
    for (const [name, colour] of Object.entries({ ...edges, rail, played })) {
      assert.ok(contrast(colour, paper) >= 3, `${name} ${theme}: ${contrast(colour, paper)}`);
    }
    assert.ok(contrast(mark, rail) >= 3 && contrast(mark, played) >= 3, `mark ${theme}`);
    assert.ok(contrast(time, paper) >= 4.5, `time ${theme}`);
    await page.context().close();
  }
});

test('R4 R38 the current chapter is told without colour, also in forced colours', async () => {
  for (const options of [{}, { forcedColors: 'active' }]) {
    const page = await watch('fr', options);
    const current = page.locator('#chapters [aria-current="true"]');
    const looks = (locator) => locator.evaluate((each) => ({
      bold: Number(getComputedStyle(each.querySelector('.speaker, .title')).fontWeight),
      sign: getComputedStyle(each.querySelector('.clock'), '::before').content,
      edge: getComputedStyle(each).borderLeftWidth,
    }));
    const { bold, sign, edge } = await looks(current);
    const other = await looks(page.locator('#chapters .light a').first());
    assert.ok(bold >= 700 && other.bold < 600 && edge === '4px');
    assert.match(sign, /▶/);
    assert.equal(other.sign, 'none');
    await page.context().close();
  }
});

test('R38 in forced colours the focus and the played part of the bar are seen', async () => {
  const page = await watch('fr', { forcedColors: 'active' });
  await part(page, 'play').focus();
  await page.keyboard.press('Tab');
  const seen = await page.evaluate(() => ({
    outline: getComputedStyle(document.activeElement).outlineStyle,
    played: getComputedStyle(document.querySelector('.played')).backgroundColor,
    rail: getComputedStyle(document.querySelector('.rail')).backgroundColor,
  }));
  assert.equal(seen.outline, 'solid');
  assert.notEqual(seen.played, seen.rail);
  await page.context().close();
});

test('R28 every control is there and in sight, upright and across, and in dialogs', async () => {
  for (const viewport of [{ width: 320, height: 640 }, { width: 640, height: 320 },
    { width: 1280, height: 256 }]) {
    const page = await watch('fr', { viewport });
    for (const button of await page.locator('.control').filter({ visible: true }).all()) {
      await button.scrollIntoViewIfNeeded();
      const box = await button.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, 'within the width');
      assert.ok(box.width >= 24 && box.height >= 24, 'R36 large enough');
    }
    for (const name of ['share', 'help']) {
      await part(page, name).click();
      const box = await page.locator('dialog[open]').boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${name} within the width`);
      assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, `${name} within the height`);
      const beyond = await page.locator('dialog[open]').evaluate((each) => each.scrollWidth - each.clientWidth);
      assert.ok(beyond <= 0, `${name}: ${beyond} px too wide`);
      await page.keyboard.press('Escape');
    }
    await page.context().close();
  }
});

test('on a phone the picture stays in view while the list scrolls', async () => {
  const page = await watch('fr', { viewport: { width: 320, height: 640 } });
  await page.locator('.speakers').scrollIntoViewIfNeeded();
  await page.locator('#chapters li').last().scrollIntoViewIfNeeded();
  const box = await page.locator('#player').boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height < 320, JSON.stringify(box));
  assert.equal(await until(page, () => scrollY > 0), true);
  await page.context().close();
});
