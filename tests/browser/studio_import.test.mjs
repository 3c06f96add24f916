// J8: a list is pasted; its mistakes stand at their lines, and nothing is kept before somebody agrees.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { revivre } from './support/day.mjs';
import { command, lookedAt, openStudio, startStudio, wordsOf } from './support/studio.mjs';

// Twelve lines as people write them under a video; the sixth has no time that can be read.
const LINES = `0:00 Ouverture des portes
0:45 – Camille Aubrac, maire de Brézolles – Bienvenue
5:10 - Tancrède Vasselin, architecte - La place du marché
12:30 – Odile Carpentras, directrice du Réseau des centres-bourgs – Dix ans après
0:20:00 Pause
25:2x – Questions de la salle
31:05 - Table ronde
39:59 – Maïwenn Le Quintrec, sociologue – Habiter ici
0:45:00 - Débat
52:00 Synthèse
1:02:03 – Jean-Loup d’Ambrelle, journaliste – Ce qu’il faut retenir
1:08:00 - Clôture`;
const SPEAKERS = ['Camille Aubrac', 'Tancrède Vasselin', 'Odile Carpentras', 'Maïwenn Le Quintrec', 'Jean-Loup d’Ambrelle'];

let studio;
let browser;
let recording;  // 70 minutes, so that the list fits

/** Small, but as long as a list with hours. */
function longRecording(studio) {
  const file = path.join(studio.folder, 'longue.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc=s=64x36:r=1:d=4200', '-f', 'lavfi',
    '-i', 'anullsrc=r=8000:cl=mono', '-t', '4200', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '8k', file]);
  execFileSync(...revivre(studio.library, '--quiet', 'index', file, '--event', 'Une longue journée', '--analyse', 'markers'));
  return command(studio.library, 'list').recordings.find((each) => each.file.endsWith('longue.mp4')).id;
}

before(async () => {
  [studio, browser] = await Promise.all([startStudio(), launch()]);
  recording = longRecording(studio);
});
after(async () => {
  await browser?.close();
  await studio?.stop();
});

const draftOf = async () => (await studio.ask('GET', `/recordings/${recording}/draft`)).json;
const openImport = (options) => openStudio(browser, studio, `/studio/r/${recording}/import`, options);
const namesOf = ({ chapters }, status) => chapters.flatMap(({ speakers }) => speakers)
  .filter((each) => each.status === status).map(({ name }) => name);

