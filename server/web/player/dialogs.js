// The dialogs of the player: sharing, and keys with preferences. Browsers keep the focus inside a
// modal dialog, close it on Escape and give the focus back to where it was.

import { parseTimeRange, secondsText } from '../parts/time.js';
import { clockText } from './words.js';

/** Opens and closes a <dialog>; a press beside it closes it too. */
class Dialog {
  constructor(dialog) {
    this.dialog = dialog;
    this.status = dialog.querySelector('[role="status"]');
    for (const button of dialog.querySelectorAll('[data-part="close"]')) {
      button.addEventListener('click', () => dialog.close());
    }
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  open() {
    this.status.textContent = '';
    this.dialog.showModal();
  }

  part(name) { return this.dialog.querySelector(`[data-part="${name}"]`); }
}

export class Help extends Dialog {
  constructor(dialog, button, preferences) {
    super(dialog);
    button?.addEventListener('click', () => this.open());
    const keys = this.part('keys');
    keys.checked = preferences.value('keys', true);
    keys.addEventListener('change', () => preferences.set('keys', keys.checked));
    this.part('erase').addEventListener('click', () => {
      preferences.erase();
      keys.checked = true;
      this.status.textContent = this.status.dataset.erased;
    });
  }
}

export class Share extends Dialog {
  #playback;
  #address;
  #moment = 0;
  #chapter = null;

  constructor(dialog, button, playback) {
    super(dialog);
    this.#playback = playback;
    this.#address = dialog.dataset.address;
    button?.addEventListener('click', () => this.open());
    this.form = dialog.querySelector('form');
    this.form.addEventListener('input', () => this.#write());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#copy();
    });
  }

  open() {
    this.#moment = this.#playback.position;
    this.#chapter = this.#playback.current;
    const chapter = this.#chapter;
    this.part('moment').textContent = clockText(this.#moment);
    this.part('chapter').textContent = chapter?.label ?? '';
    this.part('chapter-choice').hidden = chapter === null;
    this.form.reset();
    this.part('start').value = clockText(chapter?.start ?? this.#moment);
    this.part('end').value = clockText(chapter?.end ?? this.#playback.duration);
    this.#write();
    super.open();
  }

  #write() {
    const wanted = this.form.elements.what.value;
    this.part('passage-fields').hidden = wanted !== 'passage';
    const link = this.#link(wanted, this.#faults(wanted));
    if (link !== null) this.part('link').value = link;
  }

  #link(wanted, faults) {
    if (faults.length > 0) return null;
    const url = new URL(this.#address, location.href);
    if (wanted === 'chapter') {
      url.searchParams.set('c', this.#chapter.id);
      url.searchParams.set('t', secondsText(this.#chapter.start));
    } else {
      const { start, end } = wanted === 'passage'
        ? this.#passage() : { start: this.#moment, end: null };
      const times = [start, end].filter((each) => each !== null).map(secondsText);
      url.searchParams.set('t', times.join(','));
    }
    return url.href.replaceAll('%2C', ',');
  }

  // One time alone: a comma would make two of it.
  #time(name) {
    const text = this.part(name).value.trim();
    return text.includes(',') ? null : parseTimeRange(text)?.start ?? null;
  }

  #passage() {
    return { start: this.#time('start'), end: this.#time('end') };
  }

  #faults(wanted) {
    if (wanted !== 'passage') return [];
    const { start, end } = this.#passage();
    const badStart = start === null || start >= this.#playback.duration;
    const badEnd = end === null || (!badStart && end <= start);
    return [badStart && 'start', badEnd && 'end'].filter(Boolean);
  }

  #showFaults(faults) {
    for (const name of ['start', 'end']) {
      const wrong = faults.includes(name);
      this.part(name).setAttribute('aria-invalid', String(wrong));
      this.part(`${name}-fault`).hidden = !wrong;
    }
  }

  async #copy() {
    const faults = this.#faults(this.form.elements.what.value);
    this.#showFaults(faults);
    this.status.textContent = '';
    if (faults.length > 0) {
      this.part(faults[0]).focus();
      return;
    }
    this.#write();
    const link = this.part('link');
    const copied = await copy(link);
    this.status.textContent = copied ? this.status.dataset.copied : this.status.dataset.failed;
  }
}

// An embed may not be allowed to write the clipboard: then the link is left selected.
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return false;
  }
}
