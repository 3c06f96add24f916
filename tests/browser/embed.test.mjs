// Pages in other sites' frames, embed.js, oEmbed: as a host page on another origin meets them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeFaults } from './support/axe.mjs';
import { launch, openPage, until } from './support/browser.mjs';
import { CHAPTERS, startDay } from './support/day.mjs';
import { startHost } from './support/host.mjs';

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

/** A page of the host's site, with `html` on it. */
async function hostPage(html, { headers, ...options } = {}) {
  host.show(html, headers);
  const page = await openPage(browser, options);
  await page.goto(host.address);
  return page;
}

const withScript = (html) => `${html}<script src="${day.base}/embed.js"></script>`;
const place = (data = '') => withScript(`<div class="revivre" data-recording="${recording}" ${data}>
  Les chapitres du matin</div>`);

/** Runs `work(player, ...args)` on the host page, with the API of its first frame. */
const withPlayer = (page, work, ...args) => page.evaluate(
  `(async () => (${work})(revivre.scan()[0], ...${JSON.stringify(args)}))()`);

/** The frame of ours on a host page, once it has its list. */
async function inner(page) {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#chapters');
  return frame;
}

test('a link becomes a player of the height of what it holds', async () => {
  const page = await hostPage(withScript(
    `<p style="width:500px"><a class="revivre" href="${day.base}${day.morning}?t=8">Voir</a></p>`));
  await withPlayer(page, (player) => player.ready());
  const frame = await inner(page);
  assert.equal(frame.url(), embed('?t=8'));
  assert.equal(await page.getAttribute('iframe', 'title'), 'Nos places, nos villages – matin');
  const grown = await until(page, () => {
    const box = document.querySelector('iframe').getBoundingClientRect();
    return box.height > 500 && box.width === 500;
  });
  assert.ok(grown, 'the frame has the width of its place and room for picture and list');
  assert.ok(await until(frame, () =>
    Math.abs(document.body.getBoundingClientRect().height - innerHeight) <= 1));
  await page.evaluate(() => { document.querySelector('p').style.width = '360px'; });
  assert.ok(await until(frame, () => innerWidth === 360
    && Math.abs(document.body.getBoundingClientRect().height - innerHeight) <= 1));
  await close(page);
});

test('the API seeks, plays, pauses and says where it is', async () => {
  const page = await hostPage(place());
  const told = await withPlayer(page, async (player) => {
    const heard = [];
    for (const name of ['ready', 'play', 'pause', 'timeupdate', 'chapterchange', 'resize']) {
      player.on(name, (data) => heard.push([name, data, performance.now()]));
    }
    const once = (name) => new Promise((resolve) => { player.on(name, resolve); });
    await player.ready();
    const chapters = await player.getChapters();
    const changed = once('chapterchange');
    await player.seek(chapters[2].startTime);
    const change = await changed;
    const at = await player.getCurrentTime();
    const current = await player.getCurrentChapter();
    const playing = once('play');
    await player.play();
    await playing;
    for (let times = 0; times < 6; times += 1) await once('timeupdate');
    const paused = once('pause');
    await player.pause();
    await paused;
    const later = await player.getCurrentTime();
    const fault = await player.call('eval', '1').catch((error) => error.message);
    const duration = await player.getDuration();
    return { chapters, change, at, current, later, fault, duration, heard };
  });
  assert.deepEqual(told.chapters.map(({ startTime }) => startTime * 1000),
    CHAPTERS.map(({ start }) => start));
  assert.equal(told.chapters[2].title, 'Tancrède Vasselin');
  assert.equal(told.change.id, told.chapters[2].id);
  assert.deepEqual(told.current, told.chapters[2]);
  assert.ok(Math.abs(told.at - 7.3) < 0.04, `${told.at} s`);
  assert.ok(told.later > told.at);
  assert.equal(told.duration, 27);
  assert.equal(told.fault, 'unknown method');
  const times = told.heard.filter(([name]) => name === 'timeupdate').map(([, , at]) => at);
  assert.ok(times.length >= 6);
  const span = times.at(-1) - times[0];
  assert.ok((times.length - 1) / span <= 4.4 / 1000, `${times.length} in ${span} ms`);
  await close(page);
});

test('ended is told once, and setTheme changes colours', async () => {
  const page = await hostPage(place('data-theme="light"'));
  const frame = await inner(page);
  const paper = () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await withPlayer(page, (player) => player.ready());
  assert.equal(await paper(), 'rgb(255, 255, 255)');
  await withPlayer(page, (player) => player.setTheme('dark'));
  assert.equal(await paper(), 'rgb(18, 22, 31)');
  const ended = await withPlayer(page, async (player) => {
    let count = 0;
    const end = new Promise((resolve) => {
      player.on('ended', () => { count += 1; resolve(); });
    });
    await player.seek(26.5);
    await player.play();
    await end;
    return count;
  });
  assert.equal(ended, 1);
  await close(page);
});

