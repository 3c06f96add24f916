// The list that comes of a merge once somebody chose, conflict by conflict (chapters/revision/merge).

import { childrenOf, find, replaced, withSiblings } from './tree.js';

/**
 * `chapters` hold "mine" wherever both changed a field, and every chapter that one of both removed;
 * `choices[i]`: "mine" or "theirs".
 */
export function settled(chapters, conflicts, choices) {
  return conflicts.reduce((list, conflict, i) => settledOne(list, conflict, choices[i]), chapters);
}

function settledOne(chapters, conflict, choice) {
  const { chapter: id, field } = conflict;
  const value = conflict[choice] ?? null;
  const found = find(chapters, id);
  if (!found) return chapters;
  if (field === 'chapter') return value === null ? without(chapters, found, childrenOf(found.chapter)) : chapters;
  if (choice === 'mine') return chapters;
  if (field === 'parent') return moved(chapters, found, value);
  if (value !== null) return replaced(chapters, id, (each) => [{ ...each, [field]: value }]);
  const { [field]: _, ...rest } = found.chapter;
  return replaced(chapters, id, () => [field in EMPTY ? { ...rest, [field]: EMPTY[field] } : rest]);
}

// Fields that a chapter always has, and their value for "none".
const EMPTY = { session: null, speakers: [] };

const without = (chapters, { chapter, parent, siblings }, lifted = []) =>
  withSiblings(chapters, parent, [...siblings.filter((each) => each !== chapter), ...lifted]);

/** Into the chapter `id`, or to the top; where it does not fit it stays. */
function moved(chapters, found, id) {
  const { chapter } = found;
  const rest = without(chapters, found);
  const parent = id === null ? null : find(rest, id)?.chapter;
  if (parent === undefined) return chapters;
  const fits = parent === null || (parent.start_ms <= chapter.start_ms && chapter.end_ms <= parent.end_ms);
  if (!fits) return chapters;
  return withSiblings(rest, parent, [...(parent ? childrenOf(parent) : rest), chapter]);
}
