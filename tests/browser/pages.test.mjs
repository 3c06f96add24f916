// Every public page: markup, languages, room, ways to content, privacy. See docs/requirements.md.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { launch, openPage, settled } from './support/browser.mjs';
import { startDay } from './support/day.mjs';
import { enter, inLanguage, pagesOf, statesOf } from './support/states.mjs';

let day;
let browser;
let pages;

before(async () => {
  [day, browser] = await Promise.all([startDay(), launch()]);
  pages = pagesOf(day);
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

/** Calls `look(page, state)` on every state, in one tab with `options`. */
async function walk(states, options, look) {
  const page = await openPage(browser, options);
  for (const state of states) {
    await enter(page, day.base, state);
    await look(page, state);
  }
  await page.context().close();
}

// What HTML itself asks; style is not its business. Scripts write to some pages: the browser's
// tree is judged, not only what was sent.
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'off',  // a browser writes style="" for what scripts set
    'no-redundant-role': 'off',  // role=search is not in every reader's <form> yet
    'prefer-native-element': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    'valid-id': ['error', { relaxed: true }],
  },
});

async function assertValid(markup, where) {
  const report = await validator.validateString(markup);
  const faults = report.results.flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`);
  assert.deepEqual(faults, [], where);
}

test('R22 every page is valid HTML, as it is sent and with its scripts run', async () => {
  await walk(statesOf(day), {}, async (page, state) => {
    const sent = await (await fetch(day.base + state.path, { headers: { accept: 'text/html' } })).text();
    await assertValid(sent, `${state.name}, as sent`);
    await assertValid(await page.content(), state.name);
  });
});

test('R22 no id stands twice', async () => {
  await walk(statesOf(day), {}, async (page, state) => {
    const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, state.name);
    assert.ok(!ids.includes(''), state.name);
  });
});

test('R21 each page has a title of its own, which names the site', async () => {
  const titles = new Map();
  await walk(pages, {}, async (page, state) => {
    const title = await page.title();
    assert.match(title, / – revivre$/);
    // One page at two times keeps its title; an error says that it is one.
    if (state.error) assert.match(title, /\(erreur 404\)/);
    titles.set(state.path.split('?t=')[0], title);
  });
  assert.equal(new Set(titles.values()).size, titles.size);
  assert.match(titles.get('/search?q=kerverdo'), /kerverdo/);
});

test('R23 one h1, headings without a gap, landmarks with names', async () => {
  await walk(statesOf(day), {}, async (page, state) => {
    const levels = await page.$$eval('h1, h2, h3, h4, h5, h6', (all) =>
      all.map(({ localName }) => Number(localName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1, state.name);
    for (let i = 1; i < levels.length; ++i) {
      assert.ok(levels[i] <= levels[i - 1] + 1, `h${levels[i - 1]} then h${levels[i]} on ${state.name}`);
    }
    const frame = state.framed ? ['main'] : ['banner', 'main', 'contentinfo', 'search'];
    for (const role of frame) {
      assert.equal(await page.getByRole(role).count(), 1, `${role} on ${state.name}`);
    }
    const names = await page.$$eval('nav', (all) => all.map((nav) => nav.getAttribute('aria-label') ??
      document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent));
    assert.ok(names.every(Boolean), `a nav without a name on ${state.name}`);
    assert.equal(new Set(names).size, names.length, `two navs alike on ${state.name}: ${names}`);
  });
});

test('R24 skip links come first, show when focused and lead to their places', async () => {
  await walk(pages, {}, async (page, state) => {
    const links = page.locator('.skip-links a');
    const targets = await links.evaluateAll((all) => all.map(({ hash }) => hash));
    const wanted = /^recording/.test(state.name)
      ? ['#content', '#player', '#chapters', '#search'] : ['#content', '#search'];
    assert.deepEqual(targets, wanted, state.name);
    await page.keyboard.press('Tab');
    const shown = await links.first().evaluate((link) => {
      const box = link.getBoundingClientRect();
      return document.activeElement === link && box.top >= 0 && box.left >= 0;
    });
    assert.ok(shown, state.name);
    for (const target of targets) {
      assert.equal(await page.locator(target).count(), 1, `${target} on ${state.name}`);
    }
  });
  const page = await openPage(browser);
  await page.goto(day.base);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('main') !== null), true);
  await page.context().close();
});

// A slider of the player is named by its place and for the ear.
test('R31 every field has a visible label, which is in its name', async () => {
  await walk(pages, {}, async (page, state) => {
    const fields = await page.$$eval('input:not([type=hidden]), select, textarea', (all) =>
      all.filter((each) => each.checkVisibility()).map((field) => ({ html: field.outerHTML, label: [...field.labels]
        .filter((label) => label.checkVisibility()).map((label) => label.textContent).join(' ') ||
          (field.type === 'range' && field.getAttribute('aria-label')) || '' })));
    assert.ok(fields.length > 0, state.name);
    for (const { html, label } of fields) assert.match(label, /\S/, `${html} on ${state.name}`);
    assert.equal(await page.getByRole('searchbox', { name: /Rechercher une personne/ }).count(), 1);
  });
});

test('R10 the heading and the date before the player name the recording', async () => {
  const page = await openPage(browser);
  await page.goto(day.base + day.morning);
  const before = await page.evaluate(() => {
    const media = document.querySelector('video');
    return ['h1', 'main time'].map((each) => {
      const element = document.querySelector(each);
      const isBefore = element.compareDocumentPosition(media) & Node.DOCUMENT_POSITION_FOLLOWING;
      return isBefore ? element.textContent : '';
    });
  });
  assert.match(before[0], /Nos places, nos villages – matin/);
  assert.match(before[1], /14 mars 2019/);
  await page.context().close();
});

// The names and roles that a screen reader meets on the way.
test('R7 the event page has its roles, names and states', async () => {
  const page = await openPage(browser);
  await page.goto(day.base + day.event);
  const tree = (await page.locator('body').ariaSnapshot()).replaceAll('\u00A0', ' ');
  for (const line of ['- banner:', '- navigation "Menu principal":', '- search:',
    '- searchbox "Rechercher une personne ou un sujet"', '- navigation "Fil d’Ariane":',
    '- main:', '- heading "Nos places, nos villages" [level=1]', '- navigation "Sommaire":',
    '- link "Matin"', '- region "matin":', '- heading "matin" [level=2]:',
    '- heading /Ouverture/ [level=3]', '- link /Apolline Kerverdo .*à 3 secondes/',
    '- region "Intervenants de la journée":', '- contentinfo:', '- navigation "À propos du site":',
    '- link "Accessibilité : non conforme"']) {
    assert.ok(found(tree, line), `${line} is not in:\n${tree}`);
  }
  await page.goto(day.base + day.morning + '?t=3');
  const list = (await page.locator('#chapters').ariaSnapshot()).replaceAll('\u00A0', ' ');
  assert.match(list, /heading "Chapitres" \[level=2\]/);
  await page.context().close();
});

// `line` as it stands, or with a pattern between slashes.
function found(tree, line) {
  const lines = tree.toLowerCase().split('\n').map((each) => each.trim().replace(/^- '/, '- '));
  const [, start, pattern] = /^(.*?)\/(.*)\//.exec(line.toLowerCase()) ?? [];
  if (!pattern) return lines.some((each) => each.startsWith(line.toLowerCase()));
  const wanted = new RegExp(pattern);
  return lines.some((each) => each.startsWith(start.trim()) && wanted.test(each));
}

test('R20 every page says its language, and texts of the day theirs', async () => {
  for (const language of ['fr', 'en']) {
    const page = await openPage(browser);
    for (const state of pages) {
      const response = await page.goto(inLanguage(day.base, state.path, language));
      assert.equal(await page.getAttribute('html', 'lang'), language, state.name);
      if (!state.error) assert.equal(response.headers()['content-language'], language, state.name);
    }
    await page.goto(inLanguage(day.base, day.event, language));
    const heading = page.locator('h1 bdi');
    assert.equal(await heading.getAttribute('lang'), language === 'fr' ? null : 'fr');
    await page.context().close();
  }
});

test('R62 the language is the browser’s unless the address asks, and then stays', async () => {
  const page = await openPage(browser, { locale: 'en-GB' });
  await page.goto(day.base);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.getByRole('link', { name: 'Français' }).click();
  const stillFrench = async () => assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  await stillFrench();
  await page.getByRole('link', { name: 'Nos places, nos villages' }).click();
  await stillFrench();
  await page.getByRole('searchbox').fill('kerverdo');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  await stillFrench();
  for (const name of ['Intervenants', 'Plan du site', /^Accessibilité/, 'Mentions légales']) {
    await page.getByRole('link', { name, exact: typeof name === 'string' }).first().click();
    await stillFrench();
  }
  await page.context().close();
});

test('R62 each page has one text a language, and the other is one link away', async () => {
  const page = await openPage(browser);
  for (const state of pages.filter(({ error }) => !error)) {
    await page.goto(inLanguage(day.base, state.path, 'fr'));
    const french = await page.locator('body').innerText();
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.notEqual(await page.locator('body').innerText(), french, state.name);
    assert.doesNotMatch(await page.locator('nav, footer, form').allInnerTexts().then(String),
      /Accueil|Rechercher|Mentions|Intervenants/, state.name);
  }
  await page.context().close();
});

async function assertNoSidewaysScroll(page, what) {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  assert.ok(beyond <= 0, `${what}: ${beyond} px too wide`);
}

test('R25 nothing needs scrolling sideways on a phone, at 200 % and on a low screen', async () => {
  const screens = [{ width: 320, height: 640 }, { width: 640, height: 400 }, { width: 1280, height: 256 }];
  for (const viewport of screens) {
    await walk(pages, { viewport }, (page, state) =>
      assertNoSidewaysScroll(page, `${state.name} at ${viewport.width} x ${viewport.height}`));
  }
});

test('R25 letters of twice the size lose nothing', async () => {
  await walk(pages, { viewport: { width: 1280, height: 800 } }, async (page, state) => {
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await assertNoSidewaysScroll(page, `${state.name} with large letters`);
    assert.deepEqual(await page.evaluate(clipped), [], state.name);
  });
});

// Elements whose own text does not fit into them; what is for the ear alone is meant to, and a text
// field scrolls.
function clipped() {
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility() && !each.closest('.heard, .skip-links, video, audio, svg, textarea'))
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((each) => getComputedStyle(each).overflow !== 'visible' &&
      (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1))
    .map((each) => each.outerHTML.slice(0, 100));
}

// WCAG 2.1, 1.4.12: what a reader may set.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`;

test('R26 wide spacing of text loses nothing', async () => {
  for (const viewport of [{ width: 320, height: 640 }, { width: 1280, height: 800 }]) {
    // A reader's own sheet is no page's: the page's policy is not for it.
    await walk(pages, { viewport, bypassCSP: true }, async (page, state) => {
      await page.addStyleTag({ content: SPACING });
      await assertNoSidewaysScroll(page, `${state.name} at ${viewport.width} px`);
      assert.deepEqual(await page.evaluate(clipped), [], state.name);
    });
  }
});

test('R28 pages work upright and lying', async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 844, height: 390 }]) {
    await walk(pages, { viewport, hasTouch: true }, async (page, state) => {
      await assertNoSidewaysScroll(page, state.name);
      assert.equal(await page.locator('h1').isVisible(), true, state.name);
      assert.equal(await page.getByRole('searchbox').isVisible(), true, state.name);
    });
  }
});

