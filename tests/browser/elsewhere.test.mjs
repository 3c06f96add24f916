// Recordings that another site has: what is asked there, and when; where jumps lead.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { axeFaults } from './support/axe.mjs';
import { launch, openPage, until } from './support/browser.mjs';
import { startElsewhere } from './support/elsewhere.mjs';

let site;
let browser;

before(async () => {
  site = await startElsewhere();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});
beforeEach(() => { site.other.asked.length = 0; });

async function open(place, options) {
  const page = await openPage(browser, options);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const answer = await page.goto(site.base + place);
  await page.waitForLoadState('networkidle');
  return { page, asked, policy: answer.headers()['content-security-policy'] };
}

const strangers = (asked) => asked.filter((address) => !address.startsWith(site.base)
  && !address.startsWith('data:') && !address.startsWith('blob:'));

for (const kind of ['v', 'embed']) {
  test(`R45 the player of /${kind}/ asks the other site for nothing before play, and then only for its media`, async () => {
    const { page, asked, policy } = await open(`/${kind}/${site.file}`);
    assert.ok(policy.includes(`media-src 'self' ${site.other.base};`), policy);
    assert.deepEqual(strangers(asked), []);
    assert.deepEqual(site.other.asked, []);
    const state = await page.$eval('#player', (media) => ({
      preload: media.preload, src: media.src, foreign: media.crossOrigin,
    }));
    assert.equal(state.preload, 'none');
    assert.ok(state.src.startsWith(`${site.other.base}/matin.mp4`));
    assert.equal(state.foreign, null, 'without CORS the file would not play');
    await page.$eval('#player', (media) => {
      media.muted = true;
      return media.play();
    });
    assert.ok(await until(page, () => document.getElementById('player').currentTime > 0.2), 'it plays');
    assert.deepEqual(strangers(asked).filter((each) => !each.startsWith(`${site.other.base}/matin.mp4`)), []);
    await page.context().close();
  });
}

test('a jump before play starts the media of the other site at the chapter', async () => {
  const { page } = await open(`/v/${site.file}`);
  await page.click('a.jump[data-start="5000"]');
  await page.$eval('#player', (media) => {
    media.muted = true;
    return media.play();
  });
  assert.ok(await until(page, () => {
    const { currentTime, paused } = document.getElementById('player');
    return !paused && currentTime >= 5 && currentTime < 9;
  }), `at ${await page.$eval('#player', (media) => media.currentTime)}`);
  await page.context().close();
});

test('the tracks of a recording elsewhere are loaded from here', async () => {
  const { page } = await open(`/v/${site.file}`);
  const count = await page.$eval('#player', async (media) => {
    const [track] = media.textTracks;
    track.mode = 'hidden';
    const element = media.querySelector('track');
    if (element.readyState < 2) await new Promise((resolve) => { element.onload = resolve; });
    return track.cues.length;
  });
  assert.equal(count, 4);
  await page.context().close();
});

test('what another site shows has no player here: jumps lead there, in the same tab, and say so', async () => {
  const { page, asked } = await open(`/v/${site.page}`);
  assert.equal(await page.$('#player'), null);
  assert.deepEqual(strangers(asked), []);
  const host = new URL(site.other.base).host;
  const jumps = await page.$$eval('a.jump', (links) => links.map(({ href, target, rel, textContent }) =>
    ({ href, target, rel, says: textContent })));
  assert.deepEqual(jumps.map(({ href }) => href),
    [0, 5, 12, 15].map((second) => `${site.other.base}/w/1?t=${second}s`));
  for (const { target, rel, says } of jumps) {
    assert.equal(target, '');
    assert.match(rel, /external/);
    assert.ok(says.includes(`sur ${host}`), says);
  }
  assert.ok((await page.textContent('#chapters')).includes(`ces liens mènent à ${host}`));
  await page.click('a.jump >> nth=1');
  assert.equal(page.url(), `${site.other.base}/w/1?t=5s`);
  await page.context().close();
});

test('an address of a passage leads on to that passage on the other site', async () => {
  const { page } = await open(`/v/${site.page}?t=12`);
  const link = await page.$eval('a.watch-elsewhere', ({ href, textContent }) => ({ href, textContent }));
  assert.equal(link.href, `${site.other.base}/w/1?t=12s`);
  assert.match(link.textContent, /à partir de 0:12, sur 127\.0\.0\.1/);
  await page.context().close();
});

test('the embed of what another site shows is its list, out of the frame', async () => {
  const { page, asked } = await open(`/embed/${site.page}`);
  assert.equal(await page.$('#player'), null);
  assert.deepEqual(strangers(asked), []);
  const [first] = await page.$$eval('a.jump', (links) => links.map(({ href, target }) => ({ href, target })));
  assert.deepEqual(first, { href: `${site.other.base}/w/1?t=0s`, target: '_blank' });
  await page.context().close();
});

test('everything works without a script, and there too nothing is asked before play', async () => {
  for (const id of [site.file, site.page]) {
    const { page, asked } = await open(`/v/${id}`, { javaScriptEnabled: false });
    assert.equal(await page.locator('a.jump').count(), 4);
    assert.deepEqual(strangers(asked), []);
    await page.context().close();
  }
  assert.deepEqual(site.other.asked, []);
});

test('pages of recordings elsewhere break no rule of accessibility', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const place of [`/v/${site.file}`, `/v/${site.page}`, `/v/${site.page}?lang=en&t=12`,
      `/embed/${site.file}`, `/embed/${site.page}`]) {
      const { page } = await open(place, { colorScheme });
      assert.deepEqual(await axeFaults(page), [], `${place} ${colorScheme}`);
      await page.context().close();
    }
  }
});
