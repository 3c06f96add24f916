// J6, first half: a recording and its programme are sent, looked at, analysed; the page may be left and
// the service may fall over in between. The second half, in the editor, is in studio_journey.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, openPage } from './support/browser.mjs';
import { revivre } from './support/day.mjs';
import { lookedAt, serveToKill, viewShown, wordsOf } from './support/studio.mjs';

// Excel's byte order mark, semicolons, and one time that is none, in line 3.
const PROGRAMME = `début;fin;session;intervenant;fonction
09:00;09:10;Ouverture;Camille Aubrac;maire de Brézolles
9h75;09:30;Regards croisés;Maïwenn Le Quintrec;sociologue
`;

let folder;
let library;
let service;
let browser;
let media;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-new-'));
  library = path.join(folder, 'library');
  media = path.join(folder, 'matin.mp4');
  // Of some chunks of 4 MiB: noise does not compress.
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=480x270:r=25:d=20,noise=alls=60:allf=t', '-f', 'lavfi',
    '-i', 'sine=f=330:d=20', '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '7M', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', media]);
  fs.writeFileSync(path.join(folder, 'programme.csv'), `\uFEFF${PROGRAMME}`);
  fs.writeFileSync(path.join(folder, 'latin1.csv'), Buffer.from(PROGRAMME, 'latin1'));
  const small = path.join(folder, 'petit.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=s=64x36:r=5:d=10', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', small]);
  execFileSync(...revivre(library, '--quiet', 'index', small, '--event', 'Un autre jour', '--analyse', 'markers'));
  [service, browser] = await Promise.all([serveToKill(library), launch()]);
});
after(async () => {
  await browser?.close();
  await service?.kill('SIGTERM');
  fs.rmSync(folder, { recursive: true });
});

const api = async (place) => (await fetch(`${service.base}/api/v1${place}`)).json();
const sent = (page) => page.locator('studio-upload-progress progress').evaluate((each) => each.value);

async function openNew() {
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  page.faults = [];
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => page.faults.push(error.message));
  await page.goto(`${service.base}/studio/new`);
  await viewShown(page);
  return page;
}

test('R32 what is missing is told at its field; a path of the server is one', async () => {
  const page = await openNew();
  await page.getByRole('button', { name: 'Lancer l’analyse' }).click();
  await page.getByText('Choisissez le fichier de l’enregistrement.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'media-file');
  await page.getByLabel('Un fichier déjà sur le serveur').check();
  await page.getByLabel('Chemin sur le serveur').fill('matin.mp4');
  await page.getByRole('button', { name: 'Lancer l’analyse' }).click();
  await page.getByText('Indiquez un chemin complet').waitFor();
  assert.deepEqual(await lookedAt(page, 'a path that is none'), []);
  await page.getByLabel('Chemin sur le serveur').fill(path.join(folder, 'nowhere.mp4'));
  await page.getByRole('button', { name: 'Lancer l’analyse' }).click();
  await page.locator('[role=alert], .fault').filter({ hasText: /nowhere|n’existe|échou/ }).first().waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('J6 a file is sent through a kill of the service and a reload, its programme looked at, and analysed', async () => {
  const page = await openNew();
  const made = [];
  page.on('request', (request) => request.method() === 'POST' && /\/uploads$/.test(request.url()) && made.push(request.url()));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3e6 });
  await page.getByLabel('Fichier vidéo ou audio').setInputFiles(media);
  // The programme meanwhile: rows as they are read, the mistake with its line.
  await page.getByLabel('Fichier du programme').setInputFiles(path.join(folder, 'programme.csv'));
  await page.getByText('2 sessions').waitFor();
  await page.locator('.programme li').filter({ hasText: 'Ouverture' }).getByText('Camille Aubrac, maire de Brézolles').waitFor();
  assert.match(await wordsOf(page.locator('.faults')), /Ligne 3 « 9h75 » n’est pas une heure de la journée/);
  await page.getByLabel('Fichier du programme').setInputFiles(path.join(folder, 'latin1.csv'));
  await page.locator('.programme li').filter({ hasText: 'Regards croisés' }).getByText('Maïwenn Le Quintrec').waitFor();
  // Killed after some of it; once it is back the rest is sent, by itself.
  await page.waitForFunction(() => document.querySelector('studio-upload-progress progress').value > 30);
  await service.kill();
  await page.getByText('Le service ne répond pas').waitFor();
  const before = await sent(page);
  await service.start();
  await page.waitForFunction((least) => document.querySelector('studio-upload-progress progress').value > least + 5, before);
  // Held up, and the page loaded anew: the same file goes on where it was.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('En pause').waitFor();
  assert.deepEqual(await lookedAt(page, 'an upload held up'), []);
  await page.reload();
  await viewShown(page);
  await page.getByText('L’envoi de matin.mp4').waitFor();
  await page.getByLabel('Fichier vidéo ou audio').setInputFiles(media);
  await page.waitForFunction(() => document.querySelector('studio-upload-progress progress')?.value > 25);
  assert.equal(made.length, 1, 'one upload, however often it was interrupted');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await page.getByLabel('Titre de l’événement').fill('Nos places, nos villages');
  await page.getByLabel('Date').fill('2019-03-14');
  await page.getByLabel('Partie').fill('matin');
  await page.getByLabel('Fichier du programme').setInputFiles(path.join(folder, 'programme.csv'));
  await page.getByText('2 sessions').waitFor();
  await page.getByRole('radio', { name: 'Rapide' }).check();
  await page.getByRole('button', { name: 'Lancer l’analyse' }).click();
  // Progress has an address of its own; it is there again after a reload.
  await page.waitForURL(/\/studio\/new\?job=/);
  await page.reload();
  await page.locator('studio-job .progress-head').filter({ hasText: 'matin.mp4' }).waitFor();
  const id = new URL(page.url()).searchParams.get('job');
  await page.waitForURL(/\/studio\/r\/rec_|\/studio\/new/);
  const ended = async () => ['done', 'failed'].includes((await api(`/jobs/${id}`)).state);
  for (const end = Date.now() + 120_000; !await ended() && Date.now() < end;) await page.waitForTimeout(200);
  const job = await api(`/jobs/${id}`);
  assert.equal(job.state, 'done', job.message);
  const { recordings } = await api('/studio/recordings');
  const recording = recordings.find((each) => each.id === job.recordings[0]);
  assert.deepEqual([recording.event.title, recording.event.date, recording.part], ['Nos places, nos villages', '2019-03-14', 'matin']);
  assert.equal(recording.published_revision, 0);
  assert.deepEqual(fs.statSync(recording.file).size, fs.statSync(media).size);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
