// The page that makes the code for other sites.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './support/axe.mjs';
import { launch, openPage, until } from './support/browser.mjs';
import { startDay } from './support/day.mjs';
import { startHost } from './support/host.mjs';

let day;
let host;
let browser;

before(async () => {
  host = await startHost();
  day = await startDay();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.stop();
  await day?.stop();
});

const close = (page) => page.context().close();

async function integrate(rest = '', options = {}) {
  const page = await openPage(browser, options);
  await page.goto(`${day.base}${day.morning}/embed${rest}`);
  return page;
}

const code = (page, name) => page.inputValue(`#code-${name}`);

test('the page of a recording leads to the code for it', async () => {
  const page = await openPage(browser);
  await page.goto(day.base + day.morning);
  await page.getByRole('link', { name: 'Intégrer cet enregistrement' }).click();
  assert.equal(new URL(page.url()).pathname, `${day.morning}/embed`);
  assert.match(await page.textContent('h1'), /^Intégrer : Nos places, nos villages – matin$/);
  await close(page);
});

test('code and preview follow each choice', async () => {
  const page = await integrate();
  await page.getByLabel('Thème').selectOption('dark');
  await page.getByLabel('Commencer à').fill('0:08');
  await page.getByLabel('sans le titre').check();
  await page.getByLabel('Passages').selectOption({ label: 'Tancrède Vasselin' });
  assert.ok(await until(page, () => document.getElementById('code-frame').value
    .includes('t=0%3A08&amp;person=')));
  assert.match(await code(page, 'frame'), /^<iframe src="http:[^"]*theme=dark&amp;title=0" title="Nos places/);
  assert.match(await code(page, 'script'), /data-theme="dark" data-title="0">Nos places/);
  assert.match(await code(page, 'link'), /\/v\/rec_[0-9a-z]+\?t=0%3A08$/);
  const preview = await (await page.$('#preview')).contentFrame();
  await preview.waitForURL(/theme=dark/);
  await preview.waitForSelector('#player');
  assert.equal(await preview.locator('.chapters > li').count(), 1);
  await close(page);
});

test('the code for a script makes the same frame on a page of somebody else', async () => {
  const page = await integrate('?theme=dark&t=8&search=1');
  host.show(await code(page, 'script'));
  await page.goto(host.address);
  const frame = await page.waitForSelector('iframe');
  const address = new URL(await frame.getAttribute('src'));
  assert.equal(address.origin, day.base);
  assert.deepEqual(Object.fromEntries(address.searchParams), { t: '8', theme: 'dark', search: '1' });
  await (await frame.contentFrame()).waitForSelector('#filter-box:not([hidden])');
  await close(page);
});

test('the code is copied, or selected where copying is forbidden', async () => {
  const page = await integrate();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copier – Cadre simple' }).click();
  await page.getByText('Code copié.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code(page, 'frame'));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
  });
  await page.getByRole('button', { name: 'Copier – Cadre simple' }).click();
  await page.getByText('le code est sélectionné').waitFor();
  assert.equal(await page.evaluate(() => document.getSelection().toString()
    || document.activeElement.value.slice(document.activeElement.selectionStart,
      document.activeElement.selectionEnd)), await code(page, 'frame'));
  await close(page);
});

test('R37 without scripts the form of embed codes makes the code all the same', async () => {
  const page = await integrate('', { javaScriptEnabled: false });
  await page.getByLabel('Ce qui est montré').selectOption('list');
  await page.getByRole('button', { name: 'Mettre à jour' }).click();
  await page.waitForURL(/kind=list/);
  assert.match(await code(page, 'frame'), /\/list\/rec_/);
  assert.equal(await page.getByRole('button', { name: 'Copier' }).count(), 0);
  await close(page);
});

test('R1 R25 the page of embed codes: no fault by axe, nothing too wide', async () => {
  for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 320, height: 640 } }]) {
    for (const language of ['fr', 'en']) {
      const page = await integrate(`?lang=${language}`, options);
      assert.deepEqual(await axeFaults(page), []);
      assert.ok(await page.evaluate(() =>
        document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      await close(page);
    }
  }
});
