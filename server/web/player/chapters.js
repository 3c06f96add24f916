// The chapters as the list of the page names them, in its order.

const wordsOf = (link, name) => link.querySelector(name)?.textContent ?? '';

/** "Apolline Kerverdo, Ouverture": who speaks and about what. */
function labelOf(link) {
  const parts = [wordsOf(link, '.speaker'), wordsOf(link, '.title')].filter(Boolean);
  return parts.join(', ') || wordsOf(link, '.what');
}

/** Reads the links of `list` (server/pages/chapter_list.cpp); without a list there are none. */
export class Chapters {
  constructor(list) {
    const links = [...(list?.querySelectorAll('a[data-end]') ?? [])];
    this.items = links.map((link) => ({
      link,
      id: new URL(link.href).searchParams.get('c'),
      start: Number(link.dataset.start),
      end: Number(link.dataset.end),
      label: labelOf(link),
      opens: link.closest('h3') !== null,  // a session, whose start stands out on the bar
    }));
    this.starts = [...new Set(this.items.map(({ start }) => start))].sort((a, b) => a - b);
  }

  /** The innermost chapter at a time: the last of the list that holds it; null between chapters. */
  at(ms) {
    return this.items.findLast(({ start, end }) => start <= ms && ms < end) ?? null;
  }

  named(id) {
    return this.items.find((item) => item.id === id) ?? null;
  }

  /** The first start or end after a time, where the current chapter may change. */
  boundaryAfter(ms) {
    return this.items.reduce((nearest, { start, end }) => {
      const edge = start > ms ? start : end;
      return edge > ms ? Math.min(nearest, edge) : nearest;
    }, Infinity);
  }
}
