// structured_data.mjs FILE...: what Adobe's validator finds wrong with the structured data of pages,
// by Google's rules for rich results.
import fs from 'node:fs';
import Validator from '@adobe/structured-data-validator';
import WebAutoExtractor from '@marbec/web-auto-extractor';

// Without the vocabulary itself, which is schema.org's to give: Google's rules alone.
const validator = new Validator();

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(async (file) => {
  const found = new WebAutoExtractor({ addLocation: true })
    .parse(fs.readFileSync(file, 'utf8'));
  const issues = await validator.validate(found);
  return {
    types: Object.keys(found.jsonld),
    clips: (found.jsonld.VideoObject ?? []).flatMap((video) => video.hasPart ?? [])
      .map(({ name, startOffset, endOffset, url }) => [name, startOffset, endOffset, url]),
    issues: issues.map(({ severity, issueMessage }) => `${severity}: ${issueMessage}`),
  };
}))));