test('hand-written commands for other players work, as object and as text', async () => {
  const page = await hostPage(`<iframe src="${embed()}" title="x" width="600"></iframe>`);
  const frame = await inner(page);
  await frame.waitForSelector('html.player-page');
  for (const [seconds, asText] of [[18, true], [7.3, false]]) {
    await page.evaluate(([at, text]) => {
      const message = { event: 'command', func: 'seekTo', args: [at, true] };
      frames[0].postMessage(text ? JSON.stringify(message) : message, '*');
    }, [seconds, asText]);
    assert.ok(await until(frame, (at) =>
      Math.abs(document.getElementById('player').currentTime - at) < 0.04, seconds));
  }
  await close(page);
});

test('R44 nobody but the page around is heard, and its address is said to nobody', async () => {
  const page = await hostPage(`${place()}<iframe id="foe" srcdoc="<p>foe</p>" title="foe"></iframe>`);
  await withPlayer(page, (player) => player.ready());
  const frame = await inner(page);
  const foe = await (await page.$('#foe')).contentFrame();
  // A frame beside ours gives commands, and hears all that is sent to it and to the host.
  await foe.evaluate(() => {
    globalThis.heard = [];
    addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
    const others = [...Array(parent.length).keys()].map((at) => parent[at])
      .filter((each) => each !== self);
    if (others.length !== 1) throw new Error(`${others.length} frames`);
    for (const data of [{ revivre: 1, method: 'connect', args: [{}] },
      { revivre: 1, id: 0, method: 'seek', args: [18] },
      { event: 'command', func: 'seekTo', args: [18, true] }]) others[0].postMessage(data, '*');
    // What embed.js on the host would believe if it did not look at the source.
    parent.postMessage({ revivre: 1, event: 'resize', data: { height: 4321 } }, '*');
  });
  // A later command of the host's own shows that the earlier ones were all dealt with.
  await withPlayer(page, (player) => player.seek(3));
  assert.equal(Math.round(await frame.evaluate(() =>
    document.getElementById('player').currentTime)), 3);
  assert.deepEqual(await foe.evaluate(() => heard), []);
  assert.notEqual(await page.$eval('iframe', (each) => each.style.height), '4321px');
  const said = await page.evaluate(() => new Promise((resolve) => {
    const all = [];
    addEventListener('message', ({ data }) => all.push(JSON.stringify(data)), { capture: true });
    revivre.scan()[0].getChapters().then(() => resolve(all));
  }));
  assert.ok(said.length > 0);
  for (const message of said) assert.ok(!message.includes(new URL(host.address).host), message);
  await close(page);
});

test('R41 R55 in a sandbox it plays, seeks, obeys and has its track; nothing is kept or fetched elsewhere', async () => {
  const page = await openPage(browser);
  const requests = [];
  await page.route('**/*', (route) => {
    requests.push(route.request());
    return route.continue();
  });
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('pageerror', (error) => faults.push(error.message));
  host.show(withScript(`<iframe sandbox="allow-scripts" src="${embed('?t=8&search=1')}"
    title="x" width="700" height="400"></iframe>`));
  await page.goto(host.address);
  const frame = await inner(page);
  const at = await withPlayer(page, async (player) => {
    await player.ready();
    await player.seek(18);
    return player.getCurrentTime();
  });
  assert.ok(Math.abs(at - 18) < 0.04);
  assert.equal(await frame.evaluate(() => self.origin), 'null');
  await frame.locator('a[data-end][data-start="7300"]').click();
  assert.ok(await until(frame, () =>
    Math.abs(document.getElementById('player').currentTime - 7.3) < 0.04));
  // The chapters as the browser's own track has them.
  assert.ok(await until(frame, () =>
    document.querySelector('track').readyState === HTMLTrackElement.LOADED
    || ((document.querySelector('track').track.mode = 'hidden'), false)));
  assert.equal(await frame.evaluate(() =>
    document.querySelector('track').track.cues.length), CHAPTERS.length);
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.context().cookies(), []);
  const sites = new Set(requests.map((request) => new URL(request.url()).origin));
  assert.deepEqual([...sites].sort(), [day.base, new URL(host.address).origin].sort());
  for (const request of requests.filter((each) => each.url().startsWith(day.base))) {
    const headers = await request.allHeaders();
    assert.equal(headers.cookie, undefined, request.url());
  }
  await close(page);
});

test('R41 out of a sandbox nothing is kept either', async () => {
  const page = await hostPage(place());
  await withPlayer(page, (player) => player.ready());
  const frame = await inner(page);
  await frame.locator('a[data-end][data-start="7300"]').click();
  assert.deepEqual(await frame.evaluate(async () => [localStorage.length, sessionStorage.length,
    document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]),
  [0, 0, '', 0, 0]);
  assert.deepEqual(await page.context().cookies(), []);
  await close(page);
});

