// webvtt_cues.mjs MODE FILE...: what the W3C's parser finds in WebVTT files, and what it finds wrong.
// MODE "chapters" allows no markup in cues, "metadata" anything, "subtitles/captions/descriptions" spans.
import fs from 'node:fs';
import webvtt from 'webvtt-parser';

const entities = JSON.parse(fs.readFileSync(
  new URL('node_modules/webvtt-parser/html-entities.json', import.meta.url)));
const [mode, ...files] = process.argv.slice(2);

const text = (node) => node.children?.map(text).join('') ?? node.value;
const voices = (node) => [...(node.name === 'v' ? [node.value] : []),
  ...(node.children ?? []).flatMap(voices)];

console.log(JSON.stringify(files.map((file) => {
  const parser = new webvtt.WebVTTParser(entities);
  const { cues, errors } = parser.parse(fs.readFileSync(file, 'utf8'), mode);
  return {
    errors,
    cues: cues.map(({ startTime, endTime, tree }) => ({
      start: Math.round(startTime * 1000),
      end: Math.round(endTime * 1000),
      text: tree.children.map(text).join(''),
      voices: tree.children.flatMap(voices),
    })),
  };
})));
