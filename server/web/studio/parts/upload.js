// One file on its way to the service by tus 1.0 (tus.io/protocols/resumable-upload): goes on after a
// broken line, a restart of the service, and a reload of the page once the same file is chosen again.
import * as tus from 'tus-js-client';

const ENDPOINT = '/api/v1/uploads';
const CHUNK_BYTES = 4 * 1024 * 1024;
// A restart of the service takes seconds, somebody who fetches another cable minutes.
const RETRY_MS = [0, 500, 1000, 2000, 4000, 8000, 8000, 8000, 15_000, 15_000, 30_000, 30_000, 60_000, 60_000];
const RATE_WINDOW_MS = 8000;

const FINAL_STATUSES = [400, 403, 404, 410, 413, 415];

/** Uploads that did not come to their end: [{key, name, bytes, url}], the latest first. */
export async function interruptedUploads() {
  const all = await tus.defaultOptions.urlStorage.findAllUploads();
  return all.filter(({ uploadUrl }) => uploadUrl)
    .map(({ urlStorageKey, size, metadata, uploadUrl, creationTime }) =>
      ({ key: urlStorageKey, name: metadata.filename, bytes: size, url: uploadUrl, at: new Date(creationTime) }))
    .sort((a, b) => b.at - a.at);
}

/** Forgets an interrupted upload, here and on the service. */
export async function dropUpload({ key, url }) {
  await tus.defaultOptions.urlStorage.removeUpload(key);
  await tus.Upload.terminate(url, { retryDelays: [0, 1000] }).catch(() => {});  // gone there already
}

/**
 * The upload of `file`. Tells "change" whenever there is something new: `state` is "sending",
 * "waiting" (for the service to answer again), "paused", "done" or "failed", with `error`; `sent` and
 * `total` are bytes, `rate` bytes a second or null, `id` what the API calls it once it is done.
 */
export class FileUpload extends EventTarget {
  #upload;
  #seen = [];   // [time, bytes] of the last seconds

  constructor(file) {
    super();
    this.file = file;
    this.state = 'sending';
    this.sent = 0;
    this.total = file.size;
    this.error = null;
    this.#upload = new tus.Upload(file, {
      endpoint: ENDPOINT,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      metadata: { filename: file.name },
      onProgress: (sent) => this.#progress(sent),
      onSuccess: () => this.#become('done'),
      onError: (error) => this.#fail(error),
      onShouldRetry: (error) => this.#mayRetry(error),
    });
  }

  get id() { return this.#upload.url?.split('/').at(-1) ?? null; }

  get rate() {
    if (this.#seen.length < 2) return null;
    const [[t0, b0], [t1, b1]] = [this.#seen[0], this.#seen.at(-1)];
    return t1 > t0 ? ((b1 - b0) * 1000) / (t1 - t0) : null;
  }

  get remainingMs() {
    return this.rate ? ((this.total - this.sent) * 1000) / this.rate : null;
  }

  /** Begins, or goes on where an earlier upload of the same file stopped. */
  async start() {
    const [earlier] = await this.#upload.findPreviousUploads();
    if (earlier) this.#upload.resumeFromPreviousUpload(earlier);
    this.resume();
  }

  resume() {
    this.error = null;
    this.#seen = [];
    this.#become('sending');
    this.#upload.start();
  }

  pause() {
    this.#upload.abort();
    this.#become('paused');
  }

  /** Ends it and has the service forget what it got. */
  async cancel() {
    await this.#upload.abort(true).catch(() => {});
    await this.forget();
  }

  /** What was sent is in use now: the same file would be another upload. */
  async forget() {
    const entries = await this.#upload.findPreviousUploads();
    await Promise.all(entries.map(({ urlStorageKey }) => tus.defaultOptions.urlStorage.removeUpload(urlStorageKey)));
  }

  #progress(sent) {
    const now = performance.now();
    this.sent = sent;
    this.#seen = [...this.#seen.filter(([time]) => now - time < RATE_WINDOW_MS), [now, sent]];
    this.#become('sending');
  }

  #mayRetry(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    const again = !FINAL_STATUSES.includes(status) && status !== 401;
    if (again && this.state !== 'paused') this.#become('waiting');
    return again;
  }

  #fail(error) {
    this.error = { status: error.originalResponse?.getStatus() ?? 0, text: error.originalResponse?.getBody() ?? '' };
    this.#become('failed');
  }

  #become(state) {
    if (this.state === 'paused' && state === 'waiting') return;
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
