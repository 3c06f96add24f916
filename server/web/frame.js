// Pages in other sites' frames: the player and its list, or a list alone, and the site around them.
// They keep nothing and change no address, and work in a frame without an origin of its own.

import { filtering } from './embed/filter.js';
import { Host } from './embed/host.js';
import { framedList } from './embed/list.js';
import { framedPlayer } from './embed/player.js';

const main = document.querySelector('main.embed');
const media = document.getElementById('player');
const list = document.getElementById('chapters');

/** Gives the page another theme: "light", "dark" or "auto". */
function setTheme(theme) {
  const address = new URL(main.dataset.theme, location.href);
  address.searchParams.set('theme', theme);
  return new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', id: 'theme' });
    const before = document.getElementById('theme');
    sheet.addEventListener('load', () => { before?.remove(); resolve(); });
    sheet.addEventListener('error', () => reject(new Error('no such theme')));
    sheet.href = address.href;
    document.head.append(sheet);
  });
}

if (main && list) {
  if (media) document.documentElement.classList.add('player-page');
  filtering(list);
  let host;
  const tell = (event, data) => host?.[event === 'timeupdate' ? 'tellOften' : 'tell'](event, data);
  const shown = media ? framedPlayer(media, list, tell) : framedList(list, tell);
  const title = document.querySelector('h1').textContent;
  const height = () => Math.ceil(document.body.getBoundingClientRect().height);
  host = new Host(main.dataset.origins, { ...shown.methods, setTheme },
    () => ({ title, height: height(), ...shown.about() }));
  new ResizeObserver(() => host.tell('resize', { height: height() })).observe(document.body);
}
