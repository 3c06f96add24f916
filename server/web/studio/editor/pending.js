// What is not saved yet, kept in this browser until the server has acknowledged it: a closed tab, a
// crash or a killed server loses nothing. One entry a tab; a tab that opens the recording later takes
// over what tabs that are gone have left.

const PREFIX = 'revivre.studio.pending.';
const TAB_KEY = 'revivre.studio.tab';

// Without the Web Locks API (pages over plain HTTP from another machine) nobody can tell whether the
// other tab lives: it writes more often than this while it has something unsaved.
const LIVELY_MS = 60_000;

const chance = () => Math.random().toString(36).slice(2, 12);

/** Takes a lock for as long as the page lives; false when another tab has it. */
function held(locks, name) {
  return new Promise((resolve) => {
    locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

async function isFree(locks, name) {
  if (!locks) return true;
  const { held: taken } = await locks.query();
  return !taken.some((lock) => lock.name === name);
}

/** A name that this tab keeps over a reload, but that a duplicate of it does not share. */
async function tabName(session, locks) {
  const kept = session.getItem(TAB_KEY) ?? chance();
  const mine = !locks || await held(locks, PREFIX + kept);
  const name = mine ? kept : chance();
  if (!mine) await held(locks, PREFIX + name);
  session.setItem(TAB_KEY, name);
  return name;
}

export class Pending {
  #key;
  #tab;
  #store;
  #locks;
  #rec;

  /** `user`: what somebody else left in the same browser is not sent in this one's name. */
  static async open(rec, user, { store = localStorage, session = sessionStorage, locks = navigator.locks } = {}) {
    const pending = new Pending();
    pending.#store = store;
    pending.#locks = locks;
    pending.#tab = await tabName(session, locks);
    pending.#rec = `${PREFIX}${rec}.${encodeURIComponent(user)}.`;
    pending.#key = pending.#rec + pending.#tab;
    return pending;
  }

  /**
   * Keeps the list; false: this browser has no room for it. `sent`: a list that was sent, but whose
   * answer did not come.
   */
  keep(base, chapters, sent = undefined, now = Date.now()) {
    try {
      this.#store.setItem(this.#key, JSON.stringify({ base, chapters, sent, at: now }));
      return true;
    } catch {
      return false;
    }
  }

  clear() {
    this.#store.removeItem(this.#key);
  }

  /** `[{base, chapters, sent}]` of this tab and of tabs that are gone, oldest first; see forget(). */
  async left(now = Date.now()) {
    const keys = Object.keys(this.#store).filter((key) => key.startsWith(this.#rec));
    const found = [];
    for (const key of keys) {
      const entry = this.#read(key);
      if (entry && (key === this.#key || await this.#orphaned(key, entry, now))) found.push({ ...entry, key });
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /** Removes what another tab left; this one's own is what clear() removes. */
  forget(entry) {
    if (entry.key !== this.#key) this.#store.removeItem(entry.key);
  }

  #read(key) {
    try {
      const { base, chapters, sent, at } = JSON.parse(this.#store.getItem(key));
      return Number.isInteger(base) && Array.isArray(chapters) ? { base, chapters, sent, at } : null;
    } catch {
      return null;
    }
  }

  async #orphaned(key, entry, now) {
    if (!this.#locks) return now - entry.at > LIVELY_MS;
    return isFree(this.#locks, PREFIX + key.slice(this.#rec.length));
  }
}
