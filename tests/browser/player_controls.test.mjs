// The player's controls: buttons, the bar of time, sharing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, position, settled, until } from './support/browser.mjs';
import { CHAPTERS, DURATION_S, FRAME_MS, startDay } from './support/day.mjs';

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

async function watch(rest = '?t=10', options = {}) {
  const page = await openPage(browser, options);
  await page.goto(day.base + day.morning + rest);
  await settled(page);
  return page;
}

const close = (page) => page.context().close();
const part = (page, name) => page.locator(`[data-part="${name}"]`);
const near = (actual, wanted, within, what) =>
  assert.ok(Math.abs(actual - wanted) <= within, `${what}: ${actual}, wanted ${wanted}`);

/** Presses Tab until the focus is on `locator`. */
async function tabTo(page, locator) {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((each) => each === document.activeElement)) return;
  }
  assert.fail(`Tab never comes to ${locator}`);
}

test('R5 play, mute and captions are buttons that Tab reaches, for Enter and for Space', async () => {
  const page = await watch();
  const checks = [
    ['play', () => !document.getElementById('player').paused],
    ['mute', () => document.getElementById('player').muted],
    ['captions', () => document.getElementById('player').textTracks[1].mode === 'showing'],
  ];
  for (const key of ['Enter', ' ']) {
    for (const [name, on] of checks) {
      await page.evaluate(() => document.activeElement.blur());
      await tabTo(page, part(page, name));
      await page.keyboard.press(key);
      assert.equal(await until(page, on), true, `${name} by '${key}'`);
      await page.keyboard.press(key);
      assert.equal(await until(page, `!(${on})()`), true, `${name} by '${key}' again`);
    }
  }
  await close(page);
});

test('R7 names, roles and states of the controls', async () => {
  const page = await watch();
  assert.equal(await page.locator('.player').ariaSnapshot(), `- slider "Position dans l’enregistrement"
- group "Commandes du lecteur":
  - button "Chapitre précédent"
  - button "Lire (k)"
  - button "Chapitre suivant"
  - button "Couper le son (m)"
  - slider "Volume": "100"
  - paragraph: 0:10 / 0:27
  - button "Sous-titres (c)"
  - text: Langue des sous-titres
  - combobox "Langue des sous-titres":
    - option "français" [selected]
    - option "anglais"
  - button "Audiodescription écrite"
  - text: Vitesse
  - combobox "Vitesse":
    - option "0,5×"
    - option "0,75×"
    - option "1×" [selected]
    - option "1,25×"
    - option "1,5×"
    - option "1,75×"
    - option "2×"
  - button "Partager"
  - button "Raccourcis et préférences (?)"
  - button "Plein écran (f)"`);
  assert.equal(await part(page, 'seek').getAttribute('aria-valuetext'),
    '10 secondes sur 27 secondes, Tancrède Vasselin');
  assert.equal(await part(page, 'seek').getAttribute('aria-valuenow'), '10');
  await part(page, 'mute').click();
  await part(page, 'captions').click();
  assert.equal(await page.getByRole('button', { name: 'Rétablir le son' }).count(), 1);
  assert.equal(await page.getByRole('button', { name: 'Sous-titres', pressed: true }).count(), 1);
  await close(page);
});

test('R12 R13 Tab goes through the player and out of it, and every stop shows', async () => {
  const page = await watch();
  await page.getByRole('link', { name: 'Accueil' }).focus();
  const stops = [];
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const inside = at.closest('.stage') !== null;
      return { inside, name: at.dataset.part ?? at.tagName, seen: outlineStyle === 'solid' && outlineWidth === '3px' };
    });
    if (stops.some(({ inside }) => inside) && !stop.inside) break;
    stops.push(stop);
  }
  const within = stops.filter(({ inside }) => inside).map(({ name }) => name);
  assert.deepEqual(within, ['seek', 'previous', 'play', 'next', 'mute', 'volume', 'captions',
    'captions-language', 'descriptions', 'speed', 'share', 'help', 'full-screen']);
  assert.deepEqual(stops.filter(({ seen }) => !seen), []);
  await close(page);
});

