// J6 and J8 in full, on a generated morning in H.264: from the sign-in to a published list that every
// format gives back. What single keys of the editor do is in editor*.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, openPage } from './support/browser.mjs';
import { revivre } from './support/day.mjs';
import { choose, goTo, outline, ready, saved, times } from './support/editor.mjs';
import { canMakeDays, generateMorning } from './support/made_day.mjs';
import { expectSoon } from './support/soon.mjs';
import { addAccount, serveToKill, signIn, viewShown, wordsOf } from './support/studio.mjs';

const skip = canMakeDays ? false : 'the generator of days is not beside the project';
const SEED = 5;

let folder;
let library;
let service;
let browser;
let page;
let recording;
let token;

/** The programme of the day as Excel writes it, with one line whose time is none. */
function programmeCsv() {
  const { sessions } = JSON.parse(fs.readFileSync(path.join(folder, 'programme.json'), 'utf8'));
  const rows = sessions.flatMap(({ title, scheduled, speakers = [] }) => speakers.map(({ name, role, org }) =>
    `${scheduled};;${title};${name};${role};${org}`));
  rows.splice(1, 0, '9h75;;Une session à l’heure impossible;;;');
  return `\uFEFFdébut;fin;session;intervenant;fonction;organisation\r\n${rows.join('\r\n')}\r\n`;
}

before(async () => {
  if (skip) return;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-journey-'));
  library = path.join(folder, 'library');
  generateMorning(folder, SEED);
  fs.writeFileSync(path.join(folder, 'programme.csv'), programmeCsv());
  // A library that knows somebody whose name is close to one that will be typed.
  const other = path.join(folder, 'autre.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=s=64x36:r=5:d=5', '-pix_fmt', 'yuv420p', other]);
  execFileSync(...revivre(library, '--quiet', 'index', other, '--event', 'Un autre jour', '--analyse', 'markers'));
  addAccount(library, 'ilse', 'archivist');
  [service, browser] = await Promise.all([serveToKill(library), launch()]);
  page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
});
after(async () => {
  await browser?.close();
  await service?.kill('SIGTERM');
  if (folder) fs.rmSync(folder, { recursive: true });
});

const asked = async (place) => fetch(`${service.base}/api/v1${place}`, { headers: { authorization: `Bearer ${token}` } });
const api = async (place) => (await asked(place)).json();
const draft = () => page.evaluate(async (id) => (await fetch(`/api/v1/recordings/${id}/draft`)).json(), recording);
const everything = (chapters) => chapters.flatMap((each) => [each, ...everything(each.children ?? [])]);

test('J6 signs in, sends the recording with its programme, and follows the analysis to the editor', { skip }, async () => {
  await page.goto(`${service.base}/studio`);
  await viewShown(page);
  await signIn(page, 'ilse');
  await page.getByRole('heading', { level: 1, name: 'Enregistrements' }).waitFor();
  await page.getByRole('link', { name: 'Nouvel enregistrement' }).first().click();
  await page.getByLabel('Fichier vidéo ou audio').setInputFiles(path.join(folder, 'morning.mp4'));
  await page.getByLabel('Fichier du programme').setInputFiles(path.join(folder, 'programme.csv'));
  await page.locator('.programme li').first().waitFor();
  assert.match(await wordsOf(page.locator('.faults')), /Ligne 3 « 9h75 » n’est pas une heure/);
  await page.getByLabel('Titre de l’événement').fill('Quartiers en commun');
  await page.getByLabel('Partie').fill('morning');
  await page.getByRole('button', { name: 'Lancer l’analyse' }).click();
  await page.waitForURL(/\?job=/);
  await page.reload();
  await page.getByRole('progressbar', { name: 'Analyse' }).waitFor();
  await page.locator('studio-job [role=status]').filter({ hasText: /En (cours|attente)/ }).waitFor();
  // The page is left, and found again in the list while it goes on or once it is done.
  const address = page.url();
  await page.getByRole('link', { name: 'Enregistrements', exact: true }).click();
  await page.getByText(/enregistrements?$/).first().waitFor();
  await page.goto(address);
  await page.waitForURL(/\/studio\/r\/rec_|\?job=/);
  await expectSoon(() => page.locator('studio-job .job-running, studio-job .job-queued').count(), (count) => count === 0).catch(() => {});
  await page.waitForURL(/\/studio\/r\/rec_/, { timeout: 120_000 });
  recording = new URL(page.url()).pathname.split('/').at(-1);
  await ready(page);
});

