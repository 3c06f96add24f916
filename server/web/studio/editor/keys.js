// Every action of the editor, its keys and where they act. Keys go by what they write (`event.key`),
// so that "?" and "<" are where the archivist's keyboard has them.

/**
 * In the order of the list that "?" shows. `action`: a name of actions.js, described by "act_ACTION"
 * in the catalogue; `always`: also while somebody types.
 */
export const KEYS = [
  { group: 'play', action: 'play', keys: ['k', 'Space'] },
  { group: 'play', action: 'back', keys: ['j'] },
  { group: 'play', action: 'forward', keys: ['l'] },
  { group: 'play', action: 'frame_back', keys: [','] },
  { group: 'play', action: 'frame_forward', keys: ['.'] },
  { group: 'play', action: 'go_to', keys: ['g'] },
  { group: 'play', action: 'to_chosen', keys: ['h'] },
  { group: 'play', action: 'slower', keys: ['<'] },
  { group: 'play', action: 'faster', keys: ['>'] },
  { group: 'choose', action: 'previous', keys: ['ArrowUp'] },
  { group: 'choose', action: 'next', keys: ['ArrowDown'] },
  { group: 'choose', action: 'choose_here', keys: ['c'] },
  { group: 'choose', action: 'rename', keys: ['Enter'] },
  { group: 'choose', action: 'who', keys: ['w'] },
  { group: 'times', action: 'start_here', keys: ['i'] },
  { group: 'times', action: 'end_here', keys: ['o'] },
  { group: 'times', action: 'other_edge', keys: ['x'] },
  { group: 'times', action: 'nudge_back', keys: ['-'] },
  { group: 'times', action: 'nudge_forward', keys: ['+'] },
  { group: 'times', action: 'nudge_frame_back', keys: ['Alt+ArrowUp'] },
  { group: 'times', action: 'nudge_frame_forward', keys: ['Alt+ArrowDown'] },
  { group: 'list', action: 'create', keys: ['n'] },
  { group: 'list', action: 'split', keys: ['b'] },
  { group: 'list', action: 'merge', keys: ['m'] },
  { group: 'list', action: 'nest', keys: ['Shift+ArrowRight'] },
  { group: 'list', action: 'unnest', keys: ['Shift+ArrowLeft'] },
  { group: 'list', action: 'remove', keys: ['Delete', 'Backspace'] },
  { group: 'work', action: 'undo', keys: ['Control+z'] },
  { group: 'work', action: 'redo', keys: ['Control+Shift+z', 'Control+y'] },
  { group: 'work', action: 'save', keys: ['Control+s'], always: true },
  { group: 'work', action: 'proposals', keys: ['p'] },
  { group: 'work', action: 'publish', keys: ['Control+Enter'], always: true },
  { group: 'work', action: 'zoom_in', keys: ['z'] },
  { group: 'work', action: 'zoom_out', keys: ['Shift+z'] },
  { group: 'work', action: 'fit_chapter', keys: ['f'] },
  { group: 'work', action: 'help', keys: ['?'] },
];

/** Keys that act while the focus is among the proposals, before those above. */
export const PROPOSAL_KEYS = [
  { group: 'proposals', action: 'accept', keys: ['Enter', 'a'] },
  { group: 'proposals', action: 'reject', keys: ['Delete', 'r'] },
  { group: 'proposals', action: 'accept_unnamed', keys: ['u'] },
  { group: 'proposals', action: 'edit_proposal', keys: ['e'] },
  { group: 'proposals', action: 'accept_all', keys: ['Shift+a'] },
  { group: 'proposals', action: 'hear', keys: ['Space'] },
  { group: 'proposals', action: 'previous_proposal', keys: ['ArrowUp'] },
  { group: 'proposals', action: 'next_proposal', keys: ['ArrowDown'] },
];

const isLetter = (key) => key.length === 1 && key.toLowerCase() !== key.toUpperCase();

/**
 * "Control+Shift+z" of a keydown event. Shift counts with letters and with keys that have a name,
 * not with signs: it may be what writes them. The Command key counts as Control.
 */
export function combination({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const plain = key === ' ' ? 'Space' : isLetter(key) ? key.toLowerCase() : key;
  const shifted = shiftKey && (isLetter(key) || plain.length > 1);
  const parts = [(ctrlKey || metaKey) && 'Control', altKey && 'Alt', shifted && 'Shift', plain];
  return parts.filter(Boolean).join('+');
}

const tableOf = (list) => new Map(list.flatMap((each) => each.keys.map((key) => [key, each])));
const EVERYWHERE = tableOf(KEYS);
const AMONG_PROPOSALS = tableOf(PROPOSAL_KEYS);

// AltGr writes signs on European keyboards, and Windows tells it as Control and Alt.
const writes = ({ key, ctrlKey, altKey }) => ctrlKey && altKey && key.length === 1;

/** What a keydown event asks for: {action, always} or null. */
export function actionOf(event, amongProposals) {
  if (writes(event)) return null;
  const keys = combination(event);
  return (amongProposals ? AMONG_PROPOSALS.get(keys) : null) ?? EVERYWHERE.get(keys) ?? null;
}

/** The digit that a key stands for, with or without Shift and on French keyboards too; or null. */
export function digitOf({ key, code, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[1-9]$/.test(key)) return Number(key);
  const named = /^Digit([1-9])$/.exec(code ?? '');
  return named ? Number(named[1]) : null;
}

const TYPING = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/** Whether an element takes letters itself, so that single keys are not ours. */
export const isTyping = (element) => element.matches?.(TYPING) ?? false;

/** Whether a pressed key means something to the focused element itself. */
export function isTaken({ key, target }) {
  const button = target.closest?.('button, a[href], summary, [role=slider], input, [role=tab]');
  if (!button) return false;
  if (key === ' ' || key === 'Enter') return true;
  const moves = target.matches('input[type=range], [role=slider], [role=tab]');
  return moves && key.startsWith('Arrow');
}
