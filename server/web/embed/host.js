// The page around a frame: its commands, and what it is told. Only the window that holds the frame
// is heard, and only when it comes from a site that may show the frame (data-origins). Its address
// is used to answer it and said to nobody.

const TIMES_A_SECOND = 4;

/** A message as an object: ours, or a text as hand-written code for other players sends it. */
function understood(data) {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

// {event: "command", func: "seekTo", args: [62, true]}, as pages have it for other players.
const FOREIGN = { seekTo: 'seek', playVideo: 'play', pauseVideo: 'pause' };

/** `methods`: what may be called, by name. `welcome()` gives what the host learns first. */
export class Host {
  #methods;
  #welcome;
  #origins;
  #origin = null;  // of the host, once it has spoken
  #told = -Infinity;

  constructor(origins, methods, welcome) {
    this.#origins = origins.split(' ');
    this.#methods = methods;
    this.#welcome = welcome;
    if (window.parent === window) return;
    addEventListener('message', (event) => this.#hear(event));
    // Says nothing but that somebody is here: the host's script may have come before us.
    window.parent.postMessage({ revivre: 1, event: 'hello' }, '*');
  }

  tell(event, data) {
    this.#send({ event, data });
  }

  /** The same, at most four times a second. */
  tellOften(event, data) {
    const now = performance.now();
    if (now - this.#told < 1000 / TIMES_A_SECOND) return;
    this.#told = now;
    this.tell(event, data);
  }

  #mayCommand(event) {
    if (event.source !== window.parent) return false;
    return this.#origins.includes('*') || this.#origins.includes(event.origin)
      || event.origin === location.origin;
  }

  async #hear(event) {
    if (!this.#mayCommand(event)) return;
    const message = understood(event.data);
    if (message?.event === 'command') this.#call(FOREIGN[message.func], message.args);
    if (message?.revivre !== 1 || typeof message.method !== 'string') return;
    this.#origin = event.origin;
    if (message.method === 'connect') {
      document.documentElement.classList.toggle('fit', message.args?.[0]?.fit === true);
      this.tell('ready', this.#welcome());
      return;
    }
    const { id } = message;
    try {
      this.#send({ id, value: await this.#call(message.method, message.args) });
    } catch (fault) {
      this.#send({ id, fault: String(fault.message) });
    }
  }

  async #call(name, args) {
    const known = typeof name === 'string' && Object.hasOwn(this.#methods, name);
    if (!known) throw new Error('unknown method');
    return this.#methods[name](...(Array.isArray(args) ? args : []));
  }

  #send(message) {
    if (this.#origin === null) return;
    // A host without an origin of its own ("null") has no name to be called by.
    const target = this.#origin === 'null' ? '*' : this.#origin;
    window.parent.postMessage({ revivre: 1, ...message }, target);
  }
}
