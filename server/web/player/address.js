// Keeps the page's address, its history and the player in step.

import { askedTime } from '../parts/time.js';

class Address {
  #playback;

  constructor(playback) {
    this.#playback = playback;
    playback.addEventListener('jump', ({ detail: { at, href } }) => {
      this.#remember();
      history.pushState({ at }, '', href);
    });
    this.#followHistory();
    this.#arrive();
  }

  /** Goes to where the address says, or to where one was when Back came here from another page. */
  #arrive() {
    const came = performance.getEntriesByType('navigation')[0]?.type;
    const at = history.state?.at;
    if (came === 'back_forward' && at !== undefined) this.#playback.seek(at);
    else goToAddress(this.#playback);
    this.#remember();
  }

  #followHistory() {
    // An entry without a position is a new one: a fragment typed by hand, or a skip link, which is
    // no place in the recording and must not move it.
    addEventListener('popstate', (event) => {
      const named = new URLSearchParams(location.hash.slice(1)).has('t');
      if (event.state?.at !== undefined) this.#playback.seek(event.state.at);
      else if (named) goToAddress(this.#playback);
      this.#remember();
    });
    document.addEventListener('click', (event) => {
      if (event.target.closest('a')?.hash) this.#remember();
    }, { capture: true });
    addEventListener('pagehide', () => this.#remember());
  }

  /** Writes down where one is, so that Back returns there and not to where one had come in. */
  #remember() {
    history.replaceState({ at: this.#playback.position }, '');
  }
}

/** Goes once to the time or the chapter that the address asks for; what is bad counts as none. */
export function goToAddress(playback) {
  const { range, chapter } = askedTime(new URL(location.href));
  const named = playback.chapters.named(chapter);
  if (range) playback.seek(range.start, range);
  else if (named) playback.seek(named.start);
  playback.refresh();
}

/** From now on jumps are entries of the history, and Back and Forward lead through them. */
export const followAddress = (playback) => new Address(playback);
