// The small pictures of a recording: cues of storyboard.vtt whose text is "sheet.jpg#xywh=x,y,w,h".

const CUE = /(\d+):(\d\d):(\d\d)\.(\d{3}) --> (\d+):(\d\d):(\d\d)\.(\d{3})[^\n]*\n(\S+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)/g;

const total = (h, m, s, ms) => ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(ms);

/** `[{start, end, sheet, x, y, width, height}]` in order; what is no such cue is passed over. */
export function tilesOf(text) {
  return [...text.replaceAll('\r\n', '\n').matchAll(CUE)].map((cue) => {
    const [x, y, width, height] = cue.slice(10).map(Number);
    return {
      start: total(...cue.slice(1, 5)), end: total(...cue.slice(5, 9)), sheet: cue[9], x, y, width, height,
    };
  });
}

/** The picture of a time: the last that begins before it. */
export function tileAt(tiles, ms) {
  let low = 0;
  let high = tiles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tiles[middle].start <= ms) low = middle + 1;
    else high = middle;
  }
  return tiles[Math.max(0, low - 1)] ?? null;
}
