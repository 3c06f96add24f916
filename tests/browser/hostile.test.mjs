// Titles, names, functions and places that try to be markup: shown as text, nothing runs, nothing
// breaks, on every page. tests/server/pages_hostile_test.cpp proves it of the markup as sent, for
// each line by itself; here scripts have run.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, settled } from './support/browser.mjs';
import { hostileLines, plainLines, startTextDay } from './support/hostile.mjs';

let hostile;
let plain;
let browser;

before(async () => {
  [hostile, plain, browser] = await Promise.all([startTextDay(hostileLines()), startTextDay(plainLines()), launch()]);
});
after(async () => {
  await browser?.close();
  await hostile?.stop();
  await plain?.stop();
});

const placesOf = (day, words) => [
  '/', day.event, day.morning, `${day.morning}?t=1`, '/persons', '/plan-du-site',
  ...day.persons.slice(0, 3).map(({ id }) => `/p/${id}`),
  `/search?q=${encodeURIComponent(words)}`, '/search?q=redit', `/p/${encodeURIComponent(words)}`,
  `/embed/${day.morning.split('/').at(-1)}`, `/list/${day.morning.split('/').at(-1)}`,
];

/** A tab that notes whatever a text managed to do. */
async function watchedPage(day) {
  const page = await openPage(browser);
  const done = [];
  page.on('dialog', (dialog) => { done.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on('pageerror', (error) => done.push(`error ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && !/status of 404/.test(message.text())
    && done.push(`console ${message.text()}`));
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const ours = origin === day.base && /^\/($|[evp]\/|search|persons|plan-du-site|embed|list|assets|media|pictures|theme|api|captions)/.test(pathname);
    if (!ours && !/^(blob|data):/.test(request.url())) done.push(`request ${request.url()}`);
  });
  return { page, done };
}

// Each element as its name and its attributes' names, and those of its parent: text that became
// markup adds a kind.
const kinds = () => [...new Set([...document.querySelectorAll('*')].map((each) => {
  const told = (element) => element && `${element.localName}[${element.getAttributeNames().sort().join()}]`;
  return `${told(each.parentElement)} > ${told(each)}`;
}))];

async function kindsOf(day, words) {
  const { page, done } = await watchedPage(day);
  const found = [];
  for (const place of placesOf(day, words)) {
    await page.goto(day.base + place);
    found.push(await page.evaluate(kinds));
  }
  await page.context().close();
  assert.deepEqual(done, []);
  return new Set(found.flat());
}

test('hostile titles and names add no element and no attribute to any page', async () => {
  const usual = await kindsOf(plain, 'Nom');
  assert.ok(usual.size > 60);
  const found = await kindsOf(hostile, '"><img src=x onerror=alert(1)>');
  // A line too long for a field, or without a letter, is left out of a search, never the reverse.
  assert.deepEqual([...found].filter((kind) => !usual.has(kind)), []);
});

test('hostile titles and names are shown as they are', async () => {
  const page = await openPage(browser);
  await page.goto(hostile.base + hostile.event);
  const text = (await page.locator('main').textContent());
  const [title, , place] = hostileLines();
  assert.ok(text.includes(title) && text.includes(place));
  const shown = hostileLines().filter((line) => text.includes(line));
  assert.ok(shown.length > 0.9 * hostileLines().length, `${shown.length} of ${hostileLines().length}`);
  assert.ok(hostile.persons.length > 5, `${hostile.persons.length} persons`);
  await page.context().close();
});

test('nothing runs when hostile chapters are played, typed for, shared and read', async () => {
  const { page, done } = await watchedPage(hostile);
  await page.goto(hostile.base + hostile.morning);
  await settled(page);
  for (const at of [0, 1, 4, 9]) await page.locator('#chapters a').nth(at).click();
  for (const name of ['Partager', 'Raccourcis et préférences']) {
    await page.getByRole('button', { name }).click();
    assert.equal(await page.getByRole('dialog').isVisible(), true);
    await page.keyboard.press('Escape');
  }
  for (const line of hostileLines().slice(0, 12)) {
    await page.goto(`${hostile.base}/search`);
    await page.getByRole('searchbox').fill(line);
    await page.getByRole('searchbox').press('Enter');
    await page.waitForLoadState();
  }
  assert.deepEqual(done, []);
  await page.context().close();
});

test('addresses made of hostile text lead nowhere and reflect nothing', async () => {
  for (const line of hostileLines().slice(0, 40)) {
    const part = encodeURIComponent(line);
    for (const place of [`/v/${part}`, `/e/${part}`, `/p/${part}`, `/${part}`, `/embed/${part}`,
      `${hostile.morning}?t=${part}&c=${part}&lang=${part}`, `/search?q=${part}&page=${part}`]) {
      const response = await fetch(hostile.base + place, { redirect: 'manual', headers: { accept: 'text/html' } });
      assert.ok([200, 400, 404].includes(response.status), `${response.status} ${place}`);
      const text = await response.text();
      const raw = /[<>"]/.test(line) && text.includes(line);
      assert.ok(!raw, `${line} comes back as it is from ${place}`);
    }
  }
});