test('R35 search, list of days, list of persons and site map are at one place everywhere', async () => {
  const places = new Set();
  const wanted = ['/', '/persons', '/plan-du-site', '/accessibilite', '/mentions-legales'];
  await walk(pages, { viewport: { width: 1280, height: 800 } }, async (page, state) => {
    const links = await page.$$eval('.banner nav.menu a, footer nav a', (all) =>
      all.map((link) => new URL(link.href).pathname));
    for (const place of wanted) assert.ok(links.includes(place), `${place} on ${state.name}`);
    const at = await page.$$eval('.banner nav.menu, .banner form, footer nav', (all) =>
      all.map((each) => [each.localName, Math.round(each.getBoundingClientRect().left)]));
    places.add(JSON.stringify([links, state.error ? at.map(([name]) => name) : at]));
  });
  // One form of the frame, and one without the link to the other language on errors.
  assert.equal(places.size, 2);
});

test('R35 the site map leads to every event, recording and page', async () => {
  const page = await openPage(browser);
  await page.goto(`${day.base}/plan-du-site`);
  const links = await page.$$eval('main a', (all) => all.map((link) => new URL(link.href).pathname));
  for (const path of ['/', day.event, day.morning, day.afternoon, '/persons', '/search',
    '/accessibilite', '/mentions-legales']) {
    assert.ok(links.includes(path), path);
  }
  await page.context().close();
});

