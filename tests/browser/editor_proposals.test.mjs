// From what the program proposes to a published list, by keyboard: each answer one key, its evidence
// beside it, undone like everything else; and how many keys a whole recording takes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { draftOf, draftUntil, openEditor, ready } from './support/editor.mjs';
import { expectSoon } from './support/soon.mjs';
import { canMakeDays, makeDay } from './support/made_day.mjs';

const skip = canMakeDays ? false : 'the generator of days is not beside the project';
// One with a name in capitals, of a speaker whom nobody announced.
const SEED = 1;
// What an archivist may need for a whole recording: so much for each intervention, and so much once.
const KEYS_EACH = 2;
const KEYS_ONCE = 20;

let day;
let browser;

before(async () => {
  if (skip) return;
  day = await makeDay(SEED);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

const folded = (name) => name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
const everything = (chapters) => chapters.flatMap((each) => [each, ...everything(each.children ?? [])]);

const proposals = async (status = '') =>
  (await (await fetch(`${day.base}/api/v1/recordings/${day.recording}/proposals${status}`)).json()).proposals;

const card = (page) => page.locator('.proposal-card');
const count = (page) => page.locator('#tab-proposals .count').innerText().then(Number);

async function toProposals(page) {
  await page.locator('.proposal-cards').waitFor({ state: 'attached' });
  await page.locator('h1').first().focus();
  await page.keyboard.press('p');
  await card(page).waitFor();
}

test('the most doubtful comes first, with its picture, sound, line of the programme and reason', { skip }, async () => {
  const page = await openEditor(browser, day.base, day.recording);
  await toProposals(page);
  const open = await proposals();
  assert.deepEqual(open.map(({ doubt }) => doubt), open.map(({ doubt }) => doubt).toSorted((a, b) => b - a));
  const captioned = open.find(({ kind, evidence_found: found }) => kind === 'credit' && found.some((each) => each.kind === 'caption'));
  for (let i = 0; i < open.length && !(await card(page).getByRole('img', { name: /bandeau/ }).count()); i += 1) {
    await page.keyboard.press('ArrowDown');
  }
  const still = card(page).getByRole('img', { name: 'Image de l’enregistrement : bandeau' });
  await page.waitForFunction(() => document.querySelector('.proposal-card .still img').naturalWidth > 0);
  assert.match(await still.getAttribute('src'), /\/caption-\d+\.jpg$/);
  assert.ok(captioned);
  await card(page).getByText('Pourquoi').click();
  assert.ok((await card(page).locator('.reasons p').innerText()).length > 20);
  await card(page).focus();
  await page.$eval('#player', (media) => { media.muted = true; });
  const before_ = await page.$eval('#player', (media) => media.currentTime);
  await page.keyboard.press('Space');
  await page.waitForFunction((from) => {
    const media = document.querySelector('#player');
    return media.paused && media.currentTime - from > 4;
  }, await page.evaluate(() => document.querySelector('#player').currentTime), { timeout: 15_000 });
  assert.ok(before_ >= 0);
  await page.context().close();
});

test('accept, reject and undo are one key each, and what was rejected does not return', { skip }, async () => {
  const page = await openEditor(browser, day.base, day.recording);
  await toProposals(page);
  const cards = await count(page);
  const title = await card(page).locator('h3').innerText();
  await page.keyboard.press('r');
  await page.locator('.editor-said').filter({ hasText: 'Rejeté' }).waitFor();
  assert.equal(await count(page), cards - 1);
  assert.notEqual(await card(page).locator('h3').innerText(), title);
  await page.reload();
  await ready(page);
  await toProposals(page);
  assert.equal(await count(page), cards - 1);
  const rejected = (await proposals('?status=all')).filter(({ status }) => status === 'rejected');
  assert.ok(rejected.length >= 1);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((wanted) => Number(document.querySelector('#tab-proposals .count').innerText) === wanted, cards);
  await card(page).focus();
  await page.keyboard.press('a');
  const accepted = await draftUntil(day.base, day.recording, ({ chapters }) => chapters.length > 0);
  assert.ok(everything(accepted.chapters).length >= 1);
  await page.keyboard.press('Control+z');
  await draftUntil(day.base, day.recording, ({ chapters }) => everything(chapters).length < everything(accepted.chapters).length);
  await page.context().close();
});

/** Whom the truth has speaking in most of [start, end). */
function speakerOf({ start_ms: start, end_ms: end }) {
  const within = (each) => Math.min(each.end * 1000, end) - Math.max(each.start * 1000, start);
  const best = day.truth.interventions.toSorted((a, b) => within(b) - within(a))[0];
  return day.truth.speakers.find(({ id }) => id === best.speaker).name;
}

/** The key that answers a card rightly. */
function answer(open, id) {
  const credit = open.find(({ chapter, kind }) => chapter === id && kind === 'credit');
  if (!credit) return 'a';
  const right = folded(speakerOf(credit.suggested));
  const named = credit.persons.findIndex(({ name }) => folded(name) === right);
  if (named < 0) return 'u';
  return named === 0 ? 'a' : String(named + 1);
}

async function isKnown(name) {
  const { persons } = await (await fetch(`${day.base}/api/v1/studio/persons?q=${encodeURIComponent(name)}`)).json();
  return persons.some((each) => folded(each.name) === folded(name));
}

/** An archivist who knows the truth, and how many keys they press. */
class Archivist {
  keys = 0;

  constructor(page) { this.page = page; }

  async press(...all) {
    for (const key of all) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text) {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  /** Answers every card. */
  async review() {
    await this.press('p', 'Shift+A');
    await this.page.locator('.editor-said').filter({ hasText: 'de certitude' }).waitFor();
    for (let open = await proposals(); open.length > 0; open = await proposals()) {
      const id = await this.page.evaluate(() => document.querySelector('studio-editor').proposals.at);
      await this.press(answer(open, id));
      await this.page.waitForFunction((gone) => document.querySelector('studio-editor').proposals.at !== gone, id);
      await expectSoon(proposals, (left) => left.length < open.length);
    }
  }

  /** Puts somebody in whose caption the program did not read: where they begin, then who it is. */
  async add({ speaker, start }) {
    const { name, family } = day.truth.speakers.find(({ id }) => id === speaker);
    await this.press('g');
    await this.type(String(start));
    await this.press('Enter', 'c');
    const inside = await this.page.evaluate(() => document.querySelector('studio-editor').desk.chapter.kind === 'intervention');
    if (inside) await this.press('b');
    else await this.press('n', 'Enter');
    await this.press('w');
    await this.type(await isKnown(name) ? family.slice(0, 5) : name);
    const first = this.page.locator('.combo [role=option]').first();
    await expectSoon(async () => folded(await first.innerText()), (text) => text.includes(folded(name)));
    await this.press('Enter', 'Escape');
    await draftUntil(day.base, day.recording, ({ chapters }) =>
      everything(chapters).some((each) => each.start_ms === Math.round(start * 1000) && folded(each.speakers[0]?.name ?? '') === folded(name)));
  }
}

const namesAt = (chapters, ms) => everything(chapters)
  .filter((each) => each.kind === 'intervention' && each.start_ms <= ms && ms < each.end_ms)
  .flatMap(({ speakers }) => speakers.map(({ name }) => folded(name)));

const captions = () => day.truth.captions.filter(({ kind }) => kind === 'name')
  .map(({ on, speaker, intervention }) => ({
    at: on * 1000, name: folded(day.truth.speakers.find(({ id }) => id === speaker).name),
    intervention: day.truth.interventions.find(({ id }) => id === intervention),
  }));

test('a whole recording takes at most two keys an intervention and twenty more, and is right', { skip }, async (t) => {
  const page = await openEditor(browser, day.base, day.recording);
  await page.locator('.proposal-cards').waitFor({ state: 'attached' });
  await page.locator('h1').first().focus();
  const archivist = new Archivist(page);
  await archivist.review();
  for (const { at, name, intervention } of captions()) {
    if (!namesAt((await draftOf(day.base, day.recording)).chapters, at).includes(name)) await archivist.add(intervention);
  }
  await archivist.press('Control+Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Publier', exact: true }).waitFor();
  await archivist.press('Enter');
  await page.getByText('Public, à jour').waitFor();
  await page.context().close();

  const allowed = day.truth.interventions.length * KEYS_EACH + KEYS_ONCE;
  t.diagnostic(`${archivist.keys} keys for ${day.truth.interventions.length} interventions; ${allowed} are allowed`);
  assert.ok(archivist.keys <= allowed);
  const { chapters } = await (await fetch(`${day.base}/api/v1/recordings/${day.recording}/chapters`)).json();
  for (const { title } of day.truth.sessions) {
    assert.ok(everything(chapters).some((each) => each.kind === 'session' && folded(each.title) === folded(title)), title);
  }
  for (const { at, name } of captions()) assert.deepEqual(namesAt(chapters, at), [name], `at ${at} ms`);
});
