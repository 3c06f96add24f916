// Every public page in every state that a visitor can meet: what the tests of accessibility walk
// through. A new page or dialog is a row here. The player's own states, one by one, are those of
// player_states.test.mjs.

/**
 * Of one state: `name`; `path`, as given by startDay(); `arrange(page)`, what leads to it once the
 * page is there, with script; `error`, the status that its page answers; `framed`, that it is for
 * the frames of other sites and has no menu, search and footer.
 */
export const statesOf = (day) => [
  { name: 'home', path: '/' },
  { name: 'event', path: day.event },
  { name: 'recording', path: day.morning },
  { name: 'recording at a time', path: `${day.afternoon}?t=7.3` },
  { name: 'recording, playing', path: `${day.morning}?t=3`, arrange: play },
  { name: 'recording, sharing', path: day.morning, arrange: share },
  { name: 'recording, help', path: day.morning, arrange: (page) => page.locator('[data-part="help"]').click() },
  { name: 'embed', path: day.morning.replace('/v/', '/embed/'), framed: true },
  { name: 'embedded list', path: day.morning.replace('/v/', '/list/'), framed: true },
  { name: 'embed codes', path: `${day.morning}/embed` },
  { name: 'person', path: day.person },
  { name: 'persons', path: '/persons' },
  { name: 'search', path: '/search' },
  { name: 'search, results', path: '/search?q=kerverdo' },
  { name: 'search, nothing found', path: '/search?q=zzz' },
  { name: 'site map', path: '/plan-du-site' },
  { name: 'accessibility', path: '/accessibilite' },
  { name: 'legal notice', path: '/mentions-legales' },
  { name: 'API', path: '/docs' },
  { name: 'API reference', path: '/docs/reference' },
  { name: 'API examples', path: '/docs/examples' },
  { name: 'page not found', path: '/v/rec_none', error: 404 },
];

/** Those that are pages of the site: one a path. */
export const pagesOf = (day) => statesOf(day).filter(({ arrange, framed }) => !arrange && !framed);

async function play(page) {
  await page.$eval('video', (media) => { media.muted = true; return media.play(); });
  await page.waitForFunction(() => document.querySelector('video').currentTime > 3);
}

// With a passage whose end makes no sense.
async function share(page) {
  await page.locator('[data-part="share"]').click();
  await page.locator('input[value="passage"]').check();
  await page.locator('[data-part="end"]').fill('x');
  await page.locator('#share [type="submit"]').click();
  await page.getByRole('alert').waitFor();
}

/** The address of a path in a language of ours. */
export const inLanguage = (base, path, language) =>
  `${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

/** Brings `page` into a state, in the browser's language or the one asked. */
export async function enter(page, base, state, language) {
  await page.goto(language ? inLanguage(base, state.path, language) : base + state.path);
  await state.arrange?.(page);
}
