// The archivist's studio: signs in, then shows the view that the address names.
import { whenSignedOut } from './studio/api.js';
import { say } from './studio/messages.js';
import { furnishAnnouncements } from './studio/parts/announce.js';
import './studio/parts/menu.js';
import './studio/parts/sign_in_again.js';
import { problemBox } from './studio/problems.js';
import { Router, go, useRouter } from './studio/router.js';
import { session } from './studio/session.js';
import { render } from 'lit';
import './studio/editor/editor.js';
import './studio/views/account.js';
import './studio/views/history.js';
import './studio/views/import.js';
import './studio/views/missing.js';
import './studio/views/new.js';
import './studio/views/person.js';
import './studio/views/persons.js';
import './studio/views/recordings.js';
import './studio/views/sign_in.js';

const ROUTES = [
  ['/studio', 'studio-recordings'],
  ['/studio/sign-in', 'studio-sign-in'],
  ['/studio/r/{rec}', 'studio-editor'],
  ['/studio/new', 'studio-new'],
  ['/studio/r/{recording}/history', 'studio-history'],
  ['/studio/r/{recording}/import', 'studio-import'],
  ['/studio/persons', 'studio-persons'],
  ['/studio/persons/{person}', 'studio-person'],
  ['/studio/account', 'studio-account'],
];

const main = document.getElementById('content');

/** Puts what is there on every view around the main part. */
function furnish(router) {
  const menu = document.createElement('studio-menu');
  document.getElementById('studio-menu').replaceChildren(menu);
  router.addEventListener('shown', () => menu.requestUpdate());
  main.before(document.createElement('studio-local-banner'));
  const again = document.createElement('studio-sign-in-again');
  document.body.append(again);
  furnishAnnouncements();
  whenSignedOut(() => again.ask());
}

async function start() {
  const router = new Router(main, ROUTES, 'studio-missing');
  useRouter(router);
  await session.load();
  furnish(router);
  const { pathname, search } = window.location;
  const signingIn = pathname === '/studio/sign-in';
  if (session.user === null && !signingIn) {
    go(`/studio/sign-in?next=${encodeURIComponent(pathname + search)}`, { replace: true });
  } else {
    router.show({ focus: false });
  }
}

start().catch((error) => {
  console.error(error);
  main.querySelector('[role=status]')?.remove();
  const place = document.createElement('div');
  main.append(place);
  render(problemBox(error, () => window.location.reload()), place);
  document.title = say('problem');
});
