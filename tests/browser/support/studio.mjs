// The studio under test: a day of support/day.mjs that is indexed and published, accounts if asked,
// and what the tests of its views share.
import { execFileSync, spawnSync } from 'node:child_process';
import { axeReport } from './axe.mjs';
import { openPage } from './browser.mjs';
import { revivre, serve, startDay } from './day.mjs';

export const PASSWORD = 'un bon mot de passe, long';

/** Runs a command on the library and gives its JSON. */
export function command(library, ...words) {
  const { status, stdout, stderr } = spawnSync(...revivre(library, '--json', ...words), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`revivre ${words.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

export function addAccount(library, name, role) {
  execFileSync(...revivre(library, 'users', 'add', name, '--role', role), { input: `${PASSWORD}\n` });
}

/**
 * startDay() with `accounts` ({name: role}). `matin` and `soir` are the ids of its recordings; `ask(method,
 * path, body, headers)` asks the API, as whoever works here without an account.
 */
export async function startStudio({ accounts = {}, ...options } = {}) {
  const day = await startDay(options);
  for (const [name, role] of Object.entries(accounts)) addAccount(day.library, name, role);
  const [matin, soir] = [day.morning, day.afternoon].map((place) => place.split('/').at(-1));
  const ask = async (method, path, body, headers = {}) => {
    const changes = method !== 'GET';
    const answer = await fetch(`${day.base}/api/v1${path}`, {
      method,
      headers: { ...(changes && { 'content-type': 'application/json' }), ...headers },
      body: changes && body !== undefined ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    return { status: answer.status, etag: answer.headers.get('etag'), json: text.startsWith('{') ? JSON.parse(text) : null };
  };
  return { ...day, matin, soir, ask };
}

/** What a place of the page says, with ordinary blanks. */
export const wordsOf = async (place) => (await place.textContent()).replace(/\s+/g, ' ').trim();

/** A page of the studio, in French unless `language`; faults of its scripts end up in `page.faults`. */
export async function openStudio(browser, { base }, path, { language = 'fr', ...options } = {}) {
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 }, locale: language === 'fr' ? 'fr-FR' : 'en-GB', ...options });
  page.faults = [];
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => page.faults.push(error.message));
  await page.goto(base + path);
  await viewShown(page);
  return page;
}

/** Resolves once a view of the script stands there, and what it loads is loaded. */
export async function viewShown(page) {
  await page.locator('main h1[tabindex]').waitFor();
  await page.waitForFunction(() => !document.querySelector('main')?.textContent.match(/Chargement…|Loading…/));
}

export async function signIn(page, name, password = PASSWORD) {
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=password]').fill(password);
  await page.locator('form.sign-in button').click();
}

const THEMES = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
];

/** What axe finds on the page as it is, in every theme, and whether it needs scrolling sideways at 320 px. */
export async function lookedAt(page, state) {
  const faults = [];
  for (const { name, media } of THEMES) {
    await page.emulateMedia(media);
    const report = await axeReport(page);
    faults.push(...report.faults.map((fault) => `${state}, ${name}: ${fault}`));
    if (report.passed < 15) faults.push(`${state}, ${name}: only ${report.passed} rules had something to say`);
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) faults.push(`${state}: ${over} px too wide for a phone`);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return faults;
}

/** The service of `library`, killed and started again on its port by tests: `kill()`, `start()`. */
export async function serveToKill(library) {
  let { process: service, base } = await serve(library);
  service.removeAllListeners('exit');
  return {
    base,
    async kill(signal = 'SIGKILL') {
      const ended = new Promise((resolve) => { service.once('exit', resolve); });
      service.kill(signal);
      await ended;
    },
    async start() {
      ({ process: service } = await serve(library, [], base.replace('http://', '')));
      service.removeAllListeners('exit');
    },
  };
}
