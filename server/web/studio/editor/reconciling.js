// A tree that came from the server, made of the very chapters that are shown where they are equal.

import { childrenOf, sameTree } from './tree.js';

function collect(chapters, known) {
  for (const chapter of chapters) {
    known.set(chapter.id, chapter);
    collect(childrenOf(chapter), known);
  }
  return known;
}

/** `after`, with the objects of `before` for what did not change; `before` itself if nothing did. */
export function reconciled(before, after) {
  const known = collect(before, new Map());
  const same = (was, list) => was.length === list.length && was.every((each, i) => each === list[i]);
  const shared = (chapters) => chapters.map((chapter) => {
    const children = shared(childrenOf(chapter));
    const was = known.get(chapter.id);
    const { children: _, ...own } = chapter;
    if (was && same(childrenOf(was), children)) {
      const { children: __, ...wasOwn } = was;
      if (sameTree(own, wasOwn)) return was;
    }
    return children.length > 0 ? { ...own, children } : own;
  });
  const next = shared(after);
  return same(before, next) ? before : next;
}

/** Ids of chapters that are other than in `before`, or not there: `{added, removed, changed}`. */
export function differenceOf(before, after) {
  const own = ({ children: _, ...rest }) => rest;
  const old = collect(before, new Map());
  const now = collect(after, new Map());
  const added = [...now.values()].filter(({ id }) => !old.has(id));
  const removed = [...old.values()].filter(({ id }) => !now.has(id));
  const changed = [...now.values()].filter((each) =>
    old.has(each.id) && each !== old.get(each.id) && !sameTree(own(each), own(old.get(each.id))));
  return { added, removed, changed };
}