test('J8 twelve lines are pasted: the wrong one is marked, eleven are imported, speakers recognised', async () => {
  const before = await draftOf();
  const page = await openImport();
  const area = page.getByLabel('Liste à coller');
  await area.fill(LINES);
  await page.getByText('11 chapitres lus').waitFor();
  // The mistake: at its line, in words, and a way to it.
  assert.deepEqual(await page.locator('.gutter .wrong').allTextContents().then((all) => all.map((each) => each.trim())), ['⚠ 6']);
  assert.match(await wordsOf(page.locator('.faults')), /Ligne 6 « 25:2x – Questions de la salle » n’a pas d’heure lisible/);
  assert.equal(await area.getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Ligne 6' }).click();
  const selected = await area.evaluate((each) => each.value.slice(each.selectionStart, each.selectionEnd));
  assert.equal(selected, '25:2x – Questions de la salle');
  assert.deepEqual(await lookedAt(page, 'a list with a mistake'), []);
  // Speakers are told apart from what they speak about.
  for (const name of SPEAKERS) await page.locator('.tree-speaker').filter({ hasText: name }).getByText('nom proposé').waitFor();
  const item = page.getByRole('listitem').filter({ hasText: 'Odile Carpentras' });
  assert.match(await wordsOf(item), /12:30 Dix ans après intervention .*directrice/);
  assert.deepEqual(await draftOf(), before, 'looking keeps nothing');
  await page.getByRole('button', { name: 'Mettre 11 chapitres dans le brouillon' }).click();
  await page.getByText('11 chapitres importés').waitFor();
  const after = await draftOf();
  assert.equal(after.revision, before.revision + 1);
  assert.deepEqual(after.chapters.map(({ start_ms: start }) => start / 1000),
    [0, 45, 310, 750, 1200, 1865, 2399, 2700, 3120, 3723, 4080]);
  assert.deepEqual(namesOf(after, 'proposed'), SPEAKERS);
  assert.deepEqual(namesOf(after, 'confirmed'), []);
  assert.equal(after.chapters[9].title, 'Ce qu’il faut retenir');
  assert.equal(after.chapters[9].kind, 'intervention');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('corrected and vouched for: what would change is shown, the names are confirmed', async () => {
  const page = await openImport();
  await page.getByLabel('Liste à coller').fill(LINES.replace('25:2x', '25:20'));
  await page.getByText('12 chapitres lus').waitFor();
  await page.getByText('aucune erreur').waitFor();
  await page.getByLabel('Les noms de ce texte sont justes').check();
  await page.getByText(/nom proposé/).first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Mettre 12 chapitres' }).click();
  await page.getByText('12 chapitres importés').waitFor();
  assert.deepEqual(namesOf(await draftOf(), 'confirmed'), SPEAKERS);
  await page.context().close();
});

test('the draft went on meanwhile: what would change is looked at again, and nothing is overwritten unseen', async () => {
  const page = await openImport();
  await page.getByLabel('Liste à coller').fill('0:00 Une\n1:00 Deux\n2:00 Trois');
  await page.getByText('3 chapitres lus').waitFor();
  const { revision, chapters } = await draftOf();
  chapters[0].title = 'Changé par quelqu’un';
  const { json } = await studio.ask('PUT', `/recordings/${recording}/chapters`, { chapters }, { 'if-match': `"r${revision}"` });
  assert.equal(json.revision, revision + 1);
  await page.getByRole('button', { name: 'Mettre 3 chapitres' }).click();
  await page.getByText('Le brouillon a changé pendant que vous regardiez').waitFor();
  assert.equal((await draftOf()).revision, revision + 1);
  await page.getByRole('button', { name: 'Mettre 3 chapitres' }).click();
  await page.getByText('3 chapitres importés').waitFor();
  assert.equal((await draftOf()).chapters.length, 3);
  await page.context().close();
});

test('files: recognised by their content, shown with their lines; what is none of a list is told', async () => {
  const file = (name, content) => {
    const place = path.join(studio.folder, name);
    fs.writeFileSync(place, content);
    return place;
  };
  const page = await openImport();
  const choose = (place) => page.getByLabel('Ou un fichier').setInputFiles(place);
  await choose(file('liste.vtt', 'WEBVTT\n\n00:00:00.000 --> 00:01:00.000\nAccueil\n\n00:01:00.000 --> 00:02:00.000\n<v Odile Carpentras>Débat\n'));
  await page.getByText('format : WebVTT').waitFor();
  await page.getByText('2 chapitres lus').waitFor();
  // Latin-1, as old programs write it.
  await choose(file('liste.txt', Buffer.from('0:00 D\xe9but\n1:00 R\xe9ponse\n2:00 Fin\n', 'latin1')));
  await page.locator('.tree').getByText('Début').waitFor();
  assert.equal(await page.getByLabel('Contenu du fichier').inputValue(), '0:00 Début\n1:00 Réponse\n2:00 Fin\n');
  await page.getByRole('button', { name: 'Corriger ce texte ici' }).click();
  await page.getByLabel('Liste à coller').fill('0:00 Début\n1:00 Réponse\n2:00 Fin\n3:00 Encore');
  await page.getByText('4 chapitres lus').waitFor();
  await choose(file('rien.bin', Buffer.from([0, 1, 2, 3, 0, 255, 254])));
  await page.getByText('Ce fichier n’est pas un texte').waitFor();
  await page.getByText('Aucun chapitre n’est reconnu dans ce texte.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Mettre/ }).count(), 0);
  await choose(file('grand.txt', Buffer.alloc(1024 * 1024 + 1, 'a')));
  await page.getByRole('alert').getByText('C’est trop grand').waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a text that tries to be markup is shown as text', async () => {
  const { hostileLines } = await import('./support/hostile.mjs');
  const lines = hostileLines().slice(0, 60);
  const page = await openImport();
  const done = [];
  page.on('dialog', (dialog) => { done.push(dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => !request.url().startsWith(studio.base) && done.push(request.url()));
  await page.getByLabel('Liste à coller').fill(lines.map((line, i) => `${Math.floor(i / 60)}:${String(i % 60).padStart(2, '0')} - ${line}`).join('\n'));
  await page.getByText('La liste comme elle est lue').click();
  await page.locator('.tree li').first().waitFor();
  assert.ok(await page.locator('.tree li').count() > lines.length / 2);
  assert.equal(await page.locator('main :is(script, iframe, svg, base, meta, style)').count(), 0);
  assert.deepEqual([...done, ...page.faults], []);
  await page.context().close();
});
