// Recordings that a browser cannot decode, and pages without script.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openPage, settled, until } from './support/browser.mjs';
import { CHAPTERS, startDay } from './support/day.mjs';

// The morning gets a picture, the afternoon a sound that Chromium does not decode: both load there
// without an error.
function recode(folder, [morning, afternoon]) {
  const encode = (file, target, ...how) => {
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', file, '-map_chapters', '0', ...how, target]);
    fs.renameSync(target, file);
  };
  encode(morning, `${folder}/hevc.mp4`, '-c:a', 'copy', '-c:v', 'libx265', '-tag:v', 'hvc1',
    '-preset', 'ultrafast', '-x265-params', 'log-level=error');
  encode(afternoon, `${folder}/ac3.mkv`, '-c:v', 'copy', '-c:a', 'ac3');
}

// Its afternoon is sound alone.
function leavePicture(folder, [, afternoon]) {
  const target = `${folder}/sound.mkv`;
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', afternoon, '-vn', '-c:a', 'copy', target]);
  fs.renameSync(target, afternoon);
}

let day;
let good;
let browser;

before(async () => {
  [day, good] = await Promise.all([startDay({ media: recode }), startDay({ media: leavePicture })]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await Promise.all([day?.stop(), good?.stop()]);
});

const notices = (page) => page.locator('.notice').filter({ visible: true }).allInnerTexts();

async function watch(address, options) {
  const page = await openPage(browser, options);
  await page.goto(address);
  return page;
}

test('a picture that is not decoded is said before play, with the download', async () => {
  const plain = await watch(day.base + day.morning, { javaScriptEnabled: false });
  assert.match((await notices(plain)).join(), /ne montrent pas l’image de cet enregistrement \(HEVC\)/);
  await plain.context().close();
  const page = await watch(day.base + day.morning);
  await until(page, () => document.getElementById('player').readyState > 0);
  assert.equal(await page.$eval('#player', (media) => media.videoWidth), 0);
  assert.deepEqual(await notices(page),
    ['Votre navigateur ne montre pas l’image de cet enregistrement. Télécharger l’enregistrement']);
  const link = page.locator('.notice').filter({ visible: true }).getByRole('link');
  assert.match(await link.getAttribute('href'), /^\/media\/rec_/);
  await page.context().close();
});

test('a sound that is not decoded is said before play', async () => {
  const page = await watch(day.base + day.afternoon);
  await settled(page);
  assert.match((await notices(page)).join(), /ne donnent pas le son de cet enregistrement \(AC-3\)/);
  await page.context().close();
});

test('a media that does not open is said', async () => {
  const page = await openPage(browser);
  await page.route('**/media/**', (route) => route.fulfill({ body: 'no media', contentType: 'video/mp4' }));
  await page.goto(good.base + good.morning);
  await until(page, () => document.getElementById('player').error !== null);
  assert.match((await notices(page)).join(), /^Votre navigateur ne peut pas lire cet enregistrement/);
  await page.context().close();
});

test('a recording of sound alone has the same controls and chapters', async () => {
  const page = await watch(`${good.base + good.afternoon}?t=7.3`);
  await settled(page);
  assert.deepEqual(await notices(page), []);
  assert.equal(await page.$eval('#player', (media) => media.tagName), 'AUDIO');
  await page.locator('[data-part="play"]').click();
  assert.equal(await until(page, () => document.getElementById('player').currentTime > 7.5), true);
  await page.locator('[data-part="next"]').click();
  assert.equal(await until(page, () => document.getElementById('player').currentTime > 12), true);
  assert.match(await page.locator('#now').innerText(), /Pause/);
  await page.context().close();
});

test('nothing is said of what plays', async () => {
  const page = await watch(good.base + good.morning);
  await settled(page);
  assert.deepEqual(await notices(page), []);
  await page.context().close();
});

test('R37 without script: browser’s controls, the chapters, no button that does nothing', async () => {
  const page = await watch(`${good.base + good.morning}?t=7.3`, { javaScriptEnabled: false });
  assert.equal(await page.$eval('#player', (media) => media.controls), true);
  assert.equal(await page.locator('.stage button').filter({ visible: true }).count(), 0);
  assert.equal(await page.locator('[data-enhanced]').filter({ visible: true }).count(), 0);
  assert.equal(await page.locator('#chapters .chapters a').count(), CHAPTERS.length);
  assert.match(await page.locator('#now').innerText(), /Tancrède Vasselin/);
  await page.context().close();
});
