// A field that leaves those lines of a list that hold all the words typed.

const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function groupsOf(list) {
  return [...list.querySelectorAll('ol.chapters')].map((ol) => ({
    ol,
    heading: ol.previousElementSibling?.matches('h3') ? ol.previousElementSibling : null,
  }));
}

/** Shows the filter of `list` and makes it work. */
export function filtering(list) {
  const box = document.getElementById('filter-box');
  if (!box) return;
  const field = document.getElementById('filter');
  const status = document.getElementById('filter-status');
  const lines = [...list.querySelectorAll('ol.chapters > li')]
    .map((item) => ({ item, text: folded(item.textContent) }));
  const groups = groupsOf(list);

  function say(count, words) {
    const pattern = count > 1 ? status.dataset.many : status.dataset.one;
    status.textContent = words.length > 0 ? pattern.replace('{0}', count) : '';
  }

  field.addEventListener('input', () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    for (const { item, text } of lines) {
      item.hidden = !words.every((word) => text.includes(word));
    }
    for (const { ol, heading } of groups) {
      ol.hidden = !ol.querySelector(':scope > li:not([hidden])');
      if (heading) heading.hidden = ol.hidden;
    }
    list.dispatchEvent(new Event('filtered'));
    say(lines.filter(({ item }) => !item.hidden).length, words);
  });
  box.hidden = false;
}