/** The middle of the bar of time, and the time that stands there. */
async function middle(page) {
  const box = await part(page, 'seek').boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('R29 the bar acts when the pointer is let go, and not after moving away or Escape', async () => {
  const page = await watch('?t=2');
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  near(await position(page), 2000, FRAME_MS, 'while it is down');
  await page.mouse.up();
  near(await position(page), DURATION_S * 500, 150, 'let go');
  await page.evaluate(() => { document.getElementById('player').currentTime = 2; });
  await page.mouse.down();
  await page.mouse.move(x + 100, y - 200, { steps: 4 });
  await page.mouse.up();
  near(await position(page), 2000, FRAME_MS, 'let go far away');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  near(await position(page), 2000, FRAME_MS, 'let go after Escape');
  await close(page);
});

test('R29 a finger drags along the bar', async () => {
  const page = await watch('?t=2', { viewport: { width: 320, height: 640 }, hasTouch: true });
  await part(page, 'seek').scrollIntoViewIfNeeded();
  const { x, y } = await middle(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x: x - 60, y }]);
  await touch('touchMove', [{ x, y }]);
  assert.equal(await page.locator('.preview').isVisible(), true);
  near(await position(page), 2000, FRAME_MS, 'while it is down');
  await touch('touchEnd', []);
  assert.equal(await until(page, () => document.getElementById('player').currentTime > 13), true);
  near(await position(page), DURATION_S * 500, 300, 'let go');
  assert.equal(await page.locator('.preview').isVisible(), false);
  await close(page);
});

test('R27 chapter, time and picture of a place: on hover and focus, hoverable, gone by Escape', async () => {
  const page = await watch('?t=2');
  const preview = page.locator('.preview');
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  assert.match(await preview.innerText(), /^Pause\s+0:13$/);
  await preview.locator('.picture').waitFor();
  const picture = await preview.locator('.picture').evaluate((each) => each.style.backgroundImage);
  const sheet = /url\("(.+)"\)/.exec(picture)[1];
  assert.equal((await fetch(sheet)).status, 200);
  // From the bar onto the preview itself, without a gap.
  const box = await preview.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
  assert.equal(await preview.isVisible(), true);
  await page.keyboard.press('Escape');
  assert.equal(await preview.isVisible(), false);
  await page.mouse.move(5, 5);
  await page.getByRole('link', { name: 'Nos places, nos villages' }).focus();
  await page.keyboard.press('Tab');
  assert.match(await preview.innerText(), /^Générique\s+0:02$/);
  await page.keyboard.press('ArrowRight');
  assert.match(await preview.innerText(), /^Apolline Kerverdo\s+0:07$/);
  await page.keyboard.press('Escape');
  assert.equal(await preview.isVisible(), false);
  assert.equal(await part(page, 'seek').evaluate((each) => each === document.activeElement), true);
  await close(page);
});

test('R27 the tip of a button is there on hover and on focus, hoverable, gone by Escape', async () => {
  const page = await watch();
  const shown = (name) => part(page, name).locator('.tip')
    .evaluate((each) => getComputedStyle(each).opacity === '1');
  await part(page, 'share').hover();
  assert.equal(await shown('share'), true);
  const tip = await part(page, 'share').locator('.tip').boundingBox();
  await page.mouse.move(tip.x + tip.width / 2, tip.y + tip.height / 2, { steps: 8 });
  assert.equal(await shown('share'), true);
  await page.keyboard.press('Escape');
  assert.equal(await shown('share'), false);
  await page.mouse.move(5, 5);
  await tabTo(page, part(page, 'play'));
  assert.equal(await shown('play'), true);
  await page.keyboard.press('Escape');
  assert.equal(await shown('play'), false);
  await close(page);
});

test('the bar of time has keys of its own', async () => {
  const page = await watch('?t=10');
  await part(page, 'seek').focus();
  for (const [key, wanted] of [['ArrowUp', 15_000], ['ArrowLeft', 10_000], ['PageUp', 12_513],
    ['PageDown', 7300], ['Home', 0], ['End', DURATION_S * 1000]]) {
    await page.keyboard.press(key);
    near(await position(page), wanted, FRAME_MS, key);
  }
  await close(page);
});

/** Opens the dialog and gives it; the link stands in its field. */
async function share(page) {
  await page.getByRole('button', { name: 'Partager' }).click();
  return page.getByRole('dialog', { name: 'Partager un lien' });
}

