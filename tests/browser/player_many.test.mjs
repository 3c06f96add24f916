// A recording with 200 chapters: one stop, named places, a quick page, a readable bar, a list that
// stays where somebody reads it.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { launch, openPage, settled, until } from './support/browser.mjs';
import { DURATION_S, startDay } from './support/day.mjs';

const COUNT = 200;
const SCRIPT_BUDGET = 60 * 1024;  // bytes of gzip: the whole page
let day;
let browser;

before(async () => {
  day = await startDay({ words: true, chapters: COUNT });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

async function watch(rest = '', options = {}) {
  const page = await openPage(browser, options);
  await page.goto(day.base + day.morning + rest);
  await settled(page);
  return page;
}

const close = (page) => page.context().close();

test('R15 200 chapters are one stop of the Tab key', async () => {
  const page = await watch();
  await page.locator('[data-part="full-screen"]').focus();
  const inside = [];
  for (let tabs = 0; tabs < 3; tabs += 1) {
    await page.keyboard.press('Tab');
    inside.push(await page.evaluate(() => document.activeElement.closest('#chapters') !== null));
  }
  assert.deepEqual(inside, [true, false, false]);
  await close(page);
});

test('R16 each chapter says title, start in words and its place in the list', async () => {
  const page = await watch();
  const tree = await page.locator('#chapters').ariaSnapshot();
  const names = [...tree.matchAll(/link "(.+?)"/g)].map(([, name]) => name);
  const places = names.filter((name) => name.endsWith(` sur ${COUNT}`));
  assert.equal(places.length, COUNT);
  for (const [i, name] of places.entries()) {
    const seconds = Math.floor((i * DURATION_S) / COUNT);
    const title = i % 10 === 0 ? `Pause ${i}` : `Atelier ${i} : comment revivifier un centre-bourg`;
    const time = `à ${seconds} seconde${seconds > 1 ? 's' : ''}`;
    assert.equal(name, `${title} ${time}, ${i + 1} sur ${COUNT}`);
  }
  assert.equal(await page.locator('#chapters li a').count(), COUNT);
  await close(page);
});

test('R16 speakers are part of the name', async () => {
  const small = await startDay();
  try {
    const page = await openPage(browser);
    await page.goto(small.base + small.morning);
    const link = page.getByRole('link', {
      name: 'Apolline Kerverdo présidente, Val d’Orne à 3 secondes, 2 sur 6', exact: true,
    });
    assert.equal(await link.count(), 1);
    await close(page);
  } finally {
    await small.stop();
  }
});

/** Where the list is, once its own smooth scrolling has come to rest. */
const rested = (page) => page.evaluate(async () => {
  const box = document.querySelector('.chapter-box');
  for (let [at, calm] = [box.scrollTop, 0]; calm < 10; calm += 1) {
    await new Promise(requestAnimationFrame);
    if (box.scrollTop !== at) [at, calm] = [box.scrollTop, 0];
  }
  return box.scrollTop;
});

test('R19 the list follows the media, but not while somebody browses it', async () => {
  const page = await watch('', { viewport: { width: 1280, height: 800 } });
  const box = page.locator('.chapter-box');
  const top = () => box.evaluate((each) => each.scrollTop);
  const seek = (seconds) => page.evaluate((to) => {
    document.getElementById('player').currentTime = to;
  }, seconds);
  const currentAt = (seconds) => until(page, (wanted) =>
    Number(document.querySelector('#chapters [aria-current]')?.dataset.start) >= wanted, seconds * 1000);
  const inSight = () => page.evaluate(() => {
    const outer = document.querySelector('.chapter-box').getBoundingClientRect();
    const { top: above, bottom } = document.querySelector('#chapters [aria-current]').getBoundingClientRect();
    return above >= outer.top && bottom <= outer.bottom;
  });
  await seek(20);
  await currentAt(19.9);
  assert.equal(await inSight(), true, 'it follows');
  assert.equal(await page.evaluate(() => scrollY), 0, 'the page itself stays');
  await box.hover();
  const old = await top();
  await page.mouse.wheel(0, -900);
  await until(page, (wheeled) => document.querySelector('.chapter-box').scrollTop < wheeled, old);
  let before = await rested(page);
  await seek(2);
  await currentAt(1.9);
  assert.equal(await top(), before, 'wheel');
  await page.locator('#chapters a[tabindex="0"]').focus();
  before = await top();
  await page.evaluate(() => { document.getElementById('player').muted = true; });
  await page.$eval('#player', (media) => media.play());
  await currentAt(3);
  assert.equal(await top(), before, 'focus within');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#chapters') !== null), true);
  await close(page);
});

test('R30 who wants less motion has a list that never moves', async () => {
  const page = await watch('', { reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  await page.evaluate(() => { document.getElementById('player').currentTime = 20; });
  await until(page, () =>
    Number(document.querySelector('#chapters [aria-current]').dataset.start) > 19_000);
  assert.equal(await page.locator('.chapter-box').evaluate((each) => each.scrollTop), 0);
  await close(page);
});

test('marks of the bar are never nearer than 3 px, on a desk and on a phone', async () => {
  for (const width of [1280, 320]) {
    const page = await watch('', { viewport: { width, height: 640 } });
    const places = await page.locator('.marks i').evaluateAll((all) =>
      all.map((each) => each.offsetLeft).sort((a, b) => a - b));
    assert.ok(places.length > 40, `${places.length} marks`);
    for (let i = 1; i < places.length; i += 1) {
      assert.ok(places[i] - places[i - 1] >= 2.5, `${places[i - 1]} and ${places[i]}`);
    }
    assert.ok(width > 1000 || places.length < COUNT - 1, 'some are one');
    await close(page);
  }
});

test('R61 the scripts of the page weigh at most 60 KB of gzip', async () => {
  const page = await openPage(browser);
  const scripts = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto(day.base + day.morning);
  await settled(page);
  const bodies = await Promise.all(scripts);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  assert.ok(bodies.length > 0 && bytes <= SCRIPT_BUDGET, `${bytes} bytes`);
  await close(page);
});

test('R61 at 400 kbit/s and 300 ms the list of 200 chapters is of use within 2 s', async () => {
  const page = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000,
  });
  // From the first request until the last chapter can be clicked, with its styles.
  await page.goto(day.base + day.morning, { waitUntil: 'commit' });
  await until(page, (count) => document.styleSheets.length > 0 &&
    document.querySelectorAll('#chapters li a').length === count, COUNT);
  const ms = await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => done(performance.now()));
  }));
  assert.ok(ms < 2000, `${Math.round(ms)} ms`);
  await close(page);
});

test('with 200 chapters a step of playback costs the page less than 2 ms', async () => {
  const page = await watch();
  const ms = await page.evaluate(() => {
    const media = document.getElementById('player');
    const begun = performance.now();
    for (let i = 0; i < 100; i += 1) media.dispatchEvent(new Event('timeupdate'));
    return (performance.now() - begun) / 100;
  });
  assert.ok(ms < 2, `${ms} ms`);
  await close(page);
});
