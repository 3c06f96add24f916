// Captions, subtitles and written descriptions: the media's own text tracks.

export class Captions {
  #media;
  #button;
  #choice;
  #preferences;
  #wanted = '';

  constructor(media, stage, preferences) {
    this.#media = media;
    this.#preferences = preferences;
    this.#button = stage.querySelector('[data-part="captions"]');
    this.#choice = stage.querySelector('[data-part="captions-language"]');
    if (!this.#button) return;
    this.#button.addEventListener('click', () => this.toggle());
    this.#choice?.addEventListener('change', () => this.#set(this.#choice.value));
    media.textTracks.addEventListener('change', () => this.#showState());
    this.#apply(preferences.value('captions', ''));
    this.#showState();
  }

  /** On in the chosen language, or off. */
  toggle() {
    if (!this.#button) return;
    this.#set(this.#shown() ? '' : this.#choice?.value || key(this.#tracks()[0]));
  }

  #tracks() {
    return [...this.#media.textTracks].filter(({ kind }) =>
      kind === 'captions' || kind === 'subtitles');
  }

  #shown() {
    return this.#tracks().find(({ mode }) => mode === 'showing');
  }

  #set(wanted) {
    this.#apply(wanted);
    this.#preferences.set('captions', wanted);
  }

  #apply(wanted) {
    this.#wanted = wanted;
    for (const track of this.#tracks()) {
      track.mode = wanted !== '' && key(track) === wanted ? 'showing' : 'disabled';
    }
  }

  // A browser's own menu may choose another track; two at once are never meant.
  #showState() {
    const all = this.#tracks().filter(({ mode }) => mode === 'showing');
    if (all.length > 1) return this.#apply(this.#wanted);
    const [shown] = all;
    this.#wanted = shown ? key(shown) : '';
    this.#button.setAttribute('aria-pressed', String(shown !== undefined));
    if (shown && this.#choice) this.#choice.value = key(shown);
    return undefined;
  }
}

const key = ({ kind, language }) => `${kind}.${language}`;

/** Descriptions are no part of the picture: they are written below it and said by screen readers. */
export function bindDescriptions(media, stage) {
  const button = stage.querySelector('[data-part="descriptions"]');
  const place = stage.querySelector('.description');
  const track = [...media.textTracks].find(({ kind }) => kind === 'descriptions');
  if (!button || !track) return;
  track.addEventListener('cuechange', () => {
    const lines = [...(track.activeCues ?? [])].map((cue) => cue.getCueAsHTML().textContent);
    place.textContent = lines.join(' ');
  });
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    track.mode = on ? 'hidden' : 'disabled';
    place.hidden = !on;
    if (!on) place.textContent = '';
  });
}
