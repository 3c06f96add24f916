// The draft of a recording as this tab has it: what the server acknowledged, what was edited since,
// and the way from one to the other. An edit shows at once and is sent a moment later; what was sent
// is kept in the browser until the answer is there.

import { Problem, call, path } from '../api.js';
import { reconciled } from './reconciling.js';
import { sameTree, sameWords } from './tree.js';

// Edits of the same thing within this time are one revision, and one step of undo.
const PAUSE_MS = 400;

// After a failure: again after this long, doubled each time up to the limit.
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8000;

/**
 * Fires "change" whenever anything below is another, and as CustomEvents:
 * - "theirs" {before, after, revision}: somebody else's changes were taken over;
 * - "conflict" {conflicts, merged, settle}: to be decided; `settle(chapters)` goes on;
 * - "saved": everything is;
 * - "refused" {problem}: the server does not take the list as it is.
 */
export class Draft extends EventTarget {
  chapters = [];       // as shown, with everything that was edited
  facts = null;        // the server's last answer, without its chapters
  state = 'saved';     // saved, unsaved, saving, waiting (for the server), refused, conflict, signed_out
  savedAt = null;      // Date of the last acknowledgement
  kept = true;         // whether this browser keeps what is unsaved

  #ask;
  #pending;
  #saved = [];         // the tree of `#revision`
  #revision = 0;
  #etag = undefined;   // of the draft as it was last fetched
  #steps = [];         // trees to be saved one after another: [{chapters, summary, key}]
  #timer = 0;
  #retry = FIRST_RETRY_MS;
  #working = null;     // the promise of what is being sent
  #commands = Promise.resolve();
  #rec;

  constructor(rec, pending, ask = call) {
    super();
    this.#rec = rec;
    this.#pending = pending;
    this.#ask = ask;
  }

  get revision() { return this.#revision; }
  get dirty() { return this.chapters !== this.#saved; }

  /** Loads the draft, then sends what an earlier page left unsaved; gives how many such lists. */
  async open() {
    this.#take((await this.#get()).json);
    const left = await this.#pending.left();
    for (const entry of left) {
      if (!this.dirty) await this.#resume(entry);  // else when it is opened next
    }
    return left.length;
  }

  // Kept under this tab's own name first: two tabs never send the same.
  async #resume(entry) {
    const base = this.#revision;
    if (entry.sent && entry.base < base && await this.#isRevision(entry.base + 1, entry.sent)) entry.base += 1;
    if (!sameTree(entry.chapters, this.#saved)) {
      const merged = entry.base === base
        ? entry.chapters : await this.#merged(entry.base, entry.chapters);
      this.chapters = reconciled(this.#saved, merged);
      this.#steps = [{ chapters: this.chapters, summary: '', key: null }];
      this.kept = this.#pending.keep(base, this.chapters);
    }
    if (this.kept) this.#pending.forget(entry);
    await this.flush().catch(() => {});
    if (!this.dirty) this.#pending.clear();
  }

  /** Shows a new tree and saves it after a moment. Edits with the same `key` become one revision. */
  edit(chapters, { key = null, summary = '' } = {}) {
    if (chapters === this.chapters) return;
    const last = this.#steps.at(-1);
    const step = { chapters, summary, key };
    if (last && key !== null && last.key === key && !last.sent) this.#steps[this.#steps.length - 1] = step;
    else this.#steps.push(step);
    this.chapters = chapters;
    this.#retry = FIRST_RETRY_MS;
    if (this.state !== 'saving' && this.state !== 'waiting') this.state = 'unsaved';
    this.#changed();
    // After the paint: the edit is seen first.
    setTimeout(() => this.#keep(), 0);
    this.#later(PAUSE_MS);
  }

  #keep() {
    if (this.dirty) this.kept = this.#pending.keep(this.#revision, this.chapters, this.#sent);
  }

  /** What was sent and has no answer yet. */
  get #sent() {
    const [step] = this.#steps;
    return step?.sent ? step.chapters : undefined;
  }

  #later(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush().catch(() => {}), ms);
  }

  /** Saves everything that was edited; throws Problem when that cannot be done now. */
  async flush() {
    clearTimeout(this.#timer);
    this.#keep();
    while (this.#working) await this.#working.catch(() => {});
    if (!this.dirty) return;
    this.#working = this.#saveAll();
    try {
      await this.#working;
    } finally {
      this.#working = null;
    }
  }

  async #saveAll() {
    while (this.dirty) {
      this.#set('saving');
      try {
        await this.#saveNext();
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (problem.status !== 412) this.#failed(problem);
        else if (!await this.#wasOurs(this.#sent)) await this.#mergeTheirs();
      }
    }
    this.#pending.clear();
    this.#retry = FIRST_RETRY_MS;
    this.#set('saved');
    this.dispatchEvent(new Event('saved'));
  }

  async #saveNext() {
    if (this.#steps.length === 0) this.#steps.push({ chapters: this.chapters, summary: '', key: null });
    const [step] = this.#steps;
    step.sent = true;
    this.#keep();  // from now on it may be saved, whether its answer comes or not
    const body = { chapters: step.chapters, ...(step.summary ? { summary: step.summary } : {}) };
    const answer = await this.#ask('PUT', path`/recordings/${this.#rec}/chapters`,
      { body, ifMatch: this.#revision });
    this.#steps.shift();
    this.#acknowledge(answer.json, step.chapters);
  }

  /** `sent` is in the store now; whatever was edited since stays on top of it. */
  #acknowledge(json, sent) {
    const { chapters, ...facts } = json;
    const after = reconciled(sent, chapters);
    this.#saved = after;
    if (this.chapters === sent) this.chapters = after;
    this.facts = facts;
    this.#revision = facts.revision;
    this.savedAt = new Date();
    this.#changed();
  }

  /**
   * Whether the next revision is `sent`, whose answer was lost: then it is what we go on from, and
   * not somebody else's work that would have to be merged.
   */
  async #wasOurs(sent) {
    if (!sent) return false;
    const next = this.#revision + 1;
    const chapters = await this.#isRevision(next, sent);
    if (!chapters) return false;
    this.#steps.shift();
    this.#acknowledge({ ...this.facts, revision: next, chapters }, sent);
    return true;
  }

  /** The chapters of a revision when they are those that were sent, else null. */
  async #isRevision(number, sent) {
    const { json } = await this.#ask('GET', path`/recordings/${this.#rec}/revisions/${number}`);
    return sameWords(json.revision.chapters, sent) ? json.revision.chapters : null;
  }

  /** Somebody saved in the meantime: our edits over theirs, and a choice where both changed a thing. */
  async #mergeTheirs() {
    const before = this.#saved;
    let mine;
    let merged;
    do {
      mine = this.chapters;
      merged = await this.#mergeOf(this.#revision, mine);
    } while (mine !== this.chapters);
    const settled = merged.conflicts.length > 0 ? await this.#choose(merged) : merged.chapters;
    const theirs = (await this.#get()).json;
    // Once more, with what came after.
    if (theirs.revision !== merged.revision || mine !== this.chapters) return;
    this.#saved = reconciled(before, theirs.chapters);
    this.#revision = theirs.revision;
    this.chapters = reconciled(mine, settled);
    if (sameTree(this.chapters, this.#saved)) this.chapters = this.#saved;
    this.#steps = this.dirty ? [{ chapters: this.chapters, summary: '', key: null }] : [];
    this.#keep();
    this.#tell('theirs', { before, after: this.#saved, revision: this.#revision });
  }

  #choose(merged) {
    this.#set('conflict');
    return new Promise((resolve) => {
      this.#tell('conflict', { ...merged, settle: resolve });
    });
  }

  async #mergeOf(base, chapters) {
    return (await this.#ask('POST', path`/recordings/${this.#rec}/merge`, { body: { base, chapters } })).json;
  }

  async #merged(base, chapters) {
    const merged = await this.#mergeOf(base, chapters);
    return merged.conflicts.length > 0 ? this.#choose(merged) : merged.chapters;
  }

  #failed(problem) {
    // Whoever does not want to sign in now is asked again at the next edit, not every second.
    if (problem.status === 401) {
      for (const step of this.#steps) step.sent = false;
      this.#set('signed_out');
      throw problem;
    }
    if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
      this.#steps = [];  // the next edit may mend it: only the whole of both is sent then
      this.#set('refused');
      this.#tell('refused', { problem });
      throw problem;
    }
    this.#set('waiting');
    this.#later(this.#retry);
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
    throw problem;
  }

  /**
   * A change that the server makes (undo, decisions, publication): saves first, asks, shows the
   * answer. Where somebody saved in between it is asked again on their revision, unless `once`.
   * One after another, however fast they are asked.
   */
  command(method, where, body, options = {}) {
    const run = () => this.#command(method, where, body, options);
    const result = this.#commands.then(run, run);
    this.#commands = result.catch(() => {});
    return result;
  }

  async #command(method, where, body, { once = false }) {
    await this.flush();
    const before = this.chapters;
    const ask = () => this.#ask(method, path`/recordings/${this.#rec}` + where, { body, ifMatch: this.#revision });
    let answer;
    try {
      answer = await ask();
    } catch (problem) {
      if (problem.status !== 412 || once) throw problem;
      await this.poll();
      answer = await ask();
    }
    if (answer.json?.chapters && before === this.chapters) this.#take(answer.json);
    else await this.poll({ whole: true });
    return answer.json;
  }

