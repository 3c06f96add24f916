// The player by keyboard: keys where they belong, help, preferences; the journey of somebody who
// has no mouse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, position, settled, until } from './support/browser.mjs';
import { CHAPTERS, DURATION_S, FRAME_MS, startDay } from './support/day.mjs';

const SINGLE_KEYS = ['k', ' ', 'j', 'l', 'm', 'f', 'c', '<', '>', ',', '.', '?', 'P', 'N',
  ...'0123456789', 'Home', 'End', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
let day;
let browser;

before(async () => {
  day = await startDay({ words: true });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

async function watch(rest = '?t=10', options = {}) {
  const page = await openPage(browser, options);
  await page.goto(day.base + day.morning + rest);
  await settled(page);
  await page.$eval('#player', (media) => { media.muted = true; media.muted = false; });
  return page;
}

const close = (page) => page.context().close();

const state = (page) => page.$eval('#player', (media) => ({
  at: Math.round(media.currentTime * 1000),
  paused: media.paused,
  muted: media.muted,
  volume: Math.round(media.volume * 100),
  speed: media.playbackRate,
  captions: [...media.textTracks].filter(({ mode }) => mode === 'showing').length,
  full: document.fullscreenElement !== null,
  dialogs: document.querySelectorAll('dialog[open]').length,
}));

/** Presses a key with the focus on the media itself, paused at 10 s. */
async function press(page, key) {
  await page.$eval('#player', (media) => {
    media.pause();
    media.currentTime = 10;
    media.focus();
  });
  await page.keyboard.press(key);
}

const near = (actual, wanted, what) =>
  assert.ok(Math.abs(actual - wanted) <= FRAME_MS, `${what}: ${actual} ms, wanted ${wanted} ms`);

test('R14 outside of the player no single key does anything', async () => {
  const page = await watch();
  const first = await state(page);
  for (const key of SINGLE_KEYS) {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press(key);
    assert.deepEqual(await state(page), first, `${key} on the page`);
  }
  const field = page.getByRole('searchbox');
  await field.fill('');
  for (const key of ['k', 'm', 'f', 'c', '5', '?']) await field.press(key);
  assert.equal(await field.inputValue(), 'kmfc5?');
  assert.deepEqual(await state(page), first, 'in the search field');
  await close(page);
});

test('R14 inside the player each key moves the media as the help says', async () => {
  const page = await watch();
  const moves = { ArrowLeft: 5000, ArrowRight: 15_000, j: 0, l: 20_000, Home: 0, End: 27_000 };
  for (let tenth = 0; tenth < 10; tenth += 1) moves[tenth] = tenth * DURATION_S * 100;
  for (const [key, wanted] of Object.entries(moves)) {
    await press(page, key);
    near(await position(page), Math.min(wanted, DURATION_S * 1000), key);
  }
  await press(page, ',');
  near(await position(page), 10_000 - FRAME_MS, ',');
  await press(page, '.');
  near(await position(page), 10_000 + FRAME_MS, '.');
  await close(page);
});

test('R14 digits count with and without Shift, as French keyboards need it', async () => {
  const page = await watch();
  for (const modifiers of [0, 8]) {
    await press(page, 'Home');
    const session = await page.context().newCDPSession(page);
    // The digit row of AZERTY: the key of "5" writes "(", with Shift "5".
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyDown', key: '5', text: '5', code: 'Digit5', modifiers,
    });
    near(await position(page), DURATION_S * 500, `Shift ${modifiers}`);
  }
  await close(page);
});

test('R5 keys play and pause, mute, change volume, speed, captions and full screen', async () => {
  const page = await watch();
  for (const key of ['k', ' ']) {
    await press(page, key);
    assert.equal(await until(page, () => !document.getElementById('player').paused), true, key);
    await page.keyboard.press(key);
    assert.equal((await state(page)).paused, true, `${key} again`);
  }
  await press(page, 'm');
  assert.equal((await state(page)).muted, true);
  await press(page, 'm');
  assert.equal((await state(page)).muted, false);
  await press(page, 'ArrowDown');
  await press(page, 'ArrowDown');
  assert.equal((await state(page)).volume, 90);
  await press(page, 'ArrowUp');
  assert.equal((await state(page)).volume, 95);
  await press(page, '>');
  assert.equal((await state(page)).speed, 1.25);
  await press(page, '<');
  assert.equal((await state(page)).speed, 1);
  await press(page, 'c');
  assert.equal((await state(page)).captions, 1);
  await press(page, 'c');
  assert.equal((await state(page)).captions, 0);
  await press(page, 'f');
  assert.equal(await until(page, () => document.fullscreenElement !== null), true);
  await press(page, 'f');
  assert.equal(await until(page, () => document.fullscreenElement === null), true);
  await close(page);
});

test('Ctrl with arrows, Shift with P and N and the buttons go from chapter to chapter', async () => {
  const page = await watch();
  const steps = [['Control+ArrowRight', 12_513], ['Shift+N', 12_513], ['Control+ArrowLeft', 3000],
    ['Shift+P', 3000]];
  for (const [key, wanted] of steps) {
    await press(page, key);
    near(await position(page), wanted, key);
  }
  await page.getByRole('button', { name: 'Chapitre suivant' }).click();
  near(await position(page), 7300, 'next');
  await page.getByRole('button', { name: 'Chapitre précédent' }).click();
  near(await position(page), 3000, 'previous');
  assert.match(await page.getByRole('status').textContent(), /^Chapitre\s: Apolline Kerverdo, 3 secondes$/);
  // Further than a moment into a chapter, "previous" is its own start.
  await page.$eval('#player', (media) => { media.currentTime = 11; });
  await page.getByRole('button', { name: 'Chapitre précédent' }).click();
  near(await position(page), 7300, 'start of the current one');
  await close(page);
});

test('R12 R14 "?" lists every key; Escape closes it and gives the focus back', async () => {
  const page = await watch();
  for (const place of ['[data-part="mute"]', '#player', '#chapters a[tabindex="0"]']) {
    await page.locator(place).focus();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Raccourcis et préférences' });
    await help.waitFor();
    const keys = await help.locator('kbd').allTextContents();
    const wanted = ['k', 'Espace', 'Gauche', 'Droite', 'j', 'l', 'Haut', 'Bas', 'm', 'f', 'c', '<',
      '>', '0', 'Début', 'Fin', ',', '.', 'Ctrl', 'Maj', 'P', 'N', '?'];
    assert.deepEqual(wanted.filter((key) => !keys.includes(key)), []);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    assert.equal(await page.locator(place).evaluate((each) => each === document.activeElement), true);
  }
  await close(page);
});

test('R14 R42 keys can be switched off; preferences are kept once set, and erased', async () => {
  const page = await watch();
  const stored = () => page.evaluate(() => Object.keys(localStorage).length);
  await press(page, 'm');
  await page.locator('#chapters a').first().click();
  assert.equal(await stored(), 0, 'nothing was set');
  await page.getByRole('button', { name: 'Raccourcis et préférences' }).click();
  await page.getByRole('checkbox', { name: 'Utiliser les raccourcis clavier' }).uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Vitesse' }).selectOption('1.5');
  await page.reload();
  await settled(page);
  assert.equal((await state(page)).speed, 1.5);
  const first = { ...(await state(page)), at: 10_000 };
  for (const key of SINGLE_KEYS) {
    await press(page, key);
    assert.deepEqual({ ...(await state(page)), at: 10_000 }, first, `${key} while off`);
    near(await position(page), 10_000, `${key} while off`);
  }
  await page.getByRole('button', { name: 'Raccourcis et préférences' }).click();
  await page.getByRole('button', { name: 'Effacer mes préférences' }).click();
  assert.equal(await page.locator('#help [role="status"]').textContent(), 'Préférences effacées.');
  assert.equal(await stored(), 0);
  await page.keyboard.press('Escape');
  await press(page, 'm');
  assert.equal((await state(page)).muted, true, 'keys work again');
  await close(page);
});

/** What has the focus: the nearest landmark's id or class, for telling stops apart. */
const region = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const found = at.closest('.skip-links, .banner, .breadcrumb, .stage, #chapters, #transcript, .speakers, .footer');
  return found ? found.id || found.classList[0] : at.tagName;
});

