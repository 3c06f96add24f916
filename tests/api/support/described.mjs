// The description that the service gives of itself, and answers held against it.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Objects without fields that are not described, so that a new field fails until it is. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) =>
    [key, key === 'examples' ? value : closed(value)]));
  if (copy.type === 'object' && copy.properties) copy.additionalProperties = false;
  return copy;
}

const pointer = (path) => path.replaceAll('~', '~0').replaceAll('/', '~1');

/** "/api/v1/events/{event}" as what takes its addresses. */
const expression = (path) => new RegExp(`^${path.split(/\{\w+\}/)
  .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^/]+)')}$`);

const literals = (path) => path.replace(/\{\w+\}/g, '').length;

export class Described {
  #ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false });
  #paths;

  constructor(document) {
    this.document = document;
    addFormats(this.#ajv);
    this.#ajv.addSchema(closed(document), 'api');
    // The most literal one first, as the service itself chooses.
    this.#paths = Object.keys(document.paths).sort((a, b) => literals(b) - literals(a))
      .map((path) => ({ path, takes: expression(path) }));
  }

  /** The described path that takes an address; undefined when none does. */
  pathOf(address) {
    const { pathname } = new URL(address);
    return this.#paths.find(({ takes }) => takes.test(pathname))?.path;
  }

  /** What is wrong with `value` as the schema at "#/…" of the document; empty when nothing is. */
  faults(place, value) {
    const valid = this.#ajv.compile({ $ref: `api#${place}` });
    return valid(value) ? [] : valid.errors.map((each) => `${each.instancePath} ${each.message}`);
  }

  /**
   * Fetches an address and fails unless it is described, and its status, media type and content are
   * as described. Gives the answer, with `path` and `body` (JSON, or text).
   */
  async fetch(address, options = {}) {
    const path = this.pathOf(address);
    assert.ok(path, `${address} is not described`);
    const answer = await fetch(address, { redirect: 'manual', ...options });
    const { place, described } = this.#response(path, answer.status);
    const type = (answer.headers.get('content-type') ?? '').split(';')[0];
    const text = await answer.text();
    const body = text !== '' && /json$/.test(type) ? JSON.parse(text) : text;
    for (const name of Object.keys(described.headers ?? {})) {
      assert.ok(answer.headers.get(name), `${address}: without ${name}`);
    }
    if (options.method !== 'HEAD' && answer.status !== 304) {
      const content = `${place}/content/${pointer(type)}`;
      const known = described.content?.[type];
      assert.ok(known, `${address}: ${answer.status} in ${type} is not described`);
      if (known.schema) assert.deepEqual(this.faults(`${content}/schema`, body), [], address);
    }
    return { path, status: answer.status, headers: answer.headers, type, body };
  }

  #response(path, status) {
    const given = this.document.paths[path].get.responses[status];
    assert.ok(given, `${path}: ${status} is not described`);
    if (!given.$ref) return { place: `/paths/${pointer(path)}/get/responses/${status}`, described: given };
    const name = given.$ref.split('/').at(-1);
    return { place: `/components/responses/${name}`, described: this.document.components.responses[name] };
  }
}
