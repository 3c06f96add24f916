// The studio around the editor: signing in and out, tokens, history, what others may not do to it.
// Lists that are pasted: studio_import; new recordings: studio_new; persons: studio_persons.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { startHost } from './support/host.mjs';
import { expectSoon } from './support/soon.mjs';
import { lookedAt, openStudio, signIn, startStudio, viewShown, wordsOf } from './support/studio.mjs';

let open;     // without accounts: everybody on this machine
let guarded;  // with accounts
let browser;

before(async () => {
  [open, guarded, browser] = await Promise.all([
    startStudio(), startStudio({ accounts: { ilse: 'archivist', jonas: 'editor' } }), launch()]);
});
after(async () => {
  await browser?.close();
  await open?.stop();
  await guarded?.stop();
});

const draftOf = async (id) => (await open.ask('GET', `/recordings/${id}/draft`)).json;

/** Saves the draft with its first chapter called `title`. */
async function retitle(id, title) {
  const { revision, chapters } = await draftOf(id);
  chapters[0].title = title;
  const { status, json } = await open.ask('PUT', `/recordings/${id}/chapters`, { chapters }, { 'if-match': `"r${revision}"` });
  assert.equal(status, 200, JSON.stringify(json));
  return json.revision;
}

test('R34 R32 signing in: fields say what they are, mistakes are told at them, and the way leads back', async () => {
  const page = await openStudio(browser, guarded, `/studio/r/${guarded.matin}/history`);
  assert.equal(new URL(page.url()).pathname, '/studio/sign-in');
  assert.equal(await page.locator('[name=name]').getAttribute('autocomplete'), 'username');
  assert.equal(await page.locator('[name=password]').getAttribute('autocomplete'), 'current-password');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'name');
  assert.match(await page.locator('#sign-in-name-fault').textContent(), /Indiquez le nom/);
  assert.equal(await page.locator('[name=name]').getAttribute('aria-invalid'), 'true');
  await signIn(page, 'ilse', 'pas celui-là');
  await page.getByRole('alert').getByText('ne vont pas ensemble').waitFor();
  assert.deepEqual(await lookedAt(page, 'sign in, refused'), []);
  await signIn(page, 'ilse');
  await page.getByRole('heading', { level: 1, name: 'Historique' }).waitFor();
  assert.equal(new URL(page.url()).pathname, `/studio/r/${guarded.matin}/history`);
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Strict']);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a sign-in address that was made by others leads nowhere else', async () => {
  for (const next of ['https://x.invalid/', '//x.invalid/studio', '/studio/..%2F..%2F', 'javascript:alert(1)', '/\\x.invalid']) {
    const page = await openStudio(browser, guarded, `/studio/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, 'ilse');
    await page.getByRole('heading', { level: 1, name: 'Enregistrements' }).or(page.getByText('Cette page n’existe pas')).first().waitFor();
    assert.equal(new URL(page.url()).origin, guarded.base);
    await page.context().close();
  }
});

test('a session that ends while somebody works: they sign in again and go on', async () => {
  const page = await openStudio(browser, guarded, '/studio/sign-in?next=%2Fstudio%2Faccount');
  await signIn(page, 'ilse');
  await page.getByLabel('À quoi il sert').fill('export du vendredi');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Créer un jeton' }).click();
  const dialog = page.getByRole('dialog', { name: 'Votre session a pris fin' });
  await dialog.waitFor();
  assert.deepEqual(await lookedAt(page, 'session ended'), []);
  assert.equal(await dialog.locator('[name=name]').inputValue(), 'ilse');
  await signIn(dialog, 'ilse');
  // What was asked before is done now; the token is shown, works, and is gone once revoked.
  const token = await page.getByRole('textbox', { name: 'Le jeton « export du vendredi »' }).inputValue();
  assert.match(token, /^rvt_/);
  assert.deepEqual(await lookedAt(page, 'a token made'), []);
  const asked = () => guarded.ask('GET', '/studio/recordings', undefined, { authorization: `Bearer ${token}` });
  assert.equal((await asked()).status, 200);
  await page.reload();
  await viewShown(page);
  assert.equal(await page.getByText('rvt_').count(), 0);
  await page.getByRole('button', { name: 'Révoquer le jeton' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
  await page.getByText('Aucun jeton.').waitFor();
  assert.equal((await asked()).status, 401);
  await page.context().close();
});

test('an editor is offered nothing that an archivist’s role is for', async () => {
  const page = await openStudio(browser, guarded, `/studio/sign-in?next=${encodeURIComponent(`/studio/r/${guarded.matin}/history`)}`);
  await signIn(page, 'jonas');
  await page.getByRole('heading', { name: 'Liste publique' }).waitFor();
  for (const name of ['Retirer de la vue publique', 'Publier']) assert.equal(await page.getByRole('button', { name }).count(), 0, name);
  assert.equal(await page.getByRole('link', { name: 'Nouvel enregistrement' }).count(), 0);
  await page.context().close();
});

test('without accounts the studio says so on every view', async () => {
  const page = await openStudio(browser, open, '/studio');
  await page.getByRole('complementary', { name: 'Accès sans compte' }).getByText('revivre users add NOM --role admin').waitFor();
  await page.getByText('2 enregistrements').waitFor();
  assert.equal(await page.getByRole('listitem').filter({ hasText: 'matin.mp4' }).getByText('Public', { exact: true }).count(), 1);
  await page.getByLabel('Filtrer par titre').fill('APRES midi');
  await page.getByText('1 enregistrement', { exact: true }).waitFor();
  await page.getByLabel('Filtrer par titre').fill('zzz');
  await page.getByText('Aucun enregistrement ne correspond à « zzz ».').waitFor();
  await page.context().close();
});

test('R21 each view has its title, gets the focus, and the address is its own', async () => {
  const page = await openStudio(browser, open, '/studio');
  const titles = [await page.title()];
  for (const name of ['Nouvel enregistrement', 'Personnes', 'Compte']) {
    await page.getByRole('navigation', { name: 'Menu du studio' }).getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.waitForFunction(() => document.activeElement.localName === 'h1');
    titles.push(await page.title());
    assert.equal(await page.getByRole('link', { name, exact: true }).getAttribute('aria-current'), 'page');
  }
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Personnes' }).waitFor();
  await page.goto(`${open.base}/studio/r/${open.matin}/history?lang=en`);
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
  titles.push(await page.title());
  await page.getByRole('link', { name: 'Paste, import' }).click();
  assert.equal(new URL(page.url()).searchParams.get('lang'), 'en');
  assert.equal(new Set(titles).size, titles.length, titles.join(' | '));
  assert.ok(titles.every((title) => title.endsWith(' – Studio – revivre')), titles.join(' | '));
  await page.goto(`${open.base}/studio/r/${open.matin}/nowhere`);
  assert.match(await page.title(), /404|introuvable|existe/i);
  await page.context().close();
});

test('R33 history: who, when, what, why; differences; restoring makes a revision; publishing and withdrawing', async () => {
  const publicList = async () => JSON.stringify((await open.ask('GET', `/recordings/${open.matin}/chapters`)).json);
  const first = (await draftOf(open.matin)).revision;
  const before = (await draftOf(open.matin)).chapters;
  await retitle(open.matin, 'Titre un');
  const last = await retitle(open.matin, 'Titre deux');
  const page = await openStudio(browser, open, `/studio/r/${open.matin}/history`);
  await page.getByText(`Le brouillon est la révision ${last}.`).waitFor();
  await page.getByText(`Le public voit la révision ${first}`).waitFor();
  // Two saves of one person are one line, and open to two.
  const saves = page.getByRole('listitem').filter({ hasText: `Révisions ${first + 1} à ${last}` }).first();
  await saves.getByRole('button', { name: 'Montrer chacune' }).click();
  await saves.getByText(`Révision ${first + 1}`, { exact: true }).waitFor();
  await saves.getByRole('button', { name: `Changements de la révision ${last}` }).first().click();
  await saves.getByRole('deletion').filter({ hasText: before[0].title }).first().waitFor();
  await saves.getByRole('insertion').filter({ hasText: 'Titre deux' }).first().waitFor();
  assert.deepEqual(await lookedAt(page, 'history, a group and a difference open'), []);
  // Any two.
  await page.getByLabel('De', { exact: true }).selectOption(String(first + 1));
  await page.getByLabel('À', { exact: true }).selectOption(String(last));
  await page.getByRole('button', { name: 'Comparer' }).click();
  await page.getByText(`De la révision ${first + 1} à la révision ${last} :`).waitFor();
  // Publishing with a summary; the public page has it at once.
  await page.getByRole('button', { name: 'Publier' }).click();
  assert.deepEqual(await lookedAt(page, 'history, publishing'), []);
  await page.getByLabel('Ce qui change').fill('titres revus');
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click();
  await page.getByText(`Le public voit la révision ${last}`).waitFor();
  await page.getByText('titres revus').first().waitFor();
  assert.match(await publicList(), /Titre deux/);
  // Restoring: a new revision with the old list; what is public stays.
  await page.getByRole('button', { name: `Restaurer la révision ${first}`, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restaurer' }).click();
  await page.getByText(`La révision ${first} est restaurée`).waitFor();
  assert.deepEqual((await draftOf(open.matin)).chapters, before);
  assert.equal((await draftOf(open.matin)).revision, last + 1);
  assert.match(await publicList(), /Titre deux/);
  await page.getByText(`restauration de la révision ${first}`).waitFor();
  // Withdrawing is asked first; giving up changes nothing.
  await page.getByRole('button', { name: 'Retirer de la vue publique' }).click();
  await page.keyboard.press('Escape');
  assert.equal((await fetch(open.base + open.morning)).status, 200);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Retirer de la vue publique');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer de la vue publique' }).click();
  await page.getByText('Cet enregistrement a été retiré.').waitFor();
  await expectSoon(async () => (await fetch(open.base + open.morning)).status, (status) => status === 404);
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click();
  await page.getByText(`Le public voit la révision ${last + 1}`).waitFor();
  await expectSoon(async () => (await fetch(open.base + open.morning)).status, (status) => status === 200);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a page that somebody changed meanwhile is told, and shown anew, before it is published', async () => {
  const page = await openStudio(browser, open, `/studio/r/${open.soir}/history`);
  await retitle(open.soir, 'Changé pendant ce temps');
  await page.reload();
  await viewShown(page);
  const last = await retitle(open.soir, 'Changé encore');
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('alert').getByText('Quelqu’un d’autre a changé cela entre-temps.').waitFor();
  await page.getByText(`Le brouillon est la révision ${last}.`).waitFor();
  assert.doesNotMatch(await (await fetch(open.base + open.afternoon)).text(), /Changé/);
  await page.context().close();
});

// With a guest's page, what a browser sends by itself: no JSON type, or a foreign Origin.
const attack = (base, id) => `<form method="post" action="${base}/api/v1/recordings/${id}/restore" enctype="text/plain">
  <input name='{"revision":1,"x":"' value='"}'></form>
  <iframe src="${base}/studio/r/${id}/history" title="studio"></iframe>
  <script>
    const send = (path, init) => fetch('${base}/api/v1' + path, { credentials: 'include', ...init }).then((a) => a.status, () => 'refused');
    globalThis.tried = Promise.all([
      send('/recordings/${id}/publication', { method: 'DELETE' }),
      send('/recordings/${id}/restore', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{"revision":1}' }),
      send('/recordings/${id}/chapters', { method: 'PUT', headers: { 'content-type': 'application/json', 'if-match': '"r1"' }, body: '{"chapters":[]}' }),
      send('/recordings/${id}/imports?format=description', { method: 'POST', mode: 'no-cors', body: '0:00 a\\n1:00 b' }),
      send('/recordings/${id}/draft', {}),
    ]);
  </script>`;

test('a page of another site neither frames the studio, nor writes, nor reads', async () => {
  const host = await startHost();
  const state = async () => JSON.stringify((await open.ask('GET', `/recordings/${open.soir}/revisions`)).json);
  const before = await state();
  const page = await host.open(browser, attack(open.base, open.soir));
  const tried = await page.evaluate(() => globalThis.tried);
  // Of what a browser lets through, the opaque answers have status 0; nothing of it was done.
  assert.deepEqual(tried.filter((status) => status !== 'refused' && status !== 0 && status < 400), []);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  assert.equal(await frame.locator('.banner').count().catch(() => 0), 0, 'the studio shows in a frame');
  await Promise.all([page.waitForURL(`${open.base}/**`), page.evaluate(() => document.forms[0].submit())]);
  assert.equal(await state(), before);
  await page.context().close();
  await host.stop();
});

test('R12 R13 the Tab key goes through a view and its dialogs, and every stop shows', async () => {
  const { tabStops } = await import('./support/focus.mjs');
  const page = await openStudio(browser, open, `/studio/r/${open.matin}/history`);
  const stops = await tabStops(page);
  assert.ok(stops.length > 12, `${stops.length} stops`);
  for (const stop of stops) assert.ok(stop.outline >= 2 && stop.visible, stop.name);
  await page.getByRole('button', { name: 'Retirer de la vue publique' }).click();
  for (let i = 0; i < 8; ++i) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog')));
    assert.ok(inside, 'the focus left the dialog for the page behind it');
  }
  await page.context().close();
});

for (const language of ['fr', 'en']) {
  test(`R1 R25 no fault by axe on any view of the studio, nothing too wide for a phone (${language})`, async () => {
    const page = await openStudio(browser, open, `/studio?lang=${language}`, { language });
    const faults = await lookedAt(page, 'recordings');
    for (const path of ['new', `r/${open.matin}/history`, `r/${open.matin}/import`, 'persons', `persons/${open.person.split('/').at(-1)}`, 'account', 'new?job=job_none', 'r/rec_none/history']) {
      await page.goto(`${open.base}/studio/${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await viewShown(page);
      faults.push(...await lookedAt(page, path));
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test('many wrong passwords: the wait is told in words', async () => {
  const page = await openStudio(browser, guarded, '/studio/sign-in');
  for (let tries = 0; tries < 20 && await page.getByText('Trop d’essais').count() === 0; ++tries) {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/session') && answer.request().method() === 'POST');
    await signIn(page, 'personne', `faux ${tries}`);
    await answered;
    await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  }
  assert.match(await wordsOf(page.getByRole('alert')), /Vous pourrez réessayer dans \d+ (s|min)\./);
  await page.context().close();
});
