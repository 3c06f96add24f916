// Two people in one list, and a service that dies in between: nothing that anybody did is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from './support/browser.mjs';
import { startDay } from './support/day.mjs';
import {
  choose, draftOf, draftUntil, goTo, openEditor, outline, ready, recordingOf, said, saved,
} from './support/editor.mjs';
import { serveToKill } from './support/studio.mjs';

let day;
let service;  // a second one of the same library, which tests kill
let browser;
let recording;

before(async () => {
  day = await startDay();
  service = await serveToKill(day.library);
  browser = await launch();
  recording = recordingOf(day.morning);
});
after(async () => {
  await browser?.close();
  await service?.kill('SIGTERM');
  await day?.stop();
});

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));

const chapter = (id, title, start, end_) =>
  ({ id, kind: 'intervention', title, start_ms: start, end_ms: end_, session: null, speakers: [] });

const CHAPTERS = [
  chapter('cha_one', 'Ouverture', 0, 9000), chapter('cha_two', 'Débat', 9000, 18_000), chapter('cha_three', 'Clôture', 18_000, 27_000),
];

async function fresh() {
  const { revision } = await draftOf(service.base, recording);
  const answer = await fetch(`${service.base}/api/v1/recordings/${recording}/chapters`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'If-Match': `"r${revision}"` },
    body: JSON.stringify({ chapters: CHAPTERS }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

async function rename(page, from, to) {
  await choose(page, from);
  await page.keyboard.press('Enter');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
}

const titles = ({ chapters }) => chapters.map(({ title }) => title).join(', ');

/** Holds back what a page saves until `go()`, so that somebody else is first. */
async function holdSaves(page) {
  let go;
  const gate = new Promise((resolve) => { go = resolve; });
  await page.route('**/chapters', async (route) => {
    await gate;
    await route.continue();
  });
  return go;
}

test('two who change different things both keep what they did, and are told', async () => {
  await fresh();
  const [one, other] = await Promise.all([1, 2].map(() => openEditor(browser, service.base, recording)));
  const go = await holdSaves(other);
  await rename(other, 'Clôture', 'Mot de la fin');
  await rename(one, 'Ouverture', 'Accueil');
  await draftUntil(service.base, recording, (draft) => titles(draft) === 'Accueil, Débat, Clôture');
  go();
  await draftUntil(service.base, recording, (draft) => titles(draft) === 'Accueil, Débat, Mot de la fin');
  await saved(other);
  assert.match(await said(other), /a modifié «\s*Accueil\s*»/);
  await one.getByRole('treeitem').filter({ hasText: 'Mot de la fin' }).waitFor();
  assert.match(await said(one), /a modifié «\s*Mot de la fin\s*»/);
  await close(one, other);
});

test('where both changed the same thing, the keyboard chooses between the two values', async () => {
  for (const [keys, wanted] of [[[], 'Échanges'], [['ArrowDown'], 'Table ronde']]) {
    await fresh();
    const [one, other] = await Promise.all([1, 2].map(() => openEditor(browser, service.base, recording)));
    const go = await holdSaves(other);
    await rename(other, 'Débat', 'Échanges');
    await rename(other, 'Clôture', 'Mot de la fin');
    await rename(one, 'Débat', 'Table ronde');
    await draftUntil(service.base, recording, (draft) => titles(draft).includes('Table ronde'));
    go();
    const dialog = other.getByRole('dialog', { name: 'Deux modifications de la même chose' });
    await dialog.waitFor();
    const text = await dialog.innerText();
    for (const value of ['Avant : Débat', 'Échanges', 'Table ronde', 'Titre']) assert.ok(text.replaceAll('\u00A0', ' ').includes(value), value);
    await other.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true, 'Escape is no choice');
    for (const key of keys) await other.keyboard.press(key);
    await other.keyboard.press('Enter');
    await draftUntil(service.base, recording, (draft) => titles(draft) === `Ouverture, ${wanted}, Mot de la fin`);
    await saved(other);
    await close(one, other);
  }
});

test('a service that is killed loses nothing: the editor says so, waits and sends again', async () => {
  await fresh();
  const page = await openEditor(browser, service.base, recording);
  await service.kill();
  await rename(page, 'Débat', 'Sans service');
  await page.locator('.save-state.save-waiting').waitFor();
  assert.match(await page.locator('.save-state').innerText(), /^Pas encore enregistré/);
  assert.equal(await page.getByRole('treeitem').filter({ hasText: 'Sans service' }).count(), 1);
  await service.start();
  await saved(page);
  assert.equal(titles(await draftOf(service.base, recording)), 'Ouverture, Sans service, Clôture');
  await close(page);
});

test('a tab that is closed while the service is dead leaves its edits to the next one', async () => {
  await fresh();
  const page = await openEditor(browser, service.base, recording);
  await service.kill();
  await rename(page, 'Clôture', 'Gardé');
  await goTo(page, '20');
  await page.keyboard.press('i');
  await page.locator('.save-state.save-waiting').waitFor();
  const next = await page.context().newPage();
  await page.close();
  await service.start();
  // Somebody else is there first: what was left is merged into theirs.
  const { revision, chapters } = await draftOf(service.base, recording);
  chapters[0].title = 'Entre-temps';
  await fetch(`${service.base}/api/v1/recordings/${recording}/chapters`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': `"r${revision}"` }, body: JSON.stringify({ chapters }),
  });
  await next.goto(`${service.base}/studio/r/${recording}`);
  await ready(next);
  await draftUntil(service.base, recording, (draft) =>
    outline(draft.chapters) === 'Entre-temps[0 9000] Débat[9000 20000] Gardé[20000 27000]');
  assert.match(await said(next), /l’est maintenant/);
  assert.deepEqual(await next.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('pending'))), []);
  await close(next);
});

test('an answer that was lost on its way makes no second chapter', async () => {
  await fresh();
  const page = await openEditor(browser, service.base, recording);
  await page.route('**/chapters', async (route) => {
    await route.fetch();
    await route.abort();
    await page.unroute('**/chapters');
  });
  await goTo(page, '5');
  await page.keyboard.press('n');
  await page.keyboard.type('Nouveau');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await saved(page);
  assert.equal(titles(await draftOf(service.base, recording)), 'Ouverture, Nouveau, Débat, Clôture');
  await close(page);
});

test('without the studio’s service the page says so and offers to try again', async () => {
  const page = await openPage(browser);
  await page.route('**/draft', (route) => route.abort());
  await page.goto(`${service.base}/studio/r/${recording}`);
  await page.getByRole('alert').filter({ hasText: 'Le service ne répond pas' }).waitFor();
  await page.unroute('**/draft');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await ready(page);
  await close(page);
});