test('R40 the accessibility mention and the legal notice are one link from every page', async () => {
  await walk(pages, {}, async (page, state) => {
    const mention = page.getByRole('contentinfo').getByRole('link', { name: /^Accessibilité : (non|partiellement|totalement) conforme$/ });
    assert.equal(await mention.count(), 1, state.name);
    assert.match(await mention.getAttribute('href'), /^\/accessibilite$/);
    assert.equal(await page.getByRole('link', { name: 'Mentions légales' }).first().isVisible(), true);
  });
  const page = await openPage(browser);
  await page.goto(`${day.base}/accessibilite`);
  const text = await page.locator('main').innerText();
  for (const part of ['article 47', 'RGAA', 'non conforme', 'Défenseur des droits', 'Schéma pluriannuel',
    'À compléter par l’administrateur']) {
    assert.ok(text.includes(part), part);
  }
  await page.context().close();
});

test('R37 without script every page shows all it has, and a search works', async () => {
  await walk(pages, { javaScriptEnabled: false }, async (page, state) => {
    assert.equal(await page.locator('h1').isVisible(), true, state.name);
    if (/^recording/.test(state.name)) {
      assert.equal(await page.locator('video[controls]').isVisible(), true);
      assert.ok(await page.locator('#chapters a[href*="t="]').count() >= 6);
    }
  });
  const page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(day.base);
  await page.getByRole('searchbox').fill('kerverdo');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  assert.match(page.url(), /\/search\?q=kerverdo$/);
  const jump = page.locator('main a[href*="/v/rec_"]').first();
  assert.match(await jump.getAttribute('href'), /[?&]t=/);
  await jump.click();
  assert.match(page.url(), /\/v\/rec_/);
  await page.context().close();
});

