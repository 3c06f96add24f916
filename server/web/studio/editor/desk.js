// The archivist's desk: the draft, which chapter is chosen, where the media stands, and every action.
// It knows no element; the editor shows it and keys call it.

import { Problem } from '../api.js';
import { say } from '../messages.js';
import * as edits from './edits.js';
import { exactText, framesAway } from './times.js';
import { find, newChapterId, rowsOf } from './tree.js';

const NUDGE_MS = 100;

// A rate of frames that nobody stated: as server/pages/player.cpp.
const USUAL_FRAMES_PER_SECOND = 25;

/** What a fault of edits.js says, with its times written out. */
export function faultText({ fault, values }) {
  const written = Object.fromEntries(Object.entries(values).map(([name, value]) =>
    [name, ['at', 'from', 'to'].includes(name) ? exactText(value) : value]));
  return say(`editor_${fault}`, written);
}

/** Fires "change", "chosen", "said" {text, bad}, "rename" and "undone" (also what was done again). */
export class Desk extends EventTarget {
  chosen = null;
  edge = 'start_ms';  // the boundary that nudges move
  collapsed = new Set();
  playback = null;    // once the media's element is there (stage.js)

  #draft;
  #rows = { of: null, collapsed: null, list: [] };
  #shown = null;

  constructor(draft) {
    super();
    this.#draft = draft;
    draft.addEventListener('change', () => this.#follow());
  }

  get draft() { return this.#draft; }
  get chapters() { return this.#draft.chapters; }
  get facts() { return this.#draft.facts; }
  get duration() { return this.facts?.duration_ms ?? 1; }
  get framesPerSecond() { return this.facts?.frames_per_second || USUAL_FRAMES_PER_SECOND; }
  get position() { return this.playback?.position ?? 0; }
  get chapter() { return this.chosen === null ? null : find(this.chapters, this.chosen)?.chapter ?? null; }

  /** Rows of the tree that are shown: not those within a chapter that is folded. */
  get rows() {
    if (this.#rows.of !== this.chapters || this.#rows.collapsed !== this.collapsed) {
      const hidden = (row) => row.parent !== null && (folded.has(row.parent.id) || this.collapsed.has(row.parent.id));
      const folded = new Set();
      const list = rowsOf(this.chapters).filter((row) => {
        if (!hidden(row)) return true;
        folded.add(row.chapter.id);
        return false;
      });
      this.#rows = { of: this.chapters, collapsed: this.collapsed, list };
    }
    return this.#rows.list;
  }

  // Somebody else, or an undo, may have taken the chosen chapter away: its neighbour is chosen then.
  #follow() {
    if (this.#shown !== this.chapters && this.chosen !== null && !find(this.chapters, this.chosen)) {
      const rows = rowsOf(this.#shown ?? []);
      const at = rows.findIndex(({ chapter }) => chapter.id === this.chosen);
      const left = [...rows.slice(0, Math.max(0, at)).reverse(), ...rows.slice(at + 1)]
        .find(({ chapter }) => find(this.chapters, chapter.id));
      this.chosen = left?.chapter.id ?? this.chapters[0]?.id ?? null;
    }
    this.#shown = this.chapters;
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event('change')); }

  tell(text, bad = false) {
    this.dispatchEvent(new CustomEvent('said', { detail: { text, bad } }));
  }

  choose(id, edge = null) {
    if (edge !== null) this.edge = edge;
    const changed = this.chosen !== id;
    this.chosen = id;
    for (let parent = find(this.chapters, id)?.parent; parent; parent = find(this.chapters, parent.id).parent) {
      if (this.collapsed.has(parent.id)) this.fold(parent.id, false);
    }
    this.#changed();
    if (changed) this.dispatchEvent(new Event('chosen'));
  }

  fold(id, folded) {
    const next = new Set(this.collapsed);
    if (folded) next.add(id);
    else next.delete(id);
    this.collapsed = next;
    this.#changed();
  }

  /** The next row below (1) or above (-1); `steps` may be larger. */
  step(steps) {
    const { rows } = this;
    if (rows.length === 0) return;
    const at = rows.findIndex(({ chapter }) => chapter.id === this.chosen);
    const next = at < 0 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1);
    this.choose(rows[next].chapter.id);
  }

  seek(ms) { this.playback?.seek(ms); }

  /** To the chosen chapter's start. */
  toChosen() {
    if (this.chapter) this.seek(this.chapter[this.edge === 'end_ms' ? 'end_ms' : 'start_ms']);
  }

  chooseHere() {
    const row = this.rows.findLast(({ chapter }) =>
      chapter.start_ms <= this.position && this.position < chapter.end_ms);
    if (row) this.choose(row.chapter.id);
  }

  /** Takes a result of edits.js: shows it, says it, saves it. Gives whether it was done. */
  apply(result, { key = null, said = '', summary = said } = {}) {
    if (result.fault) {
      this.tell(faultText(result), true);
      return false;
    }
    this.chosen = result.chosen;
    this.#draft.edit(result.chapters, { key, summary });
    const also = [...new Set(result.also)].map((title) => say('editor_quoted', { title })).join(', ');
    if (said) this.tell(also ? say('editor_said_also', { said, also }) : said);
    return true;
  }

  #withChosen(action) {
    const { chapter } = this;
    if (!chapter) {
      this.tell(say('editor_fault_none_chosen'), true);
      return false;
    }
    return action(chapter);
  }

  moveEdge(id, edge, ms) {
    const { title } = find(this.chapters, id).chapter;
    this.edge = edge;
    const said = say(edge === 'start_ms' ? 'editor_did_start' : 'editor_did_end', { title, at: exactText(ms) });
    return this.apply(edits.moveEdge(this.chapters, id, edge, ms, this.duration), { key: `${edge}:${id}`, said });
  }

  /** i and o: the chosen chapter begins or ends where the media stands. */
  setEdgeHere(edge) {
    return this.#withChosen(({ id }) => this.moveEdge(id, edge, this.position));
  }

  nudge(direction) {
    return this.#withChosen((chapter) =>
      this.#nudgeTo(chapter, chapter[this.edge] + direction * NUDGE_MS));
  }

  nudgeFrames(direction) {
    return this.#withChosen((chapter) =>
      this.#nudgeTo(chapter, framesAway(chapter[this.edge], direction, this.framesPerSecond)));
  }

  #nudgeTo({ id }, ms) {
    if (!this.moveEdge(id, this.edge, ms)) return false;
    this.seek(ms);
    return true;
  }

