/** What the site around a frame is told of a chapter; times in seconds, as media elements have them. */
export const described = (chapter, index) => ({
  index,
  id: chapter.id,
  title: chapter.label,
  startTime: chapter.start / 1000,
  endTime: chapter.end / 1000,
});
