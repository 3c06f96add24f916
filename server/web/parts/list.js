// A long list of links as one stop of the Tab key, with the arrows inside (ARIA Authoring
// Practices, "Managing Focus Within Components Using a Roving tabindex").

// Letters typed within this time belong to one word: the pause that file managers use.
const TYPING_PAUSE_MS = 800;

const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/**
 * Makes the links of `list` one stop; `offer(link)` makes `link` the stop unless one is within.
 * Hidden ones are passed over; an event `filtered` of the list says that others are hidden now.
 */
export function roving(list) {
  const all = [...list.querySelectorAll('a')];
  let links = all;
  let stop = null;
  let typed = '';
  let typedAt = 0;

  function settle(link) {
    if (link === stop) return;
    stop?.setAttribute('tabindex', '-1');
    link.setAttribute('tabindex', '0');
    stop = link;
  }

  /** The next link after `from` one of whose texts begins with what was typed. */
  function matching(from, prefix) {
    const at = links.indexOf(from);
    const first = prefix.length === 1 ? at + 1 : at;  // one letter again: the next that fits
    const order = [...links.slice(first), ...links.slice(0, first)];
    return order.find((link) =>
      [...link.querySelectorAll('.speaker, .title, .what')].some((part) =>
        folded(part.textContent).startsWith(prefix)));
  }

  function typeAhead(event, from) {
    typed = event.timeStamp - typedAt > TYPING_PAUSE_MS ? event.key : typed + event.key;
    typedAt = event.timeStamp;
    return matching(from, folded(typed));
  }

  function target(event, from) {
    const at = links.indexOf(from);
    switch (event.key) {
      case 'ArrowDown': return links[Math.min(at + 1, links.length - 1)];
      case 'ArrowUp': return links[Math.max(at - 1, 0)];
      case 'Home': return links[0];
      case 'End': return links[links.length - 1];
      default: return event.key.length === 1 && event.key !== ' ' ? typeAhead(event, from) : null;
    }
  }

  list.addEventListener('keydown', (event) => {
    const from = event.target.closest('a');
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = target(event, from);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener('focusin', (event) => {
    const link = event.target.closest('a');
    if (link) settle(link);
  });

  list.addEventListener('filtered', () => {
    links = all.filter((link) => !link.closest('[hidden]'));
    if (links.length > 0 && !links.includes(stop)) settle(links[0]);
  });

  for (const link of all) link.setAttribute('tabindex', '-1');
  if (links.length > 0) settle(links[0]);
  return {
    offer(link) {
      if (links.includes(link) && !list.contains(document.activeElement)) settle(link);
    },
  };
}
