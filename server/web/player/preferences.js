// What somebody set for themselves, kept in this browser and only from then on.

const KEY = 'revivre.player';

/** Speed, captions and shortcuts. Where nothing may be kept (an embed), they last for the page. */
export class Preferences {
  #keep;
  #values;

  constructor(keep) {
    this.#keep = keep;
    this.#values = keep ? stored() : {};
  }

  /** What was set by that name, else `usual`. */
  value(name, usual) {
    return this.#values[name] ?? usual;
  }

  set(name, value) {
    this.#values[name] = value;
    if (this.#keep) attempt(() => localStorage.setItem(KEY, JSON.stringify(this.#values)));
  }

  erase() {
    this.#values = {};
    if (this.#keep) attempt(() => localStorage.removeItem(KEY));
  }
}

function stored() {
  const text = attempt(() => localStorage.getItem(KEY));
  const values = attempt(() => JSON.parse(text ?? '{}'));
  return values !== null && typeof values === 'object' ? values : {};
}

// A browser may refuse its storage (a sandbox, a full disk, a strict setting): then nothing is kept.
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