test('R11 nothing plays by itself on any page', async () => {
  await walk(pages, {}, async (page, state) => {
    const media = await page.$$eval('video, audio', (all) => all.map((each) => each.paused && !each.autoplay));
    assert.ok(media.every(Boolean), state.name);
    if (/^recording/.test(state.name)) assert.equal(media.length, 1);
  });
});

test('R41 no request leaves the site, and nothing is kept in the browser', async () => {
  const page = await openPage(browser);
  const requests = [];
  const faults = [];
  page.context().on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  for (const state of statesOf(day).filter(({ error }) => !error)) {
    const response = await page.goto(day.base + state.path);
    assert.equal(response.headers()['set-cookie'], undefined);
    assert.match(response.headers()['content-security-policy'], /^default-src 'none'/);
    await state.arrange?.(page);
    const kept = await page.evaluate(async () => localStorage.length + sessionStorage.length +
      (await indexedDB.databases()).length + (await caches?.keys() ?? []).length);
    assert.equal(kept, 0, state.name);
  }
  await page.goto(day.base + day.morning);
  await settled(page);
  await page.locator('#chapters a').last().click();
  assert.ok(requests.length > 20);
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${day.base}/`)), []);
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

test('one table of contents leads to each recording and session of the day', async () => {
  const page = await openPage(browser);
  await page.goto(day.base + day.event);
  const hrefs = await page.locator('nav.contents a').evaluateAll((all) => all.map(({ hash }) => hash));
  assert.ok(hrefs.length >= 7, String(hrefs));
  const tops = [];
  for (const hash of hrefs) {
    tops.push(await page.locator(`[id="${hash.slice(1)}"]`).evaluate((each) =>
      each.getBoundingClientRect().top + scrollY));
  }
  assert.deepEqual(tops, [...tops].sort((a, b) => a - b), 'in the order of the page');
  await page.locator('nav.contents a').last().click();
  assert.equal(await page.locator('#speakers').isVisible(), true);
  await page.context().close();
});

test('paper shows the list with its times, and nothing that only a screen can do', async () => {
  const page = await openPage(browser);
  await page.emulateMedia({ media: 'print' });
  await page.goto(day.base + day.event);
  for (const hidden of ['.menu', '.search', '.languages', '.breadcrumb']) {
    assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  }
  assert.equal(await page.getByText('Apolline Kerverdo').first().isVisible(), true);
  assert.equal(await page.locator('.clock').first().isVisible(), true);
  await page.context().close();
});