  otherEdge() {
    this.edge = this.edge === 'start_ms' ? 'end_ms' : 'start_ms';
    this.tell(say(this.edge === 'start_ms' ? 'editor_edge_start' : 'editor_edge_end'));
    this.#changed();
  }

  /** Typed times; gives the fault, or null. `neighbour`: what may be moved out of the way. */
  setTimes(id, times, neighbour = null) {
    const { title } = find(this.chapters, id).chapter;
    const result = neighbour === null
      ? edits.setTimes(this.chapters, id, times, this.duration)
      : edits.setTimesMoving(this.chapters, id, times, neighbour, this.duration);
    if (result.fault) return result;
    const [edge] = Object.keys(times);
    this.edge = edge;
    const said = say(edge === 'start_ms' ? 'editor_did_start' : 'editor_did_end', { title, at: exactText(times[edge]) });
    this.apply(result, { key: `${edge}:${id}`, said });
    return null;
  }

  setFields(id, fields) {
    const key = `${Object.keys(fields).join()}:${id}`;
    const title = fields.title ?? find(this.chapters, id).chapter.title;
    return this.apply(edits.setFields(this.chapters, id, fields), { key, summary: say('editor_did_fields', { title }) });
  }

  /** Who speaks; a title that was only the first speaker's name, or none, follows. */
  setSpeakers(id, speakers) {
    const { title, speakers: before } = find(this.chapters, id).chapter;
    const name = speakers[0]?.name;
    const follows = Boolean(name) && (title === before[0]?.name || title === say('editor_untitled'));
    return this.setFields(id, follows ? { speakers, title: name } : { speakers });
  }

  split() {
    const result = edits.split(this.chapters, this.chosen, Math.round(this.position), newChapterId);
    const at = exactText(this.position);
    return this.apply(result, { said: say('editor_did_split', { at }) });
  }

  merge() {
    return this.#withChosen(({ id, title }) =>
      this.apply(edits.mergeWithNext(this.chapters, id), { said: say('editor_did_merge', { title }) }));
  }

  nest() {
    return this.#withChosen(({ id, title }) =>
      this.apply(edits.nest(this.chapters, id), { said: say('editor_did_nest', { title }) }));
  }

  unnest() {
    return this.#withChosen(({ id, title }) =>
      this.apply(edits.unnest(this.chapters, id), { said: say('editor_did_unnest', { title }) }));
  }

  create() {
    const at = Math.round(this.position);
    const made = { id: newChapterId(), title: say('editor_untitled') };
    const done = this.apply(edits.create(this.chapters, at, this.duration, made),
      { said: say('editor_did_create', { at: exactText(at) }) });
    if (done) this.dispatchEvent(new Event('rename'));
    return done;
  }

  remove() {
    return this.#withChosen(({ id, title }) =>
      this.apply(edits.remove(this.chapters, id), { said: say('editor_did_remove', { title }) }));
  }

  undo() {
    if (this.#draft.state === 'refused') {
      this.#draft.revert();
      return this.tell(say('editor_did_undo', { what: say('editor_an_edit') }));
    }
    return this.#command('/undo', 'editor_did_undo', 'editor_nothing_to_undo');
  }

  redo() { return this.#command('/redo', 'editor_did_redo', 'editor_nothing_to_redo'); }

  async #command(where, said, nothing) {
    try {
      const summary = where === '/undo' ? this.facts.undo?.summary : this.facts.redo?.summary;
      await this.#draft.command('POST', where, {});
      this.dispatchEvent(new Event('undone'));
      this.tell(say(said, { what: summary || say('editor_an_edit') }));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const free = where === '/undo' ? !this.facts.undo : !this.facts.redo;
      this.tell(problem.status === 409 ? say(free ? nothing : 'editor_undo_conflict') : say('editor_not_now'), true);
    }
  }

  async save() {
    try {
      await this.#draft.flush();
      this.tell(say('editor_saved_now', { revision: this.#draft.revision }));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.tell(say('editor_not_saved_yet'), true);
    }
  }
}
