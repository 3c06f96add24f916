// The list of persons: near-homonyms, identifiers, merging, splitting, withdrawing, and the ways back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { lookedAt, openStudio, startStudio, viewShown } from './support/studio.mjs';

let studio;
let browser;

before(async () => {
  [studio, browser] = await Promise.all([startStudio(), launch()]);
});
after(async () => {
  await browser?.close();
  await studio?.stop();
});

const personsCalled = async (name) =>
  (await studio.ask('GET', `/studio/persons?q=${encodeURIComponent(name)}`)).json.persons.filter((each) => each.name === name);
const idOf = async (name) => (await personsCalled(name))[0].id;
const interventionsOf = async (id) => (await studio.ask('GET', `/studio/persons/${id}`)).json.interventions;
const publicPage = async (path) => (await fetch(studio.base + path)).text();
const openPerson = async (name, options) => openStudio(browser, studio, `/studio/persons/${await idOf(name)}`, options);

test('a name close to one that is known is warned of, and added only when it is somebody else', async () => {
  const page = await openStudio(browser, studio, '/studio/persons');
  await page.getByLabel('Chercher un nom').fill('kerverdo');
  await page.getByText('1 personne', { exact: true }).waitFor();
  assert.match(page.url(), /q=kerverdo/);
  await page.getByRole('button', { name: 'Ajouter une personne' }).click();
  await page.getByText('Indiquez un nom, par exemple').waitFor();
  await page.getByLabel('Nom, tel qu’il s’affiche').fill('Appoline Kerverdo');
  await page.keyboard.press('Enter');
  const warning = page.getByRole('alert').filter({ hasText: 'Un nom proche de « Appoline Kerverdo »' });
  await warning.getByRole('link', { name: 'Apolline Kerverdo' }).waitFor();
  assert.deepEqual(await personsCalled('Appoline Kerverdo'), []);
  assert.deepEqual(await lookedAt(page, 'persons, a name that is close'), []);
  await warning.getByRole('button', { name: 'c’est quelqu’un d’autre' }).click();
  await page.getByRole('heading', { level: 1, name: 'Appoline Kerverdo' }).waitFor();
  await page.getByText('Des noms proches de celui-ci existent').waitFor();
  assert.equal((await personsCalled('Appoline Kerverdo')).length, 1);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('R32 names, spellings and identifiers are kept; a wrong identifier is told with an example', async () => {
  const page = await openPerson('Appoline Kerverdo');
  await page.getByLabel('Autres écritures').fill('A. Kerverdo\nKerverdo A.');
  await page.getByRole('button', { name: 'Ajouter un identifiant' }).click();
  await page.getByLabel('Liste', { exact: true }).selectOption('isni');
  await page.getByLabel('Valeur').fill('0000 0001 2103 2684');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Ce n’est pas un identifiant ISNI. Exemple : 0000 0001 2103 2683').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'identifier-0');
  assert.deepEqual(await lookedAt(page, 'a person, a wrong identifier'), []);
  await page.getByLabel('Valeur').fill('0000 0001 2103 2683');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('status').getByText('Enregistré.').waitFor();
  const [person] = await personsCalled('Appoline Kerverdo');
  assert.deepEqual(person.identifiers, [{ scheme: 'isni', value: '0000000121032683' }]);
  assert.deepEqual(person.variants, ['A. Kerverdo', 'Kerverdo A.']);
  await page.context().close();
});

test('merging: what follows is said first, every link follows, and undoing gives all of it back', async () => {
  const [from, into] = [await idOf('Apolline Kerverdo'), await idOf('Appoline Kerverdo')];
  const before = await interventionsOf(from);
  assert.ok(before.length > 0);
  const page = await openPerson('Apolline Kerverdo');
  await page.getByText('Fusionner avec une autre fiche').click();
  await page.getByLabel('Fiche à garder').first().fill('appoline');
  await page.getByRole('radio', { name: /Appoline Kerverdo/ }).check();
  await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Fusionner Apolline Kerverdo dans Appoline Kerverdo ?' });
  await dialog.getByText(`${before.length} intervention`).waitFor();
  assert.deepEqual(await lookedAt(page, 'merging'), []);
  await dialog.getByRole('button', { name: 'Fusionner' }).click();
  await page.getByRole('heading', { level: 1, name: 'Appoline Kerverdo' }).waitFor();
  await viewShown(page);
  assert.deepEqual((await interventionsOf(into)).map(({ chapter }) => chapter).sort(), before.map(({ chapter }) => chapter).sort());
  assert.match(await publicPage(`/p/${into}`), /Kerverdo/);
  await page.getByRole('button', { name: 'Défaire la fusion avec Apolline Kerverdo' }).click();
  await page.getByText('Apolline Kerverdo a de nouveau sa fiche.').waitFor();
  assert.deepEqual(await interventionsOf(from), before);
  assert.deepEqual(await interventionsOf(into), []);
  await page.context().close();
});

test('splitting: chosen interventions become somebody else’s, and come back', async () => {
  const id = await idOf('Maïwenn Le Quintrec');
  const before = await interventionsOf(id);
  const page = await openPerson('Maïwenn Le Quintrec');
  await page.getByRole('checkbox').first().check();
  await page.getByLabel('Ou le nom d’une nouvelle personne').fill('Gwenola Plouzané');
  assert.deepEqual(await lookedAt(page, 'splitting'), []);
  await page.getByRole('button', { name: 'Attribuer' }).click();
  await page.getByText('Les interventions sont attribuées.').waitFor();
  assert.equal((await interventionsOf(id)).length, before.length - 1);
  assert.equal((await interventionsOf(await idOf('Gwenola Plouzané'))).length, 1);
  await page.getByRole('button', { name: 'Défaire cette attribution' }).click();
  await page.getByText('Les interventions sont revenues ici.').waitFor();
  assert.deepEqual(await interventionsOf(id), before);
  await page.context().close();
});

test('R50 withdrawing takes a person out of the public view at once, with a reason, and can be lifted', async () => {
  const id = await idOf('Tancrède Vasselin');
  assert.match(await publicPage('/persons'), /Vasselin/);
  const page = await openPerson('Tancrède Vasselin');
  await page.getByRole('button', { name: 'Retirer de la vue publique' }).click();
  const dialog = page.getByRole('dialog', { name: 'Retirer Tancrède Vasselin de la vue publique ?' });
  await dialog.getByRole('button', { name: 'Retirer' }).click();
  assert.ok(await dialog.isVisible(), 'a reason is wanted');
  await dialog.getByLabel('Raison').fill('demande écrite du 3 mars');
  await dialog.getByRole('button', { name: 'Retirer' }).click();
  await page.getByText('Retirée de la vue publique depuis le').waitFor();
  await page.getByText('demande écrite du 3 mars').waitFor();
  assert.deepEqual(await lookedAt(page, 'withdrawn'), []);
  for (const path of ['/persons', studio.morning, studio.event, `/p/${id}`, '/search?q=vasselin', `/api/v1/recordings/${studio.matin}/chapters`]) {
    assert.doesNotMatch(await publicPage(path), /Tancrède Vasselin/, path);
  }
  await page.getByRole('button', { name: 'Lever le retrait' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lever le retrait' }).click();
  await page.getByText('Le retrait est levé.').waitFor();
  assert.match(await publicPage(`/p/${id}`), /Tancrède Vasselin/);
  await page.context().close();
});

test('R48 everything about a person can be taken along, and a new name is everywhere', async () => {
  const id = await idOf('Tancrède Vasselin');
  const page = await openPerson('Tancrède Vasselin');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exporter toutes ses données' }).click()]);
  const data = fs.readFileSync(await download.path(), 'utf8');
  assert.match(data, /Tancrède Vasselin/);
  for (const { chapter } of await interventionsOf(id)) assert.ok(data.includes(chapter), chapter);
  await page.getByLabel('Nom, tel qu’il s’affiche').fill('Tancrède Vasselin-Roche');
  await page.getByLabel('Nom pour le classement').fill('Vasselin-Roche, Tancrède');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tancrède Vasselin-Roche' }).waitFor();
  assert.match(await publicPage('/persons'), /Vasselin-Roche, Tancrède/);
  assert.match(await publicPage(`/p/${id}`), /Tancrède Vasselin-Roche/);
  await page.context().close();
});

test('hostile names and reasons are text on the views of persons', async () => {
  const name = '</bdi><img src=x onerror=alert(1)>';
  const { json } = await studio.ask('POST', '/persons', { name, even_if_similar: true, variants: ['"><svg/onload=alert(1)>'] });
  await studio.ask('PUT', `/persons/${json.person.id}/withdrawal`, { reason: '<script>alert(1)</script>' });
  const done = [];
  for (const path of [`/studio/persons/${json.person.id}`, '/studio/persons?q=img']) {
    const page = await openStudio(browser, studio, path);
    page.on('dialog', (dialog) => { done.push(dialog.message()); dialog.dismiss(); });
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    assert.equal(await page.locator('main :is(script, iframe, svg, img)').count(), 0);
    done.push(...page.faults);
    await page.context().close();
  }
  assert.deepEqual(done, []);
});
