// Every public page: accessibility, room, languages, privacy.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openPage } from './support/browser.mjs';
import { startDay } from './support/day.mjs';

const axe = fs.readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What no program can decide: whether the recording has captions.
const UNDECIDED = ['video-caption'];
let day;
let browser;
let places;

before(async () => {
  day = await startDay();
  browser = await launch();
  places = ['/', day.event, day.morning, `${day.afternoon}?t=7.3`, day.person,
    '/search?q=kerverdo', '/search?q=zzz', '/search', '/v/rec_none'];
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

const inLanguage = (place, language) =>
  `${day.base}${place}${place.includes('?') ? '&' : '?'}lang=${language}`;

test('axe finds nothing on any page, light or dark, French or English', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await openPage(browser, { colorScheme });
    for (const language of ['fr', 'en']) {
      for (const place of places) {
        await page.goto(inLanguage(place, language));
        await page.evaluate(axe);
        const found = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
        const told = (list) => list.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
        assert.deepEqual(told(found.violations), [], `${place} ${language} ${colorScheme}`);
        const open = found.incomplete.filter(({ id }) => !UNDECIDED.includes(id));
        assert.deepEqual(told(open), [], `undecided on ${place} ${language} ${colorScheme}`);
      }
    }
    await page.context().close();
  }
});

test('nothing needs scrolling sideways on a phone, at 200 % and on a low screen', async () => {
  const screens = [{ width: 320, height: 640 }, { width: 640, height: 400 }, { width: 1280, height: 256 }];
  for (const viewport of screens) {
    const page = await openPage(browser, { viewport });
    for (const place of places) {
      await page.goto(day.base + place);
      await assertNoSidewaysScroll(page, `${place} at ${viewport.width} px`);
    }
    await page.context().close();
  }
});

test('letters of twice the size lose nothing', async () => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  for (const place of places) {
    await page.goto(day.base + place);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await assertNoSidewaysScroll(page, `${place} with large letters`);
  }
  await page.context().close();
});

async function assertNoSidewaysScroll(page, what) {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  assert.ok(beyond <= 0, `${what}: ${beyond} px too wide`);
}

test('each page has one heading, its language and a title of its own', async () => {
  const page = await openPage(browser);
  const titles = new Set();
  for (const place of places.filter((each) => !each.includes('?t='))) {
    for (const language of ['fr', 'en']) {
      await page.goto(inLanguage(place, language));
      assert.equal(await page.locator('h1').count(), 1, place);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      if (language === 'fr') titles.add(await page.title());
    }
  }
  assert.equal(titles.size, places.length - 1);
  await page.context().close();
});

test('the language is the browser’s unless the address asks, and then stays', async () => {
  const page = await openPage(browser, { locale: 'en-GB' });
  await page.goto(day.base);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.getByRole('link', { name: 'Français' }).click();
  assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  await page.getByRole('link', { name: 'Nos places, nos villages' }).click();
  assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  await page.getByRole('searchbox').fill('kerverdo');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  await page.context().close();
});

test('a search finds a person by the start of a name and jumps there', async () => {
  const page = await openPage(browser);
  await page.goto(day.base);
  await page.getByRole('searchbox').fill('kerv');
  await page.getByRole('searchbox').press('Enter');
  assert.match(await page.getByRole('status').textContent(), /^2 \S+, 1 intervenant$/);
  await page.locator('main a.jump').first().click();
  await page.waitForURL(/\/v\/rec_[0-9a-z]+\?c=cha_[0-9a-z]+&t=[0-9.]+$/);
  assert.match(await page.locator('#chapters [aria-current]').textContent(), /Apolline Kerverdo/);
  await page.context().close();
});

test('no request leaves the site, and nothing is kept in the browser', async () => {
  const page = await openPage(browser);
  const requests = [];
  const faults = [];
  page.context().on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  for (const place of places.slice(0, -1)) {
    const response = await page.goto(day.base + place);
    assert.equal(response.headers()['set-cookie'], undefined);
    assert.match(response.headers()['content-security-policy'], /^default-src 'none'/);
  }
  await page.goto(day.base + day.morning);
  await page.locator('#chapters a').last().click();
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${day.base}/`)), []);
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.context().cookies(), []);
  const kept = await page.evaluate(async () =>
    localStorage.length + sessionStorage.length + (await indexedDB.databases()).length);
  assert.equal(kept, 0);
  await page.context().close();
});
