// The page of a recording: jumps, addresses, history, playback.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import {
  frameAt, launch, openPage, position, settled, shownFrame, until,
} from './support/browser.mjs';
import { CHAPTERS, DURATION_S, FRAME_MS, startDay } from './support/day.mjs';

const vectors = JSON.parse(
  fs.readFileSync(new URL('../data/time_vectors.json', import.meta.url), 'utf8'));
let day;
let browser;

before(async () => {
  day = await startDay();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

async function watch(rest = '', recording = day.morning, options = {}) {
  const page = await openPage(browser, options);
  await page.goto(day.base + recording + rest);
  return page;
}

const close = (page) => page.context().close();
const jump = (page, start) => page.locator(`a[data-end][data-start="${start}"]`);
const near = (actual, wanted, what) =>
  assert.ok(Math.abs(actual - wanted) <= FRAME_MS, `${what}: ${actual} ms, wanted ${wanted} ms`);

/**
 * That the player stands at a time of the recording: by its clock and by its picture, which is the
 * one of a millisecond later (server/web/player.js, LANDING_MS).
 */
async function assertAt(page, ms, what = '') {
  const offset = Number(await page.getAttribute('#player', 'data-offset'));
  await until(page, ([wanted, within]) =>
    Math.abs(document.getElementById('player').currentTime * 1000 - wanted) <= within,
  [ms + offset, FRAME_MS]);
  near(await position(page), ms + offset, what);
  const frame = frameAt(ms + 1);
  assert.equal(await shownFrame(page, frame), frame, `the picture at ${ms} ms ${what}`);
}

const currentStart = (page) =>
  page.locator('#chapters [aria-current]').getAttribute('data-start').then(Number);

test('a click on a chapter shows its first frame, in MP4 and in Matroska', async () => {
  for (const recording of [day.morning, day.afternoon]) {
    const page = await watch('', recording);
    // Container chapters count on the player's clock, ours from the first picture.
    const offset = Number(await page.getAttribute('#player', 'data-offset'));
    assert.equal(offset, recording === day.morning ? 0 : 21);
    for (const chapter of [...CHAPTERS].reverse()) {
      const start = Math.max(0, chapter.start - offset);
      await jump(page, start).click();
      await assertAt(page, start, recording);
      assert.equal(await currentStart(page), start);
    }
    await close(page);
  }
});

test('a click before the media is loaded lands there all the same', async () => {
  const page = await openPage(browser);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/media/**', async (route) => { await held; await route.continue(); });
  await page.goto(day.base + day.morning, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('#chapters-hint:not([hidden])');
  await jump(page, 12513).click();
  assert.equal(await currentStart(page), 12513);
  release();
  await assertAt(page, 12513);
  await close(page);
});

test('R17 a click does not reload, moves no focus and says where it went', async () => {
  const page = await watch();
  await page.evaluate(() => { globalThis.same = true; });
  await jump(page, 7300).focus();
  await jump(page, 7300).press('Enter');
  await assertAt(page, 7300);
  assert.equal(await page.evaluate(() => globalThis.same), true);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.start), '7300');
  assert.match(await page.getByRole('status').textContent(),
    /^Chapitre\s: Tancrède Vasselin.*7 secondes$/);
  assert.match(page.url(), /\?c=cha_[0-9a-z]+&t=7\.3$/);
  await close(page);
});

test('a click with a modifier opens another page and leaves this one', async () => {
  const page = await watch();
  const opened = page.context().waitForEvent('page');
  await jump(page, 7300).click({ modifiers: ['Control'] });
  const other = await opened;
  await assertAt(other, 7300);
  assert.equal(await position(page), 0);
  await close(page);
});

test('a chapter in the address starts there; a time goes before it', async () => {
  const list = await watch();
  const href = await jump(list, 7300).getAttribute('href');
  await close(list);
  const chapter = new URL(href, day.base).searchParams.get('c');
  for (const [rest, ms] of [[`?c=${chapter}`, 7300], [`?c=${chapter}&t=20`, 20000],
    [`?c=${chapter}#t=20`, 20000], ['?c=cha_none', 0], [`?t=soon&c=${chapter}`, 7300]]) {
    const page = await watch(rest);
    await assertAt(page, ms, rest);
    await close(page);
  }
});

test('every spelling of a time works in ?t= and in #t=', async () => {
  const spellings = [['9.5', 9500], ['9s', 9000], ['0h0m9s', 9000], ['0:09.5', 9500],
    ['00:00:09', 9000], ['npt:9.5', 9500], ['npt:0:09,0:12', 9000], ['9.5,12', 9500]];
  for (const [text, ms] of spellings) {
    for (const mark of ['?', '#']) {
      const page = await watch(`${mark}t=${text}`);
      await assertAt(page, ms, mark + text);
      await close(page);
    }
  }
});

test('a fragment typed later moves the player, and a bad one does not', async () => {
  const page = await watch('?t=5');
  await settled(page);
  const duration = await page.$eval('#player', (media) => Math.round(media.duration * 1000));
  for (const { text, start_ms: start } of vectors.ranges) {
    await page.evaluate((to) => { location.hash = `t=${encodeURIComponent(to)}`; }, '5');
    await assertNear(page, 5000, 'between');
    await page.evaluate((to) => { location.hash = `t=${encodeURIComponent(to)}`; }, text);
    await assertNear(page, start === null ? 5000 : Math.min(start, duration), `'${text}'`);
  }
  await close(page);
});

async function assertNear(page, ms, what) {
  // hashchange comes in a later task than the assignment; popstate comes with it.
  await page.evaluate(() => new Promise((done) => { setTimeout(done); }));
  near(await position(page), ms, what);
}

test('a time beyond the end is the end', async () => {
  const page = await watch('?t=9:00:00');
  await page.waitForFunction(() => {
    const media = document.getElementById('player');
    return media.readyState > 0 && media.duration - media.currentTime < 0.05;
  });
  assert.equal(await currentStart(page), CHAPTERS.at(-1).start);
  await close(page);
});

test('Back returns to where one was, and Forward to where one had gone', async () => {
  const page = await watch('?t=5');
  await assertAt(page, 5000);
  await jump(page, 7300).click();
  await assertAt(page, 7300);
  await page.$eval('#player', (media) => { media.currentTime = 9; });
  await jump(page, 18000).click();
  await assertAt(page, 18000);
  await page.goBack();
  await assertAt(page, 9000, 'back to where the passage was left');
  await page.goBack();
  await assertAt(page, 5000, 'back to the first address');
  await page.goForward();
  await assertAt(page, 9000, 'forward again');
  await close(page);
});

test('Back from another page returns to where one was', async () => {
  const page = await watch('?t=5');
  await page.$eval('#player', (media) => { media.currentTime = 14; });
  await page.getByRole('link', { name: 'Accueil' }).click();
  await page.goBack();
  await assertAt(page, 14000);
  await close(page);
});

test('a skip link moves the focus and not the player', async () => {
  const page = await watch('?t=5');
  await page.$eval('#player', (media) => { media.currentTime = 14; });
  await page.getByRole('link', { name: 'Aller aux chapitres' }).press('Enter');
  await page.waitForFunction(() => location.hash === '#chapters');
  await assertAt(page, 14000);
  await close(page);
});

test('R11 nothing plays by itself', async () => {
  for (const rest of ['', '?t=9', '#t=9,12']) {
    const page = await watch(rest);
    await settled(page);
    await jump(page, 3000).click();
    await assertAt(page, 3000, rest);
    assert.equal(await page.$eval('#player', (media) => media.paused && !media.autoplay), true);
    assert.equal(await page.$eval('#player', (media) => media.played.length), 0);
    await close(page);
  }
});

test('R19 the current chapter follows playback within 300 ms of a boundary', async () => {
  const page = await watch('?t=6.6');
  await settled(page);
  const late = await page.evaluate(() => new Promise((done) => {
    const media = document.getElementById('player');
    media.muted = true;
    let crossed = null;
    const look = () => {
      if (crossed === null && media.currentTime >= 7.3) crossed = performance.now();
      const current = document.querySelector('#chapters [aria-current]')?.dataset.start;
      if (current === '7300') done(performance.now() - crossed);
      else requestAnimationFrame(look);
    };
    media.play();
    look();
  }));
  assert.ok(late <= 300, `${late} ms late`);
  assert.match(await page.locator('#now').innerText(), new RegExp(
    'Tancrède Vasselin\\s+Réseau des centres-bourgs\\s+nom lu dans les chapitres du fichier et ' +
    'confirmé par le programme'));
  await close(page);
});

test('a passage stops at its end, once', async () => {
  const page = await watch('?t=5,6');
  await settled(page);
  const play = () => page.$eval('#player', (media) => { media.muted = true; return media.play(); });
  await play();
  await page.waitForFunction(() => document.getElementById('player').paused);
  const stopped = await position(page);
  assert.ok(stopped >= 6000 && stopped < 6250, `stopped at ${stopped} ms`);
  await play();
  await page.waitForFunction(() => document.getElementById('player').currentTime > 6.6);
  await close(page);
});

test('R15 the list is one stop of the Tab key, with the arrows inside', async () => {
  const page = await watch('?t=3');
  assert.equal(await page.locator('#chapters a[tabindex="0"]').count(), 1);
  await page.locator('#chapters a[tabindex="0"]').focus();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('End');
  assert.match(await focused(), /Une voix de la salle/);
  await page.keyboard.press('ArrowUp');
  assert.match(await focused(), /Maïwenn Le Quintrec/);
  await page.keyboard.type('tanc');
  assert.match(await focused(), /Tancrède Vasselin/);
  await page.keyboard.press('Home');
  assert.match(await focused(), /Générique|Ouverture/);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#chapters')), null);
  await close(page);
});

test('R37 without script every link of the list lands', async () => {
  const page = await watch('', day.morning, { javaScriptEnabled: false });
  const links = page.locator('#chapters .chapters a');
  const hrefs = await links.evaluateAll((all) => all.map((each) => each.href));
  assert.equal(hrefs.length, CHAPTERS.length);
  for (const [i, { start }] of CHAPTERS.entries()) {
    await page.goto(hrefs[i]);
    await assertAt(page, start, 'without script');
    assert.equal(await currentStart(page), start);
  }
  await close(page);
});
