// The chapter list as a tree of plain values: every change gives a new tree that shares what stayed
// the same, so that a row is drawn again only when its chapter is another object.

export const childrenOf = (chapter) => chapter.children ?? [];

/** Earlier first, then the longer one: the order of chapters/validate.cpp. */
export const inOrder = (siblings) =>
  [...siblings].sort((a, b) => a.start_ms - b.start_ms || b.end_ms - a.end_ms);

/** With these children; none: no field at all, as the server writes it. */
export function withChildren(chapter, children) {
  const { children: _, ...rest } = chapter;
  return children.length > 0 ? { ...rest, children } : rest;
}

/**
 * The rows of the tree, top to bottom: `chapter`, `parent` (or null), `depth` from 1, `index` among
 * `count` siblings.
 */
export function rowsOf(chapters, parent = null, depth = 1, rows = []) {
  for (const [index, chapter] of chapters.entries()) {
    rows.push({ chapter, parent, depth, index, count: chapters.length });
    rowsOf(childrenOf(chapter), chapter, depth + 1, rows);
  }
  return rows;
}

/** `{chapter, parent, siblings, index, depth}` of an id, or null. */
export function find(chapters, id, parent = null, depth = 1) {
  for (const [index, chapter] of chapters.entries()) {
    if (chapter.id === id) return { chapter, parent, siblings: chapters, index, depth };
    const found = find(childrenOf(chapter), id, chapter, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The tree in which `change(chapter)` stands for the chapter: a list, of none, one or more. */
export function replaced(chapters, id, change) {
  const next = [];
  let changed = false;
  for (const chapter of chapters) {
    if (chapter.id === id) {
      next.push(...change(chapter));
      changed = true;
      continue;
    }
    const inside = chapter.children ? replaced(chapter.children, id, change) : null;
    changed ||= inside !== null && inside !== chapter.children;
    next.push(inside === null || inside === chapter.children ? chapter : withChildren(chapter, inside));
  }
  return changed ? inOrder(next) : chapters;
}

/** The tree in which the children of `parent` (a chapter, or null for the top) are `children`. */
export const withSiblings = (chapters, parent, children) => (parent === null
  ? inOrder(children)
  : replaced(chapters, parent.id, (found) => [withChildren(found, inOrder(children))]));

/** The innermost chapter that holds a time, or null. */
export function innermost(chapters, ms) {
  const holder = chapters.findLast((each) => each.start_ms <= ms && ms < each.end_ms);
  return holder ? innermost(childrenOf(holder), ms) ?? holder : null;
}

/** How many levels a chapter has, itself included. */
export const heightOf = (chapter) =>
  1 + Math.max(0, ...childrenOf(chapter).map((each) => heightOf(each)));

/** Everything that two trees have in common but the order of fields. */
export const sameTree = (one, other) => canonical(one) === canonical(other);

/** The same but for spaces, which the server cleans. */
export const sameWords = (one, other) => canonical(one, cleaned) === canonical(other, cleaned);

const cleaned = (text) => text.replace(/\s+/g, ' ').trim();

function canonical(value, text = (each) => each) {
  return JSON.stringify(value, (key, each) => {
    if (typeof each === 'string') return text(each);
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

// Crockford's digits, as those of the server's ids (storage/ids.hpp): 10 for the time, 16 by chance.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id for a new chapter: chosen here, so that sending it twice makes one chapter of it. */
export function newChapterId(now = Date.now()) {
  let time = '';
  for (let left = now, i = 0; i < 10; i += 1, left = Math.floor(left / 32)) time = DIGITS[left % 32] + time;
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return `cha_${time}${[...chance].map((byte) => DIGITS[byte % 32]).join('')}`;
}