test('R12 a frame lets the keyboard in and out again', async () => {
  const page = await hostPage(`<a href="#a">avant</a>${place()}<a href="#b">après</a>`);
  await withPlayer(page, (player) => player.ready());
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.getByText('avant').focus();
  let stops = 0;
  const inside = [];
  while (stops < 40) {
    await page.keyboard.press('Tab');
    stops += 1;
    if (await focused() === 'après') break;
    const frame = await inner(page);
    inside.push(await frame.evaluate(() => document.activeElement.className));
  }
  assert.equal(await focused(), 'après', `after ${stops} stops`);
  assert.equal(inside.filter((name) => name === 'jump').length, 1, 'the list is one stop');
  await close(page);
});

test('R37 without scripts the list of a frame leads to its passages, in the frame', async () => {
  const page = await hostPage(`<iframe src="${embed('?theme=dark')}" title="x" width="700"
    height="400"></iframe>`, { javaScriptEnabled: false });
  const frame = await inner(page);
  await frame.locator('a[data-end][data-start="18000"]').click();
  assert.ok(await until(page, () => true));
  await frame.waitForURL(/t=18/);
  assert.match(frame.url(), /\/embed\/rec_[0-9a-z]+\?theme=dark&c=cha_[0-9a-z]+&t=18$/);
  assert.equal(await frame.getAttribute('#player', 'src'), `/media/${recording}#t=18`);
  await close(page);
});

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

test('R43 R44 with an allow-list only its sites frame and command', async () => {
  const friend = await startHost();
  const strict = await startDay({ serving: ['--allow-framing', new URL(friend.address).origin] });
  const src = `${strict.base}/embed/${strict.morning.slice(3)}`;
  const code = `<iframe src="${src}" title="x"></iframe>`;
  const refused = await hostPage(code);
  const frame = await (await refused.waitForSelector('iframe')).contentFrame();
  assert.equal(await frame.$('#chapters'), null, 'the browser refuses');
  friend.show(code);
  const page = await openPage(browser);
  await page.goto(friend.address);
  const shown = await inner(page);
  await page.evaluate(() => {
    frames[0].postMessage('{"event":"command","func":"seekTo","args":[18,true]}', '*');
  });
  assert.ok(await until(shown, () => document.getElementById('player').currentTime > 17));
  await Promise.all([close(page), close(refused), friend.stop(), strict.stop()]);
});

test('a list alone opens the site, or drives a player of the host', async () => {
  const html = withScript(`<div class="revivre" data-list="${recording}">Liste</div>`);
  const page = await hostPage(html);
  const frame = await inner(page);
  await withPlayer(page, (player) => player.ready());
  const opened = page.context().waitForEvent('page');
  await frame.locator('a[data-start="18000"]').last().click();
  const other = await opened;
  assert.match(other.url(), /\/v\/rec_[0-9a-z]+\?c=cha_[0-9a-z]+&t=18$/);
  await other.close();
  await withPlayer(page, (player) => {
    globalThis.chosen = new Promise((resolve) => { player.on('select', resolve); });
    return player.follow();
  });
  await frame.locator('a[data-end][data-start="7300"]').click();
  const chosen = await page.evaluate(() => globalThis.chosen);
  assert.equal(chosen.time, 7.3);
  assert.equal(page.context().pages().length, 1);
  await withPlayer(page, (player) => player.seek(19));
  assert.equal(await frame.getAttribute('[aria-current]', 'data-start'), '18000');
  await close(page);
});

test('a list in a sandbox shows the passage in its frame', async () => {
  const page = await hostPage(`<iframe sandbox="allow-scripts" width="700" height="400" title="x"
    src="${day.base}/list/${recording}"></iframe>`);
  const frame = await inner(page);
  await frame.waitForSelector('a[href*="/embed/"]');
  await frame.locator('a[data-end][data-start="18000"]').click();
  await frame.waitForURL(/\/embed\/rec_[0-9a-z]+\?c=cha_[0-9a-z]+&t=18$/);
  await frame.waitForSelector('#player');
  await close(page);
});

test('the filter leaves what holds all words, and says how much that is', async () => {
  const page = await openPage(browser);
  await page.goto(embed('?search=1'));
  const shown = () => page.locator('.chapters > li:visible').count();
  assert.equal(await shown(), CHAPTERS.length);
  await page.getByRole('searchbox', { name: 'Filtrer la liste' }).fill('tancrede vass');
  assert.equal(await shown(), 1);
  assert.equal(await page.textContent('#filter-status'), '1 passage');
  await page.getByRole('searchbox').fill('');
  assert.equal(await shown(), CHAPTERS.length);
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
  for (const [rest, options] of [['', {}], ['?theme=dark&search=1', {}],
    ['?accent=ffee00&person=x', { viewport: { width: 320, height: 640 } }],
    ['', { forcedColors: 'active' }], ['?chapters=0&title=0', { colorScheme: 'dark' }]]) {
    for (const kind of ['embed', 'list']) {
      const page = await openPage(browser, options);
      await page.goto(`${day.base}/${kind}/${recording}${rest}`);
      assert.deepEqual(await axeFaults(page), [], kind + rest);
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
