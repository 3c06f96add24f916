// Saves that belong together: an editor saves every few seconds, a history of that is no reading.
const TOGETHER_MS = 30 * 60_000;  // a pause of half an hour begins another sitting

const isSave = ({ kind, published }) => (kind ?? 'edit') === 'edit' && !published;

function goesOn(last, next) {
  return isSave(last) && isSave(next) && last.author === next.author &&
    new Date(last.created_at) - new Date(next.created_at) < TOGETHER_MS;
}

/** `revisions` (newest first) as lists of those that one person saved one after the other. */
export function groupsOf(revisions) {
  const groups = [];
  for (const revision of revisions) {
    const group = groups.at(-1);
    if (group && goesOn(group.at(-1), revision)) group.push(revision);
    else groups.push([revision]);
  }
  return groups;
}
