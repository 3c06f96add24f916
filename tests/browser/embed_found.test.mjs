// What frames of ours are made of and how they are found: oEmbed, weight, themes, what is open.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeFaults } from './support/axe.mjs';
import { launch, openPage, until } from './support/browser.mjs';
import { startDay } from './support/day.mjs';
import { inner, startHost } from './support/host.mjs';

let day;
let host;
let browser;
let recording;

before(async () => {
  host = await startHost();
  day = await startDay();
  browser = await launch();
  recording = day.morning.slice('/v/'.length);
});
after(async () => {
  await browser?.close();
  await host?.stop();
  await day?.stop();
});

const close = (page) => page.context().close();
const embed = (rest = '') => `${day.base}/embed/${recording}${rest}`;
const hostPage = (html, options) => host.open(browser, html, options);

test('R11 nothing plays by itself in a frame', async () => {
  const page = await openPage(browser);
  await page.goto(embed('?t=8'));
  await until(page, () => document.getElementById('player').readyState > 1);
  assert.equal(await page.$eval('#player', (media) => media.paused), true);
  await close(page);
});

test('R43 other pages are not framed at all', async () => {
  const page = await hostPage(`<iframe src="${day.base}${day.morning}" title="x"></iframe>`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  assert.equal(await frame.$('#chapters'), null);
  const answer = await fetch(day.base + day.morning);
  assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
  await close(page);
});

test('R2 R51 R52 J5 a site that is given the address finds the code for a frame, as WordPress does', async () => {
  const html = await (await fetch(`${day.base}${day.morning}?t=8`)).text();
  const head = html.slice(0, 150 * 1024).split('</head>')[0];
  const links = [...head.matchAll(/<link\b[^>]*>/g)].map(([link]) => link);
  const href = (type) => links.find((link) => link.includes(`type="${type}"`))
    ?.match(/href="([^"]+)"/)[1].replaceAll('&amp;', '&');
  const answer = await fetch(`${href('application/json+oembed')}&maxwidth=500`);
  assert.equal(answer.headers.get('content-type'), 'application/json');
  const found = await answer.json();
  assert.deepEqual([found.type, found.version, found.width, found.height],
    ['video', '1.0', 500, 281]);
  const page = await hostPage(found.html);
  assert.equal(await page.locator('iframe').count(), 1);
  assert.equal(await page.getAttribute('iframe', 'title'), found.title);
  const frame = await inner(page);
  await frame.waitForSelector('a[aria-current]');
  assert.equal(await frame.getAttribute('a[aria-current]', 'data-start'), '7300');
  const xml = await (await fetch(href('text/xml+oembed'))).text();
  const read = await page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, 'text/xml');
    return [tree.querySelector('parsererror') === null, tree.querySelector('title').textContent];
  }, xml);
  assert.deepEqual(read, [true, found.title]);
  for (const [rest, status] of [['?url=http://nowhere.example/v/x', 404], ['', 400],
    [`?url=${encodeURIComponent(`${day.base}/v/rec_none`)}`, 404],
    [`?format=yaml&url=${encodeURIComponent(day.base + day.morning)}`, 501]]) {
    assert.equal((await fetch(`${day.base}/oembed${rest}`)).status, status, rest);
  }
  await close(page);
});

test('R1 R3 no fault by axe in frames, in every theme and shape', async () => {
  // High enough for the whole list: axe does not judge contrast of what is half scrolled away.
  const viewport = { width: 900, height: 1400 };
  for (const [rest, options] of [['', { viewport }], ['?theme=dark&search=1', { viewport }],
    ['?accent=ffee00&person=x', { viewport: { ...viewport, width: 320 } }],
    ['?chapters=0&title=0', { viewport, colorScheme: 'dark' }],
    ['?theme=light&accent=0a0a0a', { viewport, colorScheme: 'dark' }]]) {
    for (const kind of ['embed', 'list']) {
      const page = await openPage(browser, options);
      await page.goto(`${day.base}/${kind}/${recording}${rest}`);
      assert.deepEqual(await axeFaults(page), [], kind + rest);
      const listed = kind === 'list' || !rest.includes('chapters=0');
      assert.equal(await page.locator('#chapters').isVisible(), listed, kind + rest);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${kind}${rest} is ${wide} px too wide`);
      await close(page);
    }
  }
});

test('R45 scripts and tracks of other sites may read media, list and API', async () => {
  const page = await hostPage('');
  const read = await page.evaluate(async ([base, id]) => {
    const get = async (path, headers = {}) => {
      const answer = await fetch(base + path, { headers });
      return [answer.status, (await answer.arrayBuffer()).byteLength > 0];
    };
    const track = document.createElement('track');
    const video = document.createElement('video');
    Object.assign(video, { crossOrigin: 'anonymous', src: `${base}/media/${id}` });
    track.src = `${base}/api/v1/recordings/${id}/chapters.vtt`;
    track.default = true;
    const loaded = new Promise((resolve) => {
      for (const type of ['load', 'error']) track.addEventListener(type, () => resolve(type));
    });
    video.append(track);
    document.body.append(video);
    track.track.mode = 'hidden';
    return [await get(`/media/${id}`, { range: 'bytes=0-99' }),
      await get(`/api/v1/recordings/${id}/chapters`), await get(`/iiif/${id}/manifest`),
      await get(`/oembed?url=${encodeURIComponent(`${base}/v/${id}`)}`), await loaded];
  }, [day.base, recording]);
  assert.deepEqual(read, [[206, true], [200, true], [200, true], [200, true], 'load']);
  await close(page);
});

test('R61 the scripts of a frame are small, and embed.js smaller', async () => {
  const page = await openPage(browser);
  const scripts = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') scripts.push(answer.body());
  });
  await page.goto(embed());
  await until(page, () => document.documentElement.classList.contains('player-page'));
  const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  assert.ok(sizes.length > 0);
  assert.ok(sizes.reduce((sum, size) => sum + size) <= 45 * 1024, `${sizes} bytes`);
  const script = await fetch(`${day.base}/embed.js`);
  assert.ok((await script.arrayBuffer()).byteLength <= 3 * 1024);
  assert.equal(script.headers.get('access-control-allow-origin'), '*');
  await close(page);
});
