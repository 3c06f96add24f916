// The pages about the API: complete without a script, no request to anybody else, no rule broken.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './support/axe.mjs';
import { launch, openPage } from './support/browser.mjs';
import { startDay } from './support/day.mjs';

const PLACES = ['/docs', '/docs/reference', '/docs/examples'];

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

async function open(place, options) {
  const page = await openPage(browser, options);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(day.base + place);
  return { page, asked };
}

test('R61 the pages of the API break no rule, in both languages and colours, and fit 320 px', async () => {
  for (const place of PLACES) {
    for (const [locale, colorScheme, width] of [['fr-FR', 'light', 1200], ['en-GB', 'dark', 320]]) {
      const { page, asked } = await open(place, { locale, colorScheme, viewport: { width, height: 800 } });
      assert.deepEqual(await axeFaults(page), [], `${place} ${locale} ${colorScheme}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${place} ${width}`);
      assert.deepEqual(asked.filter((address) => !address.startsWith(day.base)), [], place);
      await page.context().close();
    }
  }
});

test('every address of the table leads to an answer of this site', async () => {
  const { page } = await open('/docs', { javaScriptEnabled: false });
  const links = await page.locator('table.api tbody th a').evaluateAll((all) => all.map(({ href }) => href));
  assert.ok(links.length >= 15);
  for (const link of links) assert.equal((await fetch(link)).status, 200, link);
  await page.context().close();
});

test('every operation has its place in the reference, and every structure that is named a section', async () => {
  const description = await (await fetch(`${day.base}/openapi.json`)).json();
  const { page } = await open('/docs/reference', { javaScriptEnabled: false });
  for (const { operationId } of Object.values(description.paths).flatMap(Object.values)) {
    assert.equal(await page.locator(`#operation-${operationId}`).count(), 1, operationId);
  }
  const places = await page.locator('main a[href^="#"]').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  assert.ok(places.length > 50);
  for (const place of new Set(places)) assert.equal(await page.locator(place).count(), 1, place);
  await page.context().close();
});

test('the forms of the reference ask the API without a script, also when left empty', async () => {
  const { page } = await open('/docs/reference', { javaScriptEnabled: false });
  const form = page.locator('form[action="/api/v1/events"]');
  await form.locator('button').click();
  assert.equal(new URL(page.url()).pathname, '/api/v1/events');
  assert.equal(JSON.parse(await page.textContent('body')).total, 1);
  await page.goBack();
  await page.fill('#operation-events-limit', '0');
  await form.locator('button').click();
  assert.equal(JSON.parse(await page.textContent('body')).errors[0].parameter, 'limit');
  await page.context().close();
});

test('code can be scrolled by keyboard', async () => {
  const { page } = await open('/docs/examples', { viewport: { width: 320, height: 800 } });
  const block = page.locator('pre.code').first();
  await block.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('pre.code').scrollLeft > 0);
  await page.context().close();
});
