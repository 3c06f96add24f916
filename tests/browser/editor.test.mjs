// The editor: every edit by key, by button and by typing; refusals; undo; help; what is saved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { startDay } from './support/day.mjs';
import {
  choose, draftOf, draftUntil, goTo, openEditor, outline, ready, recordingOf, said, saved, times,
} from './support/editor.mjs';

let day;
let browser;
let recording;

before(async () => {
  day = await startDay({ analyse: 'fast' });
  browser = await launch();
  recording = recordingOf(day.morning);
});
after(async () => {
  await browser?.close();
  await day?.stop();
});

const close = (page) => page.context().close();
const list = async () => outline((await draftOf(day.base, recording)).chapters);
const START = /^Début/;
const END = /^Fin/;

/** Puts the list as it was at first, whatever the tests before made of it. */
async function fresh(chapters = CHAPTERS) {
  const { revision } = await draftOf(day.base, recording);
  const answer = await fetch(`${day.base}/api/v1/recordings/${recording}/chapters`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'If-Match': `"r${revision}"` },
    body: JSON.stringify({ chapters }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

const chapter = (title, start, end, more = {}) =>
  ({ kind: 'intervention', title, start_ms: start, end_ms: end, session: null, speakers: [], ...more });

const CHAPTERS = [
  chapter('Ouverture', 0, 12_000, {
    kind: 'session', children: [chapter('Mot d’accueil', 0, 5000), chapter('Le projet', 5000, 12_000)],
  }),
  chapter('Débat', 12_000, 18_000),
  chapter('Clôture', 20_000, 26_000),
];
const AT_FIRST = 'Ouverture[0 12000 Mot d’accueil[0 5000] Le projet[5000 12000]] Débat[12000 18000] Clôture[20000 26000]';

async function edit(options) {
  await fresh();
  return openEditor(browser, day.base, recording, options);
}

test('J6 "i" and "o" set start and end where the media stands, to the millisecond', async () => {
  const page = await edit();
  await choose(page, 'Clôture');
  await goTo(page, '19.2');
  await page.keyboard.press('i');
  assert.equal((await times(page)).start, '0:19.2');
  await goTo(page, '0:25.04');
  await page.keyboard.press('o');
  assert.equal((await times(page)).end, '0:25.04');
  await draftUntil(day.base, recording, ({ chapters }) => outline(chapters).endsWith('Clôture[19200 25040]'));
  await saved(page);
  assert.match(await page.locator('.save-state').innerText(), /^Enregistré\s: révision \d+ à \d\d:\d\d$/);
  await close(page);
});

test('keys nudge the chosen boundary by 100 ms and by a frame, and what touches it follows', async () => {
  const page = await edit();
  await choose(page, 'Débat');
  for (const key of ['-', '-', '+', 'Alt+ArrowDown']) await page.keyboard.press(key);
  assert.equal((await times(page)).start, '0:11.96');  // 11.9 s is between frames 297 and 298
  await page.keyboard.press('x');
  await page.keyboard.press('+');
  await draftUntil(day.base, recording, ({ chapters }) =>
    outline(chapters) === 'Ouverture[0 11960 Mot d’accueil[0 5000] Le projet[5000 11960]] Débat[11960 18100] Clôture[20000 26000]');
  await close(page);
});

test('J6 R32 a typed time counts; one that makes no sense or overlaps is refused with what to do', async () => {
  const page = await edit();
  await choose(page, 'Clôture');
  const start = page.getByLabel(START).first();
  await start.fill('0:19.5');
  await start.press('Enter');
  await draftUntil(day.base, recording, ({ chapters }) => outline(chapters).endsWith('Clôture[19500 26000]'));
  for (const [text, why] of [['demain', /par exemple 1:02:03/], ['27', /fin doit venir après/], ['15', /chevauche «\s*Débat\s*», qui finit à 0:18/]]) {
    await start.fill(text);
    await start.press('Enter');
    assert.equal(await start.getAttribute('aria-invalid'), 'true', text);
    const told = page.locator(`#${await start.getAttribute('aria-describedby')}`);
    assert.match(await told.innerText(), why);
    assert.equal(await start.evaluate((each) => each === document.activeElement), true);
  }
  assert.match(await list(), /Clôture\[19500 26000\]$/, 'nothing refused was saved');
  await page.getByRole('button', { name: 'Déplacer aussi « Débat »' }).click();
  await draftUntil(day.base, recording, ({ chapters }) => outline(chapters).endsWith('Débat[12000 15000] Clôture[15000 26000]'));
  await close(page);
});

test('R29 a boundary is dragged, acts when let go, and Escape cancels', async () => {
  const page = await edit();
  await choose(page, 'Débat');
  const canvas = await page.locator('studio-timeline canvas').boundingBox();
  const x = (seconds) => canvas.x + (canvas.width * seconds) / 27;
  const y = canvas.y + canvas.height - 42;  // the row of sessions, above that of their parts
  await page.mouse.move(x(18), y);
  await page.mouse.down();
  await page.mouse.move(x(17), y);
  await page.mouse.move(x(16.5), y, { steps: 4 });
  assert.equal(await page.locator('.drag-time').isVisible(), true);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.equal((await times(page)).end, '0:18', 'cancelled');
  await page.mouse.move(x(18), y);
  await page.mouse.down();
  await page.mouse.move(x(16.5), y, { steps: 4 });
  assert.equal((await times(page)).end, '0:18', 'not before it is let go');
  await page.keyboard.down('Shift');
  await page.mouse.move(x(16.6), y, { steps: 2 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const { chapters } = await draftUntil(day.base, recording, ({ chapters: all }) => all[1].end_ms !== 18_000);
  assert.ok(Math.abs(chapters[1].end_ms - 16_600) < 60, outline(chapters));
  await close(page);
});

test('n, b, m, Shift+arrows, Delete and Enter change the list; each is a button too', async () => {
  const page = await edit();
  await goTo(page, '18.5');
  await page.keyboard.press('n');
  await page.keyboard.type('Questions');
  await page.keyboard.press('Enter');
  await goTo(page, '19');
  await page.keyboard.press('b');
  await page.keyboard.press('Shift+ArrowRight');
  await draftUntil(day.base, recording, ({ chapters }) =>
    outline(chapters.slice(2)) === 'Questions[18500 20000 Questions[19000 20000]] Clôture[20000 26000]');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('m');
  await draftUntil(day.base, recording, ({ chapters }) =>
    outline(chapters.slice(2)) === 'Questions[18500 20000] Clôture[20000 26000]');
  await page.keyboard.press('Delete');
  await draftUntil(day.base, recording, ({ chapters }) => outline(chapters) === AT_FIRST);
  assert.match(await said(page), /«\s*Questions\s*» supprimé/);
  await choose(page, 'Débat');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Table ronde');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'treeitem');
  await draftUntil(day.base, recording, ({ chapters }) => chapters[1].title === 'Table ronde');
  for (const [name, wanted] of [
    ['Emboîter', 'Ouverture[0 18000 Mot d’accueil[0 5000] Le projet[5000 12000] Table ronde[12000 18000]] Clôture[20000 26000]'],
    ['Sortir', 'Ouverture[0 12000 Mot d’accueil[0 5000] Le projet[5000 12000]] Table ronde[12000 18000] Clôture[20000 26000]'],
    ['Réunir', 'Ouverture[0 12000 Mot d’accueil[0 5000] Le projet[5000 12000]] Table ronde[12000 26000]'],
    ['Supprimer', 'Ouverture[0 12000 Mot d’accueil[0 5000] Le projet[5000 12000]]'],
  ]) {
    await page.getByRole('button', { name: new RegExp(`^${name} –`) }).click();
    await draftUntil(day.base, recording, ({ chapters }) => outline(chapters) === wanted);
  }
  await close(page);
});

test('J6 undo and redo know no limit but the first edit, and survive a reload', async () => {
  const page = await edit();
  await choose(page, 'Clôture');
  for (const at of ['19.0', '19.1', '19.2']) {
    await goTo(page, at);
    await page.keyboard.press('i');
    await page.keyboard.press('Control+s');
    await saved(page);
  }
  const starts = async (key, wanted) => {
    await page.keyboard.press(key);
    await draftUntil(day.base, recording, ({ chapters }) => chapters[2].start_ms === wanted);
  };
  await starts('Control+z', 19_100);
  await starts('Control+z', 19_000);
  await starts('Control+Shift+z', 19_100);
  await page.reload();
  await ready(page);
  await choose(page, 'Clôture');
  await starts('Control+z', 19_000);
  await starts('Control+z', 20_000);
  await starts('Control+y', 19_000);
  await starts('Control+y', 19_100);
  await starts('Control+y', 19_200);
  await page.waitForFunction(() => document.querySelector('studio-time-field input').value === '0:19.2');
  await close(page);
});

test('R33 a chapter that was deleted comes back as it was, to the byte', async () => {
  await fresh([chapter('Seul', 1000, 5000, {
    summary: 'Deux phrases. Et « des signes ».',
    speakers: [{ person: null, name: 'Apolline Kerverdo', function: 'présidente', organisation: '', role: 'chair', status: 'confirmed', evidence: ['caption'] }],
  })]);
  const before = JSON.stringify((await draftOf(day.base, recording)).chapters);
  const page = await openEditor(browser, day.base, recording);
  await choose(page, 'Seul');
  await page.keyboard.press('Delete');
  await draftUntil(day.base, recording, ({ chapters }) => chapters.length === 0);
  await page.keyboard.press('Control+z');
  await draftUntil(day.base, recording, ({ chapters }) => JSON.stringify(chapters) === before);
  await close(page);
});

test('keys write letters where letters are typed, and can be switched off', async () => {
  const page = await edit();
  await choose(page, 'Débat');
  const title = page.getByLabel('Titre', { exact: true });
  await title.fill('');
  await title.pressSequentially('ibmnox?');
  assert.equal(await title.inputValue(), 'ibmnox?');
  await title.press('Escape');
  const { chapters } = await draftUntil(day.base, recording, ({ chapters: all }) => all[1].title === 'ibmnox?');
  assert.equal(outline(chapters).replace('ibmnox?', 'Débat'), AT_FIRST);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Touches du clavier' });
  const caps = await help.locator('kbd').allTextContents();
  const wanted = ['i', 'o', 'b', 'n', 'm', 'g', 'x', ',', '.', '+', '-', 'Entrée', 'Suppr', 'Haut', 'Bas', 'Ctrl', 'z', 'y', 's', '?', 'a', 'r', 'u', 'e'];
  assert.deepEqual(wanted.filter((key) => !caps.includes(key)), []);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  for (const key of ['n', 'b', 'm', 'i', '?']) await page.keyboard.press(key);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(outline((await draftOf(day.base, recording)).chapters), outline(chapters));
  await close(page);
});

test('J6 a speaker is chosen from known persons; a near-homonym is asked about; nobody is an answer', async () => {
  const page = await edit();
  await choose(page, 'Débat');
  await page.getByRole('button', { name: 'Ajouter un intervenant' }).click();
  const field = page.getByRole('combobox', { name: 'Ajouter un intervenant' });
  await field.fill('apolline');
  await page.getByRole('option', { name: /^Apolline Kerverdo/ }).waitFor();
  await field.press('Enter');
  const named = await draftUntil(day.base, recording, ({ chapters }) => chapters[1].speakers.length === 1);
  const [credit] = named.chapters[1].speakers;
  assert.match(credit.person, /^per_/);
  assert.deepEqual([credit.name, credit.status], ['Apolline Kerverdo', 'confirmed']);
  await page.getByLabel('Fonction ce jour-là').fill('maire');
  await draftUntil(day.base, recording, ({ chapters }) => chapters[1].speakers[0].function === 'maire');
  const name = page.getByRole('combobox', { name: 'Nom' });
  await name.fill('Tancrède Vaselin');
  await name.press('Enter');
  await page.getByRole('button', { name: 'C’est Tancrède Vasselin' }).click();
  const other = await draftUntil(day.base, recording, ({ chapters }) => chapters[1].speakers[0].name === 'Tancrède Vasselin');
  assert.notEqual(other.chapters[1].speakers[0].person, credit.person);
  await name.fill('personne');
  await page.getByRole('option', { name: 'Intervenant non identifié' }).click();
  await draftUntil(day.base, recording, ({ chapters }) => chapters[1].speakers[0].person === null);
  await close(page);
});

test('J6 publishing says what changes, and the public page shows it within a second', async () => {
  const page = await edit();
  await choose(page, 'Débat');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Grand débat');
  await page.keyboard.press('Enter');
  await page.getByText('Le brouillon diffère de ce qui est public').waitFor();
  await page.getByRole('button', { name: 'Publier…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publier la liste' });
  await dialog.getByText('Grand débat').first().waitFor();
  await dialog.getByLabel(/^Résumé/).fill('Titres corrigés');
  await page.keyboard.press('Enter');
  await page.getByText('Public, à jour').waitFor();
  const shown = await (await fetch(day.base + day.morning)).text();
  assert.match(shown, /Grand débat/);
  const { publications } = await (await fetch(`${day.base}/api/v1/recordings/${recording}/revisions`)).json();
  assert.equal(publications[0].summary, 'Titres corrigés');
  await close(page);
});
