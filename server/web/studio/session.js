// Who works here. One state for the whole page; "change" is told when somebody signs in or out.
import { call } from './api.js';

const ROLES = ['editor', 'archivist', 'admin'];  // each may do what those before it may

class Session extends EventTarget {
  user = null;       // {name, role}
  local = false;     // nobody needs to sign in: no account, and only this machine is served
  accounts = true;

  /** Asks the service. */
  async load() {
    this.#take((await call('GET', '/session')).json);
  }

  async signIn(name, password) {
    this.#take((await call('POST', '/session', { body: { name, password } })).json);
  }

  async signOut() {
    await call('DELETE', '/session');
    this.#take({ user: null, accounts: this.accounts, local: false });
  }

  /** Whether who is signed in may do what `role` may. */
  may(role) {
    return this.user !== null && ROLES.indexOf(this.user.role) >= ROLES.indexOf(role);
  }

  #take({ user, accounts, local }) {
    this.user = user;
    this.accounts = accounts;
    this.local = local;
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
