// What an archivist does to the tree. Each function gives `{chapters, chosen, also}`: the new tree,
// the id to choose next, and the titles of neighbours that were moved along; or `{fault, values}`:
// why not, a key of the catalogue that also says what to do instead.
//
// Chapters that touch share a boundary. What moves a boundary (keys, dragging) moves it for both;
// what sets a chapter's own times (typing) refuses an overlap and offers to move the neighbour.

import {
  childrenOf, find, heightOf, innermost, inOrder, replaced, withChildren, withSiblings,
} from './tree.js';

// As chapters/validate.hpp, kDepthLimit.
const DEPTH_LIMIT = 16;

const fault = (key, values = {}) => ({ fault: key, values });
const done = (chapters, chosen, also = []) => ({ chapters, chosen, also });

const overlap = (one, other) =>
  Math.min(one.end_ms, other.end_ms) - Math.max(one.start_ms, other.start_ms);

/** Why a chapter cannot have these times; null: it can. `duration` of the recording, in ms. */
function timeFault({ chapter, parent, siblings }, next, duration) {
  if (next.start_ms < 0) return fault('fault_before', {});
  if (next.end_ms > duration) return fault('fault_beyond', { at: duration });
  if (next.end_ms <= next.start_ms) return fault('fault_empty', { at: next.start_ms });
  if (parent && (next.start_ms < parent.start_ms || next.end_ms > parent.end_ms)) {
    return fault('fault_outside', { title: parent.title, from: parent.start_ms, to: parent.end_ms });
  }
  const inside = childrenOf(chapter).find((each) =>
    each.start_ms < next.start_ms || each.end_ms > next.end_ms);
  if (inside) {
    return fault('fault_cuts', { title: inside.title, from: inside.start_ms, to: inside.end_ms });
  }
  // Two people may speak at once: an overlap that was there already is nobody's mistake.
  const hit = siblings.find((each) => each.id !== chapter.id &&
    overlap(each, next) > 0 && overlap(each, chapter) <= 0);
  if (!hit) return null;
  const before = hit.start_ms < next.start_ms;
  return fault(before ? 'fault_overlaps_before' : 'fault_overlaps_after', {
    title: hit.title, from: hit.start_ms, to: hit.end_ms, neighbour: hit.id,
  });
}

/** Sets a chapter's own times, and nothing else's. */
export function setTimes(chapters, id, times, duration) {
  const found = find(chapters, id);
  const next = { ...found.chapter, ...times };
  const wrong = timeFault(found, next, duration);
  return wrong ?? done(replaced(chapters, id, () => [next]), id);
}

/** Sets them after moving the neighbour that a fault of setTimes named out of the way. */
export function setTimesMoving(chapters, id, times, neighbour, duration) {
  const next = { ...find(chapters, id).chapter, ...times };
  const other = find(chapters, neighbour).chapter;
  const room = other.start_ms < next.start_ms ? { end_ms: next.start_ms } : { start_ms: next.end_ms };
  const moved = setTimes(chapters, neighbour, room, duration);
  if (moved.fault) return moved;
  const set = setTimes(moved.chapters, id, times, duration);
  return set.fault ? set : { ...set, also: [other.title] };
}

const opposite = { start_ms: 'end_ms', end_ms: 'start_ms' };

/**
 * Which other edges go with an edge: those that stand at the same time and would be in the way. The
 * parts of a neighbour that `follows` stay with its boundary either way.
 */
function touching({ chapter, parent, siblings }, { edge, ms, follows }) {
  const at = chapter[edge];
  const inwards = edge === 'start_ms' ? ms > at : ms < at;
  const along = siblings
    .filter((each) => each.id !== chapter.id && each[opposite[edge]] === at && overlap(each, chapter) <= 0)
    .map((each) => ({ id: each.id, edge: opposite[edge] }));
  if (inwards || follows) {
    along.push(...childrenOf(chapter).filter((each) => each[edge] === at)
      .map((each) => ({ id: each.id, edge })));
  }
  if (!inwards && parent && parent[edge] === at) {
    along.push({ id: parent.id, edge });
  }
  return along;
}

