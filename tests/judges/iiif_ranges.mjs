// iiif_ranges.mjs FILE...: how @iiif/parser, which viewers use, understands manifests.
import fs from 'node:fs';
import { normalize } from '@iiif/parser';

// Where the first part of a canvas in a range begins, in milliseconds.
const start = ({ items }) => {
  const fragment = items.find(({ selector }) => selector)?.selector.value;
  return fragment === undefined ? null : Math.round(Number(/^t=([0-9.]*)/.exec(fragment)[1]) * 1000);
};
const label = (range) => Object.values(range.label ?? {})[0]?.[0] ?? '';

console.log(JSON.stringify(process.argv.slice(2).map((file) => {
  const { entities, resource, diagnostics } = normalize(JSON.parse(fs.readFileSync(file, 'utf8')));
  const ranges = Object.values(entities.Range).filter(({ type }) => type === 'Range');
  ranges.sort((one, other) => Number(one.id.split('/').pop()) - Number(other.id.split('/').pop()));
  return {
    type: resource.type,
    diagnostics: diagnostics ?? [],
    ranges: ranges.map((range) => [label(range), start(range)]),
  };
})));
