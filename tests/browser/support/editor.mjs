// The studio's editor, opened as somebody on this machine while there is no account.
import { expectSoon } from './soon.mjs';
import { openPage } from './browser.mjs';

export const recordingOf = (place) => place.split('/').at(-1);

/** The draft as the service has it. */
export const draftOf = async (base, recording) =>
  (await fetch(`${base}/api/v1/recordings/${recording}/draft`)).json();

/** "Générique[0 3000] Ouverture[3000 9000 …]": a list of chapters in one line. */
export const outline = (chapters) => chapters.map(({ title, start_ms: start, end_ms: end, children }) =>
  `${title}[${start} ${end}${children?.length ? ` ${outline(children)}` : ''}]`).join(' ');

/** A page with the editor of a recording, once its chapters can be edited. */
export async function openEditor(browser, base, recording, options = {}) {
  const page = await openPage(browser, { viewport: { width: 1440, height: 900 }, ...options });
  await page.goto(`${base}/studio/r/${recording}`);
  await ready(page);
  return page;
}

/** Resolves once the editor shows its list, the media can seek and the proposals have come. */
export async function ready(page) {
  await page.locator('studio-editor .desk').waitFor();
  await page.waitForFunction(() => document.querySelector('#player').readyState >= 1);
}

/** Resolves once everything that was edited is saved. */
export const saved = (page) => page.locator('.save-state.save-saved').waitFor();

export const said = (page) => page.locator('.editor-said').innerText();

/** Goes to a time with the keyboard alone. */
export async function goTo(page, text) {
  await page.locator('h1').first().focus();
  await page.keyboard.press('g');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Chooses the row of that title. */
export async function choose(page, title) {
  await page.getByRole('treeitem').filter({ hasText: title }).first().click();
}

/** The times of the form: {start, end} as they are written. */
export const times = async (page) => ({
  start: await page.locator('studio-time-field input').first().inputValue(),
  end: await page.locator('studio-time-field input').last().inputValue(),
});

/** Waits until the service's draft is as asked; gives it. */
export const draftUntil = (base, recording, question) =>
  expectSoon(() => draftOf(base, recording), question);