  /** Leaves what the server refused: the list is again as it was saved last. */
  revert() {
    clearTimeout(this.#timer);
    this.chapters = this.#saved;
    this.#steps = [];
    this.#pending.clear();
    this.#set('saved');
    this.#changed();
  }

  /**
   * Looks whether somebody else saved, and takes it over. `whole`: also what changes without a new
   * revision, such as which one is public.
   */
  async poll({ whole = false } = {}) {
    if (this.#working || this.state === 'conflict') return;
    const { status, json } = await this.#get(whole ? {} : { ifNoneMatch: this.#etag });
    if (status === 304 || this.#working) return;
    if (json.revision === this.#revision) {
      this.#facts(json);
      return;
    }
    if (this.dirty) {
      await this.flush();
      return;
    }
    const before = this.#saved;
    this.#take(json);
    this.#tell('theirs', { before, after: this.#saved, revision: this.#revision });
  }

  /** Who made a revision. */
  async authorOf(revision) {
    const { json } = await this.#ask('GET', path`/recordings/${this.#rec}/revisions/${revision}`);
    return json.revision.author;
  }

  #facts({ chapters: _, ...facts }) {
    if (JSON.stringify(facts) === JSON.stringify(this.facts)) return;
    this.facts = facts;
    this.#changed();
  }

  async #get(options = {}) {
    const answer = await this.#ask('GET', path`/recordings/${this.#rec}/draft`, options);
    if (answer.status !== 304) this.#etag = answer.etag ?? undefined;
    return answer;
  }

  #take(json) {
    const { chapters, ...facts } = json;
    this.facts = facts;
    this.#revision = facts.revision;
    this.#saved = reconciled(this.#saved, chapters);
    this.chapters = this.#saved;
    this.#steps = [];
    this.#changed();
  }

  #set(state) {
    if (this.state === state) return;
    this.state = state;
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event('change')); }

  #tell(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }
}