test('J3 without a mouse: skip links, search, player, chapters, transcript, in this order', async () => {
  const page = await watch('');
  const visited = [];
  for (let tabs = 0; tabs < 60 && visited.at(-1) !== 'transcript'; tabs += 1) {
    await page.keyboard.press('Tab');
    const next = await region(page);
    if (next !== visited.at(-1)) visited.push(next);
  }
  assert.deepEqual(visited,
    ['skip-links', 'banner', 'breadcrumb', 'stage', 'chapters', 'transcript']);
  // Reading order is the order on screen, from top to bottom or from left to right.
  const places = await page.evaluate(() => ['.banner', '.breadcrumb', 'h1', '.stage', '#chapters', '#transcript']
    .map((each) => document.querySelector(each).getBoundingClientRect()).map(({ left, top }) => ({ left, top })));
  for (const [i, { left, top }] of places.entries()) {
    assert.ok(i === 0 || top > places[i - 1].top || left > places[i - 1].left, `place ${i}`);
  }
  await page.keyboard.press('Shift+Tab');
  assert.equal(await region(page), 'chapters');
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  assert.match(await page.getByRole('status').textContent(), /^Chapitre\s: Apolline Kerverdo/);
  near(await position(page), CHAPTERS[1].start, 'Enter');
  assert.equal(await region(page), 'chapters', 'the focus stays');
  await close(page);
});

test('J3 without a mouse: play, captions, help, and shortcuts off', async () => {
  const page = await watch('');
  await page.keyboard.press('k');
  assert.equal((await state(page)).paused, true, 'on the page');
  await page.getByRole('link', { name: 'Aller au lecteur' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('k');
  assert.equal(await until(page, () => !document.getElementById('player').paused), true);
  await page.keyboard.press('k');
  await page.keyboard.press('c');
  assert.equal((await state(page)).captions, 1);
  await page.keyboard.press('?');
  const choice = page.getByRole('checkbox', { name: 'Utiliser les raccourcis clavier' });
  for (let tabs = 0; tabs < 5 && !await choice.evaluate((each) => each === document.activeElement);) {
    await page.keyboard.press('Tab');
    tabs += 1;
  }
  await page.keyboard.press(' ');
  assert.equal(await choice.isChecked(), false);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'player');
  const before = await state(page);
  for (const key of ['k', 'm', 'c', '5', '?']) await page.keyboard.press(key);
  assert.deepEqual(await state(page), before);
  await close(page);
});
