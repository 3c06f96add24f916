// Which view stands in the page's main part: by the address, without loading the page anew.
import { language } from './messages.js';

const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang');

/** `address` (a path of the studio) with the language that was asked in the address, so it stays. */
export function link(address) {
  if (!asked) return address;
  const url = new URL(address, window.location.origin);
  url.searchParams.set('lang', language);
  return url.pathname + url.search + url.hash;
}

function matcher(pattern) {
  const names = [];
  const source = pattern.replace(/\{(\w+)\}/g, (_, name) => (names.push(name), '([^/]+)'));
  const shape = new RegExp(`^${source}/?$`);
  return (pathname) => {
    const found = shape.exec(pathname);
    return found && Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1])]));
  };
}

/**
 * Shows the element of the first of `routes` ([pattern, tag]) that takes the address, or `missing`,
 * in `place`. "{name}" of a pattern becomes the element's property `name`. A view may have
 * `mayLeave()`, a promise of whether it may be left now.
 */
export class Router extends EventTarget {
  #routes;
  #missing;
  #place;
  #view = null;
  #here = '';

  constructor(place, routes, missing) {
    super();
    this.#place = place;
    this.#missing = missing;
    this.#routes = routes.map(([pattern, tag]) => ({ takes: matcher(pattern), tag }));
    window.addEventListener('popstate', () => this.#back());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  get view() { return this.#view; }

  /** Goes to `address`, as a new place of the browser's history unless `replace`. */
  async go(address, { replace = false } = {}) {
    if (this.#view?.mayLeave && !(await this.#view.mayLeave())) return;
    window.history[replace ? 'replaceState' : 'pushState'](null, '', link(address));
    this.show();
  }

  /** Shows what the address names; `focus`: the view's heading gets the focus. */
  show({ focus = true } = {}) {
    const { pathname, search } = window.location;
    this.#here = pathname + search;
    const { tag, values } = this.#find(pathname);
    const view = document.createElement(tag);
    Object.assign(view, values);
    this.#view = view;
    this.#place.replaceChildren(view);
    this.dispatchEvent(new Event('shown'));
    window.scrollTo(0, 0);
    if (focus) this.#focus(view);
  }

  #find(pathname) {
    for (const { takes, tag } of this.#routes) {
      const values = takes(pathname);
      if (values) return { tag, values };
    }
    return { tag: this.#missing, values: {} };
  }

  async #focus(view) {
    await view.updateComplete;
    if (this.#view === view) (view.querySelector('h1[tabindex]') ?? this.#place).focus();
  }

  async #back() {
    const { pathname, search } = window.location;
    if (pathname + search === this.#here) return;  // only the fragment changed
    if (this.#view?.mayLeave && !(await this.#view.mayLeave())) {
      window.history.pushState(null, '', this.#here);
      return;
    }
    this.show();
  }

  #follow(event) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (!anchor || anchor.target || anchor.hasAttribute('download') || anchor.dataset.reload !== undefined) return;
    const url = new URL(anchor.href, window.location.href);
    const ours = url.origin === window.location.origin && /^\/studio(\/|$)/.test(url.pathname);
    const samePage = url.pathname + url.search === window.location.pathname + window.location.search && url.hash;
    if (!ours || url.pathname.startsWith('/studio/media/') || url.pathname.startsWith('/studio/files/') || samePage) return;
    event.preventDefault();
    this.go(url.pathname + url.search + url.hash);
  }
}

let router = null;

export function useRouter(made) {
  router = made;
}

/** Goes to a place of the studio. */
export const go = (address, options) => router.go(address, options);
