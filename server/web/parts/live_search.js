// The search page within the page that is shown: its main part, its title, its address.

// Long enough for the next letter of somebody who types without haste, short enough to be there
// within a second.
const PAUSE_MS = 120;

/** The address of the search page for what the form holds. */
function addressOf(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== '') address.searchParams.set(name, value);
  }
  return address;
}

const placeOf = ({ pathname, search }) => pathname + search;

export class LiveSearch {
  #form;
  #field;
  #status;
  #timer = 0;
  #asking = null;  // what ends the request that is under way
  #shown;
  #place = placeOf(window.location);

  constructor(form, status) {
    this.#form = form;
    this.#field = form.querySelector('input[type=search]');
    this.#status = status;
    this.#shown = this.#field.value.trim();
    this.#field.addEventListener('input', (event) => {
      if (!event.isComposing) this.#wait();
    });
    this.#field.addEventListener('compositionend', () => this.#wait());
    // Only the first letter adds a place to go back to; what was there before comes anew. Skip links
    // change the fragment alone.
    window.addEventListener('popstate', () => {
      if (placeOf(window.location) !== this.#place) window.location.reload();
    });
    // What was typed before this script was there, or is put back by the browser.
    if (this.#field.value !== this.#field.defaultValue) this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const text = this.#field.value.trim();
    if (text === this.#shown) return;
    const asking = new AbortController();
    this.#asking = asking;
    const address = addressOf(this.#form);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(`the search answered ${answer.status}`);
      const html = await answer.text();
      if (asking.signal.aborted) return;
      this.#show(new DOMParser().parseFromString(html, 'text/html'));
      this.#shown = text;
      this.#remember(address);
    } catch {
      if (!asking.signal.aborted) this.#fail();
    }
  }

  /** Everything of the page's main part but the status line, which stays and says something new. */
  #show(page) {
    const main = this.#status.parentElement;
    const found = page.querySelector('main [role=status].found');
    const siblings = [...found.parentElement.childNodes];
    const at = siblings.indexOf(found);
    for (const node of [...main.childNodes]) {
      if (node !== this.#status) node.remove();
    }
    this.#status.before(...siblings.slice(0, at));
    this.#status.after(...siblings.slice(at + 1));
    this.#status.textContent = found.textContent;
    document.title = page.title;
    this.#replaceBreadcrumb(page);
  }

  // The home page has none.
  #replaceBreadcrumb(page) {
    const main = this.#status.parentElement;
    const crumbs = page.querySelector('.breadcrumb');
    document.querySelector('.breadcrumb')?.remove();
    if (crumbs) main.before(crumbs);
  }

  /** So that who comes back finds the results. */
  #remember(address) {
    if (window.location.pathname === address.pathname) {
      window.history.replaceState(null, '', address);
    } else {
      window.history.pushState(null, '', address);
    }
    this.#place = placeOf(window.location);
  }

  #fail() {
    const said = document.createElement('span');
    said.setAttribute('role', 'alert');
    said.textContent = this.#status.dataset.failed;
    this.#status.replaceChildren(said);
  }
}
