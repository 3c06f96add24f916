// The list that comes of a merge once somebody chose, conflict by conflict.

import { childrenOf, find, inOrder, replaced, withSiblings } from './tree.js';

/** `chapters` hold "mine" wherever both changed something; `choices[i]`: "mine" or "theirs". */
export function settled(chapters, conflicts, choices) {
  return conflicts.reduce((list, conflict, i) =>
    (choices[i] === 'theirs' ? withTheirs(list, conflict) : list), chapters);
}

function withTheirs(chapters, { chapter: id, field, theirs }) {
  const found = find(chapters, id);
  if (!field || field === 'chapter') return wholeChapter(chapters, found, theirs);
  if (!found) return chapters;
  if (theirs === null || theirs === undefined) {
    const { [field]: _, ...rest } = found.chapter;
    return replaced(chapters, id, () => [field in EMPTY ? { ...rest, [field]: EMPTY[field] } : rest]);
  }
  return replaced(chapters, id, (each) => [{ ...each, [field]: theirs }]);
}

// Fields that a chapter always has, and their value for "none".
const EMPTY = { session: null, speakers: [] };

// One took the chapter away, the other changed it.
function wholeChapter(chapters, found, theirs) {
  if (found && !theirs) {
    const rest = found.siblings.filter((each) => each !== found.chapter);
    return withSiblings(chapters, found.parent, [...rest, ...childrenOf(found.chapter)]);
  }
  if (!found && theirs) return inOrder([...chapters, theirs]);
  return found ? replaced(chapters, found.chapter.id, () => [theirs]) : chapters;
}
