import { chromium } from 'playwright-core';
import { DURATION_S, FRAMES_PER_SECOND } from './day.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'];

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS,
});

/** The player's position, in milliseconds of its own clock. */
export const position = (page) =>
  page.$eval('#player', (media) => Math.round(media.currentTime * 1000));

/**
 * Asks the page again and again until `question` is true of it, for ten seconds at most; gives
 * whether it became so. Unlike Playwright's own waiting it needs no script of the page.
 */
export async function until(page, question, argument) {
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    if (await page.evaluate(question, argument)) return true;
    await new Promise((later) => { setTimeout(later, 20); });
  }
  return false;
}

/** Resolves once the player has the picture of its position. */
export const settled = (page) => until(page, () => {
  const media = document.getElementById('player');
  return media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !media.seeking;
});

/** The number of the frame that the player shows, read from its colours (support/day.mjs). */
function readFrame() {
  const media = document.getElementById('player');
  const canvas = document.createElement('canvas');
  canvas.width = media.videoWidth;
  canvas.height = media.videoHeight;
  if (canvas.width === 0) return -1;
  const drawing = canvas.getContext('2d');
  drawing.drawImage(media, 0, 0);
  const at = (x) => [...drawing.getImageData(canvas.width * x, canvas.height / 2, 1, 1).data];
  const [ones, threes, nines] = at(0.25).map((value) => Math.round(value / 127));
  return (ones + 3 * threes + 9 * nines) * 25 + Math.round(at(0.75)[1] / 10);
}

/** The frame on screen, once it is `wanted`, or whatever it is after ten seconds. */
export async function shownFrame(page, wanted) {
  await settled(page);
  // The compositor may hold the picture from before the seek for some frames more.
  await until(page, `(${readFrame})() === ${wanted}`);
  return page.evaluate(readFrame);
}

/** The frame that is on screen at a time of the recording. */
export const frameAt = (ms) =>
  Math.min(Math.floor((ms * FRAMES_PER_SECOND) / 1000), DURATION_S * FRAMES_PER_SECOND - 1);

/** A page of a new, empty profile; `options` as of Playwright's newContext. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  return context.newPage();
}