test('J6 proposals are answered, times set by key and by typing, an overlap refused, and it is published', { skip }, async () => {
  await page.locator('.proposal-cards').waitFor({ state: 'attached' });
  await page.locator('h1').first().focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Shift+A');
  await page.locator('.editor-said').filter({ hasText: 'de certitude' }).waitFor();
  const left = () => page.locator('#tab-proposals .count').allInnerTexts().then(([count]) => Number(count ?? 0));
  for (let cards = await left(); cards > 0; cards = await left()) {
    await page.locator('.proposal-card').focus();
    await page.keyboard.press(cards % 2 === 0 ? 'Enter' : 'Delete');
    await expectSoon(left, (now) => now < cards);
  }
  await saved(page);
  const { chapters } = await draft();
  assert.ok(everything(chapters).some(({ speakers }) => speakers.some(({ status }) => status === 'confirmed')));
  const { title, start_ms: start, end_ms: end } = everything(chapters).filter((each) => !each.children?.length).at(-1);
  await choose(page, title);
  const middle = Math.round((start + end) / 2000) + 0.2;
  await goTo(page, String(middle));
  await page.keyboard.press('i');
  assert.ok((await times(page)).start.endsWith(`${Math.floor(middle % 60)}.2`));
  await page.getByRole('tab', { name: /^Chapitre/ }).click();
  const field = page.locator('studio-time-field input').first();
  await field.fill('0:00');
  await field.press('Enter');
  if (everything(chapters).length > 1) assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await field.press('Escape');
  await saved(page);
  await page.locator('h1').first().focus();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Publier la liste' });
  await dialog.getByLabel(/^Résumé/).fill('Première liste');
  await dialog.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.getByText('Public, à jour').waitFor();
  const shown = await fetch(`${service.base}/v/${recording}`);
  assert.equal(shown.status, 200);
});

test('J6 undo twice, redo once, a reload: the state is as expected; history restores', { skip }, async () => {
  const before = outline((await draft()).chapters);
  await page.getByRole('treeitem').first().click();
  for (const title of ['Un', 'Deux']) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
    await expectSoon(draft, ({ chapters }) => everything(chapters).some((each) => each.title === title));
  }
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expectSoon(draft, ({ chapters }) => outline(chapters) === before);
  await page.keyboard.press('Control+Shift+z');
  await expectSoon(draft, ({ chapters }) => everything(chapters).some((each) => each.title === 'Un'));
  await page.reload();
  await ready(page);
  await page.locator('h1').first().focus();
  await page.keyboard.press('Control+z');
  await expectSoon(draft, ({ chapters }) => outline(chapters) === before);
  await page.getByRole('link', { name: 'Historique' }).click();
  await page.getByText(/Le public voit la révision \d+, publiée le .* par ilse/).waitFor();
  await page.getByText('Première liste').first().waitFor();
  await page.getByRole('button', { name: /^Restaurer la révision/ }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restaurer' }).click();
  await page.getByText(/est restaurée dans le brouillon/).waitFor();
});

// By their name here; how exactly each holds a time, in milliseconds.
const EXPORTS = { vtt: 1, description: 1000, ffmetadata: 1, psc: 1, json: 1, csv: 1, iiif: 1, cue: 14 };

test('J6 every format of the published list is read back as it was written', { skip }, async () => {
  await page.goto(`${service.base}/studio/account`);
  await page.getByLabel('À quoi il sert').fill('essai');
  await page.getByRole('button', { name: 'Créer un jeton' }).click();
  token = await page.getByRole('textbox', { name: 'Le jeton « essai »' }).inputValue();
  for (const [format, exact] of Object.entries(EXPORTS)) {
    const written = await (await asked(`/recordings/${recording}/chapters.${format}`)).text();
    const answer = await fetch(`${service.base}/api/v1/recordings/${recording}/imports/preview`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }, body: written,
    });
    const { chapters, diagnostics } = await answer.json();
    assert.deepEqual(diagnostics, [], format);
    const published = everything((await api(`/recordings/${recording}/chapters`)).chapters);
    // A video's description begins at 0:00, whatever the first chapter does: YouTube asks for it.
    const first = format === 'description' ? [0] : [];
    const starts = new Set([...first, ...published.map(({ start_ms: start }) => Math.floor(start / exact))]);
    for (const { start_ms: start, title } of everything(chapters)) {
      assert.ok([0, 1, -1].some((off) => starts.has(Math.floor(start / exact) + off)), `${format}: ${title} at ${start}`);
    }
    assert.ok(everything(chapters).length >= Math.min(published.length, 2), format);
  }
});

test('J8 a list in the style of YouTube is pasted over it, speakers and all', { skip }, async () => {
  const lines = ['0:00 Ouverture', '0:05 – Camille Aubrac, maire de Brézolles – Bienvenue', '0:00:15 - Le film', '0:22 Pause',
    '0:30 – Tancrède Vasselin, architecte – La place', '0:40 - Débat', '0:5x Une heure fausse', '0:55 – Suite', '0:01:05 - Questions',
    '1:15 – Odile Carpentras, directrice – Réponses', '1:25 Synthèse', '0:01:35 – Clôture'];
  await page.goto(`${service.base}/studio/r/${recording}/import`);
  await page.getByLabel('Liste à coller').fill(lines.join('\n'));
  await page.getByText('11 chapitres lus').waitFor();
  assert.match(await wordsOf(page.locator('.faults')), /Ligne 7/);
  await page.getByRole('button', { name: 'Mettre 11 chapitres' }).click();
  const { chapters } = await expectSoon(draft, (each) => each.chapters.length === 11);
  assert.deepEqual(chapters.flatMap(({ speakers }) => speakers.map(({ name, status }) => `${name} ${status}`)),
    ['Camille Aubrac proposed', 'Tancrède Vasselin proposed', 'Odile Carpentras proposed']);
});
