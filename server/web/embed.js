// For other sites: <script type="module" src="https://SITE/embed.js"></script>, or a plain script.
// Makes frames of <div class="revivre" data-recording="rec_…"> and of links to pages of ours,
// <a class="revivre" href="https://SITE/v/rec_…">, gives them the height of what they hold, and lets
// scripts play (docs/embedding.md). No byte is kept on the visitor’s machine. In a block, so that a
// plain script keeps its names to itself.
{
  const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
  const base = new URL('.', script.src).href;
  const site = new URL(base).origin;
  const known = new Map();

  class Player {
    #heard = {};
    #calls = [];
    #frame;
    #ready = new Promise((resolve) => { this.on('ready', resolve); });

    constructor(frame) {
      this.element = frame;
      this.#frame = frame;
      const { sandbox } = frame;
      this.opaque = frame.hasAttribute('sandbox') && !sandbox.contains('allow-same-origin');
      addEventListener('message', (event) => this.#hear(event));
      this.#connect();
    }

    on(event, listener) { (this.#heard[event] ??= new Set()).add(listener); }

    off(event, listener) { this.#heard[event]?.delete(listener); }

    ready() { return this.#ready; }

    async call(method, ...args) {
      await this.#ready;
      return new Promise((resolve, reject) => {
        this.#send({ method, args, id: this.#calls.push([resolve, reject]) - 1 });
      });
    }

    // The greeting may go to a page that is still on its way: it holds nothing.
    #connect() {
      this.#send({ method: 'connect', args: [{ fit: !this.#frame.dataset.fixed }] }, '*');
    }

    // A frame without an origin of its own has no name to be called by.
    #send(message, target = this.opaque ? '*' : site) {
      this.#frame.contentWindow?.postMessage({ revivre: 1, ...message }, target);
    }

    #hear({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== (this.opaque ? 'null' : site)) return;
      if (data?.revivre !== 1) return;
      const call = this.#calls[data.id];
      delete this.#calls[data.id];
      if (call) call['fault' in data ? 1 : 0](data.fault ? new Error(data.fault) : data.value);
      if (data.event === 'hello') this.#connect();
      if (data.event) this.#happened(data.event, data.data);
    }

    #happened(event, data) {
      if (event === 'ready' && data.title) this.#frame.title = data.title;
      if (data?.height > 0 && !this.#frame.dataset.fixed) {
        this.#frame.style.height = `${Math.min(data.height, 1e5)}px`;
      }
      for (const listener of this.#heard[event] ?? []) listener(data);
    }
  }
  for (const name of ['play', 'pause', 'seek', 'getCurrentTime', 'getDuration', 'getChapters',
    'getCurrentChapter', 'setTheme', 'follow']) {
    Player.prototype[name] = function call(...args) { return this.call(name, ...args); };
  }

  function frameOf(place) {
    const { recording, list, fixed, ...options } = place.dataset;
    const page = new URL(place.href ?? `${base}v/${recording ?? list}`);
    const [, kind, id] = /([evp])\/([^/]+)$/.exec(page.pathname) ?? [];
    const address = new URL((kind === 'v' && !list ? 'embed/' : 'list/') + id, base);
    address.search = page.search;
    for (const [name, value] of Object.entries(options)) address.searchParams.set(name, value);
    const frame = document.createElement('iframe');
    Object.assign(frame, { src: address, title: place.textContent.trim() || id,
      allow: 'autoplay; fullscreen; picture-in-picture' });
    frame.style.cssText = 'width:100%;height:480px;border:0';
    if (fixed) frame.dataset.fixed = 1;
    place.replaceWith(frame);
    return frame;
  }

  /** The player of a frame of ours. */
  function player(frame) {
    if (!known.has(frame)) known.set(frame, new Player(frame));
    return known.get(frame);
  }

  /** Takes up all that stands on the page now. */
  function scan() {
    for (const place of document.querySelectorAll('div.revivre,a.revivre')) player(frameOf(place));
    for (const frame of document.querySelectorAll('iframe')) {
      if (/^(embed|list)\//.test(frame.src.replace(base, ''))) player(frame);
    }
    return [...known.values()];
  }

  globalThis.revivre = { player, scan };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', scan);
  else scan();
}