/** All edges that move when one does, itself first. */
function edgesWith(chapters, id, edge, ms) {
  const moving = [{ id, edge }];
  const known = (each) => moving.some((one) => one.id === each.id);
  for (let i = 0; i < moving.length; i += 1) {
    const along = touching(find(chapters, moving[i].id), { edge: moving[i].edge, ms, follows: i > 0 });
    moving.push(...along.filter((each) => !known(each)));
  }
  return moving;
}

/** Moves a boundary ("start_ms" or "end_ms" of a chapter), with whatever touches it. */
export function moveEdge(chapters, id, edge, ms, duration) {
  const at = Math.round(ms);
  const moving = edgesWith(chapters, id, edge, at);
  const change = (list) => inOrder(list.map((chapter) => {
    const own = moving.find((each) => each.id === chapter.id);
    const next = own ? { ...chapter, [own.edge]: at } : chapter;
    return next.children ? withChildren(next, change(next.children)) : next;
  }));
  const next = change(chapters);
  for (const each of moving) {
    const before = find(chapters, each.id);
    const after = find(next, each.id);
    const wrong = timeFault({ ...after, chapter: { ...before.chapter, children: childrenOf(after.chapter) } },
      after.chapter, duration);
    if (wrong) return wrong;
  }
  const also = moving.slice(1).map((each) => find(chapters, each.id).chapter.title);
  return done(sharing(chapters, next), id, also);
}

// `change` above copies every list: what is equal keeps its identity, so that rows stay as they are.
function sharing(before, after) {
  const old = new Map(before.map((each) => [each.id, each]));
  return after.map((each) => {
    const was = old.get(each.id);
    if (!was) return each;
    const children = each.children ? sharing(childrenOf(was), each.children) : undefined;
    const same = was.start_ms === each.start_ms && was.end_ms === each.end_ms &&
      (children ?? []).every((child, i) => child === was.children?.[i]);
    return same ? was : children ? { ...each, children } : each;
  });
}

/** Any fields that have to do with no other chapter: title, kind, session, speakers, summary. */
export const setFields = (chapters, id, fields) =>
  done(replaced(chapters, id, (chapter) => [{ ...chapter, ...fields }]), id);

function cut(chapter, ms, id) {
  const children = childrenOf(chapter);
  const across = children.find((each) => each.start_ms < ms && ms < each.end_ms);
  const halves = across ? cut(across, ms, id) : [];
  const before = children.filter((each) => each.end_ms <= ms && each !== across);
  const after = children.filter((each) => each.start_ms >= ms && each !== across);
  return [
    withChildren({ ...chapter, end_ms: ms }, [...before, ...halves.slice(0, 1)]),
    withChildren({ ...chapter, id: id(), start_ms: ms }, [...halves.slice(1), ...after]),
  ];
}

/** Cuts a chapter in two, and what of its parts goes across; `id()` names the new ones. */
export function split(chapters, chosen, ms, id) {
  const own = chosen ? find(chapters, chosen)?.chapter : null;
  const holds = own && own.start_ms < ms && ms < own.end_ms;
  const chapter = holds ? own : innermost(chapters, ms);
  if (!chapter || chapter.start_ms >= ms) return fault('fault_split', { at: ms });
  const halves = cut(chapter, ms, id);
  return done(replaced(chapters, chapter.id, () => halves), halves[1].id);
}

const samePerson = (one, other) =>
  (one.person ? one.person === other.person : !other.person && one.name === other.name);

/** One chapter of two that follow each other: the first one's title, everybody's names. */
export function mergeWithNext(chapters, id) {
  const { chapter, parent, siblings, index } = find(chapters, id);
  const next = siblings[index + 1];
  if (!next) return fault('fault_last', { title: chapter.title });
  const others = next.speakers.filter((each) => !chapter.speakers.some((own) => samePerson(own, each)));
  const summary = [chapter.summary, next.summary].filter(Boolean).join(' ');
  const whole = withChildren({
    ...chapter,
    ...(summary ? { summary } : {}),
    end_ms: Math.max(chapter.end_ms, next.end_ms),
    speakers: [...chapter.speakers, ...others],
  }, [...childrenOf(chapter), ...childrenOf(next)]);
  const rest = siblings.filter((each) => each !== chapter && each !== next);
  return done(withSiblings(chapters, parent, [...rest, whole]), id, [next.title]);
}

