// The chapters of a list, as its links describe them.

const wordsOf = (link, name) => link.querySelector(name)?.textContent ?? '';

function titleOf(link) {
  const parts = [wordsOf(link, '.speaker'), wordsOf(link, '.title')].filter(Boolean);
  return parts.join(' – ') || wordsOf(link, '.what');
}

/** In order of the list: `{link, id, title, start, end}`, in whole milliseconds. */
export function chaptersOf(list) {
  return [...list.querySelectorAll('a[data-end]')].map((link) => ({
    link,
    id: new URL(link.href).searchParams.get('c'),
    title: titleOf(link),
    start: Number(link.dataset.start),
    end: Number(link.dataset.end),
  }));
}

/** The innermost at a time, or null between chapters: the last that holds it. */
export const chapterAt = (chapters, ms) =>
  chapters.findLast(({ start, end }) => start <= ms && ms < end) ?? null;

/** What a host is told of a chapter; times in seconds, as media elements have them. */
export const described = (chapter, index) => ({
  index,
  id: chapter.id,
  title: chapter.title,
  startTime: chapter.start / 1000,
  endTime: chapter.end / 1000,
});

/** Marks the one chapter that is shown now. */
export function markCurrent(list, chapter) {
  list.querySelector('[aria-current]')?.removeAttribute('aria-current');
  chapter?.link.setAttribute('aria-current', 'true');
}
