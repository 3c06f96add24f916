// Asking the API of this very site.

const API = '/api/v1';
// Changing methods always say JSON: the server takes no other from a page (cross-site forms cannot).
const JSON_TYPE = 'application/json';

let signInAgain = null;

/** `handler` is asked when the session has ended; what it promises is waited for, then asked again. */
export function whenSignedOut(handler) {
  signInAgain = handler;
}

/** What the server refused, or could not be asked (`status` 0). */
export class Problem extends Error {
  constructor(status, json, retryAfterS = null) {
    const detail = json?.detail ?? json?.title ?? '';
    super(detail || `status ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
    this.errors = json?.errors ?? [];  // of {pointer, detail}
    this.json = json;
    this.retryAfterS = retryAfterS;
  }
}

/** A quoted entity-tag for If-Match, from a number or a tag. */
export const revisionTag = (revision) => (typeof revision === 'number' ? `"r${revision}"` : revision);

function requestOf(method, { body, raw, type, ifMatch, ifNoneMatch, signal, keepalive }) {
  const headers = { Accept: JSON_TYPE };
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes) headers['Content-Type'] = type ?? (raw === undefined ? JSON_TYPE : 'application/octet-stream');
  if (ifMatch !== undefined) headers['If-Match'] = revisionTag(ifMatch);
  if (ifNoneMatch !== undefined) headers['If-None-Match'] = revisionTag(ifNoneMatch);
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    method, headers, signal, keepalive, body: changes ? content : undefined, credentials: 'same-origin', cache: 'no-store',
  };
}

async function jsonOf(answer) {
  if (!/\bjson\b/.test(answer.headers.get('Content-Type') ?? '')) return null;
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

async function ask(method, path, options) {
  try {
    return await fetch(API + path, requestOf(method, options));
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, null);
  }
}

/**
 * Asks `path` (below /api/v1) and gives `{status, json, etag}`; throws Problem for whatever is no
 * success. `body` goes as JSON, `raw` (text, bytes, Blob) as it is, of media type `type`; `ifMatch`
 * is a revision's number or an entity-tag; so is `ifNoneMatch`, with which 304 is an answer without
 * content. When the session has ended, somebody signs in again and
 * the same is asked once more, so that nothing they did is lost.
 */
export async function call(method, path, options = {}) {
  let answer = await ask(method, path, options);
  if (answer.status === 401 && signInAgain && !path.startsWith('/session')) {
    if (await signInAgain()) answer = await ask(method, path, options);
  }
  const json = await jsonOf(answer);
  if (!answer.ok && answer.status !== 304) {
    const retryAfter = Number(answer.headers.get('Retry-After'));
    throw new Problem(answer.status, json, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null);
  }
  return { status: answer.status, json, etag: answer.headers.get('ETag') };
}

/** A path below the API with each part encoded: path`/recordings/${id}/draft`. */
export const path = (parts, ...values) =>
  parts.reduce((out, part, i) => out + encodeURIComponent(values[i - 1]) + part);
