// The texts of the studio: the same in both languages, and all that its modules ask for.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AREAS } from '../../server/web/studio/messages/all.js';

const STUDIO = fileURLToPath(new URL('../../server/web/studio/', import.meta.url));
const modules = fs.readdirSync(STUDIO, { recursive: true }).filter((name) => name.endsWith('.js'));
const placeholders = (text) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('R62 the studio has each text in French and in English, with the same values in it', () => {
  for (const [area, { fr, en }] of Object.entries(AREAS)) {
    assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort(), `keys of ${area}`);
    for (const [key, text] of Object.entries(fr)) {
      assert.deepEqual(placeholders(text), placeholders(en[key]), `${area}: values of ${key}`);
      assert.ok(text.trim() !== '' && en[key].trim() !== '', `${area}: ${key} is empty`);
    }
  }
  const files = fs.readdirSync(path.join(STUDIO, 'messages')).map((name) => path.parse(name).name).filter((name) => name !== 'all');
  assert.deepEqual(Object.keys(AREAS).sort(), files.sort(), 'messages/all.js lists every area');
});

test('R62 no two areas use one key, and every key that a module names has its text', () => {
  const keys = Object.values(AREAS).flatMap(({ fr }) => Object.keys(fr));
  assert.equal(keys.length, new Set(keys).size, `twice: ${keys.filter((key, i) => keys.indexOf(key) !== i)}`);
  const missing = [];
  let asked = 0;
  for (const name of modules) {
    const source = fs.readFileSync(path.join(STUDIO, name), 'utf8');
    for (const [, counted, key] of source.matchAll(/\bsay(Count)?\(\s*'(\w+)'/g)) {
      asked += 1;
      const wanted = counted ? [`${key}_one`, `${key}_many`] : [key];
      missing.push(...wanted.filter((each) => !keys.includes(each)).map((each) => `${name}: ${each}`));
    }
  }
  assert.deepEqual(missing, []);
  assert.ok(asked > 20, `${asked} keys were found in the modules`);
});

test('R62 French texts keep signs and guillemets together with their words', () => {
  for (const { fr } of Object.values(AREAS)) {
    for (const [key, text] of Object.entries(fr)) {
      assert.doesNotMatch(text, / [:;?!»]|« /, `${key}: a non-breaking space is wanted`);
      assert.doesNotMatch(text, /'/, `${key}: ’ is wanted`);
    }
  }
});
