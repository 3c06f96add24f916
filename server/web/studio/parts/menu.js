// The studio's menu, who is signed in, and the way out.
import { html, nothing } from 'lit';
import { language, say } from '../messages.js';
import { go, link } from '../router.js';
import { session } from '../session.js';
import { Element } from '../view.js';

const PLACES = [
  ['/studio', 'menu_recordings', 'editor'], ['/studio/new', 'menu_new', 'archivist'], ['/studio/persons', 'menu_persons', 'editor'],
  ['/studio/account', 'menu_account', 'editor'],
];

class Menu extends Element {
  connectedCallback() {
    super.connectedCallback();
    this.anew = () => this.requestUpdate();
    session.addEventListener('change', this.anew);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener('change', this.anew);
  }

  #place([address, key]) {
    const { pathname } = window.location;
    return html`<li><a href=${link(address)} aria-current=${pathname === address ? 'page' : nothing}>${say(key)}</a></li>`;
  }

  #who() {
    const { name, role } = session.user;
    const out = async () => {
      await session.signOut();
      go('/studio/sign-in');
    };
    return html`<p class="who"><span><span class="heard">${say('signed_in')} </span><bdi>${name}</bdi> · ${say(`role_${role}`)}</span>
      ${session.local ? nothing : html`<button type="button" class="button button-small" @click=${out}>${say('sign_out')}</button>`}</p>`;
  }

  #otherLanguage() {
    const other = language === 'fr' ? 'en' : 'fr';
    const url = new URL(window.location.href);
    url.searchParams.set('lang', other);
    return html`<a class="other-language" href=${url.pathname + url.search} hreflang=${other} lang=${other}
      data-reload>${say('other_language')}</a>`;
  }

  render() {
    const places = PLACES.filter(([, , role]) => session.may(role));
    return html`${places.length === 0 ? nothing : html`<nav class="menu" aria-label=${say('menu')}>
        <ul>${places.map((each) => this.#place(each))}</ul></nav>`}
      <div class="menu-end">${session.user ? this.#who() : nothing}
        <a href=${link('/')}>${say('public_pages')}</a>${this.#otherLanguage()}</div>`;
  }
}
customElements.define('studio-menu', Menu);

/** Said above every view while there is no account. */
class LocalBanner extends Element {
  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', () => this.requestUpdate());
  }

  render() {
    if (!session.local) return nothing;
    return html`<aside class="local-banner" aria-label=${say('local_banner_label')}>${say('local_banner')}
      <code>revivre users add ${language === 'fr' ? 'NOM' : 'NAME'} --role admin</code></aside>`;
  }
}
customElements.define('studio-local-banner', LocalBanner);
