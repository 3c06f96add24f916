// Captions, subtitles, descriptions and the transcript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, position, settled, until } from './support/browser.mjs';
import { CAPTIONS, DESCRIPTIONS, FRAME_MS, startDay } from './support/day.mjs';

let day;
let without;
let browser;

before(async () => {
  [day, without] = await Promise.all([startDay({ words: true, analyse: 'fast' }), startDay()]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await Promise.all([day?.stop(), without?.stop()]);
});

async function watch({ at = day, rest = '', recording = at.morning, options = {} } = {}) {
  const page = await openPage(browser, options);
  await page.goto(at.base + recording + rest);
  await settled(page);
  return page;
}

const close = (page) => page.context().close();
const part = (page, name) => page.locator(`[data-part="${name}"]`);

/** The cues that the browser read from a track, as [start in s, end in s, text]. */
const cuesOf = (page, kind, language) => page.evaluate(async ([wantedKind, wantedLanguage]) => {
  const tracks = [...document.getElementById('player').textTracks];
  const track = tracks.find((each) => each.kind === wantedKind && each.language === wantedLanguage);
  const element = [...document.querySelectorAll('#player track')].find((each) => each.track === track);
  const loaded = new Promise((done) => { element.addEventListener('load', done, { once: true }); });
  track.mode = 'hidden';
  if (element.readyState !== HTMLTrackElement.LOADED) await loaded;
  return [...track.cues].map((cue) => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]);
}, [kind, language]);

test('R8 captions are a captions track, on the clock of the media', async () => {
  for (const recording of [day.morning, day.afternoon]) {
    const page = await watch({ recording });
    const offset = Number(await page.getAttribute('#player', 'data-offset')) / 1000;
    const tracks = await page.locator('#player track').evaluateAll((all) =>
      all.map(({ kind, srclang, label }) => [kind, srclang, label]));
    assert.deepEqual(tracks, [['chapters', 'fr', 'Chapitres'],
      ['captions', 'fr', 'Sous-titres en français'], ['descriptions', 'fr', 'Description en français'],
      ['subtitles', 'en', 'Traduction en anglais']]);
    const cues = await cuesOf(page, 'captions', 'fr');
    assert.deepEqual(cues.map(([, , text]) => text), CAPTIONS.map(([, , , text]) => text));
    for (const [i, [start, end]] of cues.entries()) {
      assert.ok(Math.abs(start - CAPTIONS[i][0] - offset) < 0.001, `${start} in ${recording}`);
      assert.ok(Math.abs(end - CAPTIONS[i][1] - offset) < 0.001, `${end} in ${recording}`);
    }
    await close(page);
  }
});

test('R8 the track is WebVTT of text only, and 404 for what there is not', async () => {
  const tracks = `${day.base}/api/v1/recordings/${day.morning.split('/').at(-1)}/tracks`;
  const answer = await fetch(`${tracks}/captions.fr.vtt`);
  assert.equal(answer.headers.get('content-type'), 'text/vtt; charset=utf-8');
  const text = await answer.text();
  assert.match(text, /^WEBVTT/);
  assert.match(text, /<v Apolline Kerverdo>Nos places sont nos &lt;villages&gt;\./);
  for (const name of ['captions.de.vtt', 'chapters.fr.vtt', 'captions.vtt', '.vtt']) {
    assert.equal((await fetch(`${tracks}/${name}`)).status, 404, name);
  }
});

test('the captions button and its languages show one track at a time', async () => {
  const page = await watch();
  const showing = () => page.$eval('#player', (media) =>
    [...media.textTracks].filter(({ mode }) => mode === 'showing')
      .map(({ kind, language }) => `${kind}.${language}`).join());
  assert.equal(await showing(), '');
  await part(page, 'captions').click();
  assert.equal(await showing(), 'captions.fr');
  await part(page, 'captions-language').selectOption('subtitles.en');
  assert.equal(await showing(), 'subtitles.en');
  assert.equal(await part(page, 'captions').getAttribute('aria-pressed'), 'true');
  await page.reload();
  await settled(page);
  assert.equal(await showing(), 'subtitles.en', 'R42 kept once set');
  await part(page, 'captions').click();
  assert.equal(await showing(), '');
  await close(page);
});

test('pointing at the bar or asking for descriptions changes no captions', async () => {
  const page = await watch();
  const showing = () => page.$eval('#player', (media) =>
    [...media.textTracks].filter(({ mode }) => mode === 'showing')
      .map(({ kind, language }) => `${kind}.${language}`).join());
  for (const wanted of ['', 'captions.fr']) {
    if (wanted) await part(page, 'captions').click();
    await part(page, 'seek').hover({ position: { x: 200, y: 15 } });
    await page.locator('.preview .picture').waitFor();
    await part(page, 'descriptions').click();
    await page.mouse.move(5, 5);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(await showing(), wanted);
  }
  await close(page);
});

test('R6 where there are descriptions there is a toggle, and they are read out', async () => {
  const page = await watch({ rest: '?t=13' });
  const place = page.locator('.description');
  assert.equal(await place.isVisible(), false);
  await part(page, 'descriptions').click();
  assert.equal(await part(page, 'descriptions').getAttribute('aria-pressed'), 'true');
  await until(page, () => document.querySelector('.description').textContent !== '');
  assert.equal(await place.textContent(), DESCRIPTIONS[1][3]);
  assert.equal(await place.getAttribute('aria-live'), 'assertive');
  await page.$eval('#player', (media) => { media.currentTime = 20; });
  assert.equal(await until(page, () => document.querySelector('.description').textContent === ''), true);
  await part(page, 'descriptions').click();
  assert.equal(await place.isVisible(), false);
  await close(page);
});

test('R6 without words there is neither toggle, nor track, nor transcript', async () => {
  const page = await watch({ at: without });
  for (const name of ['captions', 'captions-language', 'descriptions']) {
    assert.equal(await part(page, name).count(), 0, name);
  }
  assert.equal(await page.locator('#player track:not([kind="chapters"])').count(), 0);
  assert.equal(await page.locator('#transcript').count(), 0);
  await close(page);
});

test('R9 the transcript has every word in order, with who says it, also without script', async () => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(day.base + day.morning);
  const text = await page.locator('#transcript ol').innerText();
  let at = 0;
  for (const [, , speaker, words] of CAPTIONS) {
    const said = text.indexOf(words, at);
    assert.ok(said >= at, `${words} comes in its place`);
    assert.ok(speaker === '' || text.slice(0, said).includes(speaker), speaker);
    at = said + words.length;
  }
  assert.equal(await page.locator('#transcript li').count(), 4, 'one speaker, one paragraph');
  await page.locator('#transcript a').nth(2).click();
  assert.match(page.url(), /\?t=7\.5$/);
  await close(page);
});

test('R9 a time of the transcript jumps, and the paragraph that is said is marked', async () => {
  const page = await watch();
  await page.evaluate(() => { globalThis.same = true; });
  await page.locator('#transcript a').nth(2).click();
  await settled(page);
  assert.ok(Math.abs(await position(page) - 7500) <= FRAME_MS);
  assert.equal(await page.evaluate(() => globalThis.same), true);
  const marked = page.locator('#transcript [aria-current="true"]');
  assert.match(await marked.innerText(), /commerces/);
  assert.match(await page.getByRole('status').textContent(), /7 secondes$/);
  await page.$eval('#player', (media) => { media.currentTime = 19; });
  assert.equal(await until(page, () =>
    /ailleurs/.test(document.querySelector('#transcript [aria-current]').textContent)), true);
  assert.equal(await marked.count(), 1);
  await close(page);
});