const link = async (dialog) => new URL(await dialog.getByLabel('Lien', { exact: true }).inputValue());

test('a link to the moment, the chapter or the passage is copied and leads there', async () => {
  const page = await watch('?t=10');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: day.base });
  const dialog = await share(page);
  assert.equal((await link(dialog)).search, '?t=10');
  await dialog.getByLabel('ce chapitre : Tancrède Vasselin').check();
  const chapter = await link(dialog);
  assert.match(chapter.search, /^\?c=cha_[0-9a-z]+&t=7\.3$/);
  await dialog.getByLabel('un passage').check();
  await dialog.getByLabel('Début', { exact: true }).fill('0:05');
  await dialog.getByLabel('Fin', { exact: true }).fill('6.5');
  assert.equal((await link(dialog)).search, '?t=5,6.5');
  await dialog.getByRole('button', { name: 'Copier le lien' }).click();
  assert.equal(await until(page, () =>
    document.querySelector('#share [role="status"]').textContent === 'Lien copié.'), true);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${day.base}${day.morning}?t=5,6.5`);
  await page.keyboard.press('Escape');
  assert.equal(await part(page, 'share').evaluate((each) => each === document.activeElement), true);
  await page.goto(chapter.href);
  await settled(page);
  near(await position(page), 7300, FRAME_MS, 'the chapter');
  await close(page);
});

test('R32 a wrong time is told in words with an example, and gets the focus', async () => {
  const page = await watch('?t=10');
  const dialog = await share(page);
  await dialog.getByLabel('un passage').check();
  const wrong = [['bientôt', '0:12', 'Début'], ['0:28', '0:29', 'Début'], ['0:10', '0:10', 'Fin'],
    ['0:10', '', 'Fin'], ['0:1', '0:12', 'Début']];
  for (const [start, end, field] of wrong) {
    await dialog.getByLabel('Début', { exact: true }).fill(start);
    await dialog.getByLabel('Fin', { exact: true }).fill(end);
    await dialog.getByRole('button', { name: 'Copier le lien' }).click();
    const at = dialog.getByLabel(field, { exact: true });
    assert.equal(await at.getAttribute('aria-invalid'), 'true', `${start} to ${end}`);
    assert.equal(await at.evaluate((each) => each === document.activeElement), true);
    const described = await at.evaluate((each) => each.getAttribute('aria-describedby').split(' ')
      .map((id) => document.getElementById(id)).filter(({ hidden }) => !hidden)
      .map(({ textContent }) => textContent).join(' '));
    assert.match(described, /Exemples\s: 1:02:03.*1:02:03/);
  }
  await dialog.getByLabel('Début', { exact: true }).fill('0:10');
  await dialog.getByLabel('Fin', { exact: true }).fill('0:12');
  await dialog.getByRole('button', { name: 'Copier le lien' }).click();
  assert.equal(await dialog.locator('[aria-invalid="true"]').count(), 0);
  assert.equal(await dialog.getByRole('alert').count(), 0);
  await close(page);
});

test('R10 a heading before the player names the recording', async () => {
  const page = await watch();
  const first = await page.evaluate(() => {
    const heading = document.querySelector('h1');
    const media = document.getElementById('player');
    const before = heading.compareDocumentPosition(media) & Node.DOCUMENT_POSITION_FOLLOWING;
    return before !== 0 && heading.textContent;
  });
  assert.equal(first, 'Nos places, nos villages – matin');
  assert.match(await page.locator('.facts').first().innerText(), /^14 mars 2019\s+Durée\s:\s27\ssecondes$/);
  await close(page);
});

test('the bar has a mark for every chapter, a session’s is wider', async () => {
  const page = await watch();
  const marks = await page.locator('.marks i').evaluateAll((all) => all.map((each) => each.style.left));
  const wanted = CHAPTERS.slice(1).map(({ start }) => (start / (DURATION_S * 10)));
  const found = marks.map(parseFloat).sort((a, b) => a - b);
  assert.equal(found.length, wanted.length);
  for (const [i, each] of wanted.entries()) near(found[i], each, 0.3, 'mark');
  await close(page);
});