/** Makes a chapter a part of the one before it, which then reaches as far. */
export function nest(chapters, id) {
  const { chapter, parent, siblings, index, depth } = find(chapters, id);
  const before = siblings[index - 1];
  if (!before) return fault('fault_nest_first', { title: chapter.title });
  if (depth + heightOf(chapter) > DEPTH_LIMIT) return fault('fault_depth', { count: DEPTH_LIMIT });
  const holder = withChildren(
    { ...before, end_ms: Math.max(before.end_ms, chapter.end_ms) },
    inOrder([...childrenOf(before), chapter]));
  const rest = siblings.filter((each) => each !== chapter && each !== before);
  return done(withSiblings(chapters, parent, [...rest, holder]), id, [before.title]);
}

/**
 * Takes a chapter out of its parent, which then ends where it begins; what followed in the parent
 * becomes its part, as in an outliner.
 */
export function unnest(chapters, id) {
  const { chapter, parent, siblings, index } = find(chapters, id);
  if (!parent) return fault('fault_unnest_top', { title: chapter.title });
  const around = find(chapters, parent.id);
  const first = index === 0 && chapter.start_ms === parent.start_ms;
  if (first && siblings.length === 1 && chapter.end_ms === parent.end_ms) {
    return fault('fault_unnest_only', { title: parent.title });
  }
  const parts = first ? outBefore(chapter, parent, siblings) : outAfter(chapter, parent, siblings, index);
  const rest = around.siblings.filter((each) => each !== parent);
  return done(withSiblings(chapters, around.parent, [...rest, ...parts]), id, [parent.title]);
}

function outBefore(chapter, parent, siblings) {
  return [chapter, withChildren({ ...parent, start_ms: chapter.end_ms }, siblings.slice(1))];
}

function outAfter(chapter, parent, siblings, index) {
  const following = siblings.slice(index + 1);
  const end = following.length > 0 ? parent.end_ms : chapter.end_ms;
  return [
    withChildren({ ...parent, end_ms: chapter.start_ms }, siblings.slice(0, index)),
    withChildren({ ...chapter, end_ms: end }, [...childrenOf(chapter), ...following]),
  ];
}

/** A chapter's children take its place: what others wrote inside is not lost with it. */
export function remove(chapters, id) {
  const { chapter, parent, siblings, index } = find(chapters, id);
  const lifted = childrenOf(chapter);
  const rest = siblings.filter((each) => each !== chapter);
  const next = lifted[0] ?? siblings[index + 1] ?? siblings[index - 1] ?? parent;
  return done(withSiblings(chapters, parent, [...rest, ...lifted]), next?.id ?? null,
    lifted.map((each) => each.title));
}

/** A session, or whatever has parts, holds a new chapter; others make room for it. */
function holderAt(chapters, ms) {
  const own = chapters.findLast((each) => each.start_ms <= ms && ms < each.end_ms);
  if (!own || (own.kind !== 'session' && !own.children)) return null;
  return holderAt(childrenOf(own), ms) ?? own;
}

/**
 * A new chapter from a time up to the next one, or to the end of what holds it. The chapter that is
 * there, if any, ends where the new one begins.
 */
export function create(chapters, ms, duration, { id, title }) {
  const holder = holderAt(chapters, ms);
  const siblings = holder ? childrenOf(holder) : chapters;
  const there = siblings.findLast((each) => each.start_ms <= ms && ms < each.end_ms);
  if (ms >= duration) return fault('fault_new_end', { at: duration });
  if (there?.start_ms === ms) return fault('fault_new_taken', { at: ms, title: there.title });
  const following = Math.min(...siblings.filter((each) => each.start_ms > ms).map((each) => each.start_ms));
  const end = there?.end_ms ?? Math.min(following, holder?.end_ms ?? duration);
  const sessions = !holder && siblings.some((each) => each.kind === 'session');
  const kind = sessions ? 'session' : 'intervention';
  const made = { id, kind, title, start_ms: ms, end_ms: end, session: holder?.session ?? null, speakers: [] };
  const rest = there
    ? siblings.map((each) => (each === there ? { ...each, end_ms: ms } : each)) : siblings;
  return done(withSiblings(chapters, holder, [...rest, made]), id, there ? [there.title] : []);
}
