/** Joins a client to the page: names the server once, and every other element finds it. Shows nothing. */
import { ReactiveElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client, TokenProvider } from '../core/api.js';
import { loginStatus } from '../core/state.js';
import { join } from '../join.js';
import { ImError } from '../protocol/errors.js';
import type { Backend } from '../protocol/port.js';
import { lazySocket } from '../transport/lazy-socket.js';
import { registry, setImageHosts } from './base/registry.js';

const origins = (list: readonly string[]) =>
  list.flatMap(item => {
    try {
      return [new URL(item, document.baseURI).origin.replace(/^ws/, 'http')];
    } catch {
      return [];
    }
  });

/**
 * The connection that the other elements use. `<im-client server="https://im.example.com"></im-client>` is all that a page needs.
 * A site with its own accounts gives `user-id` and the `token` property, or a token provider.
 *
 * @element im-client
 * @fires {CustomEvent<{ error: ImError; action: string }>} im-error - The given token was refused (`login`), or nothing can be kept on this device (`storage`, once).
 * @cssstate error - There is no server's address, or the name is taken; the console says more.
 */
export class ImClient extends ReactiveElement {
  /** Other elements name it as `client="…"`; for two accounts on a page. */
  @property() name = 'default';
  /** The server's address: `https://x` means `/api`, `/msg_gateway` and `/chat` below it. */
  @property() server = '';
  /** The IM server's REST address, where the layout is another. */
  @property({ attribute: 'api-url' }) apiUrl = '';
  /** The gateway's address, `wss://…`. */
  @property({ attribute: 'ws-url' }) wsUrl = '';
  /** The account service's address. */
  @property({ attribute: 'account-url' }) accountUrl = '';
  /** Where the session is kept. */
  @property() persist: 'local' | 'tab' | 'none' = 'local';
  /** OpenIM's number of the platform; 5 = Web. */
  @property({ type: Number, attribute: 'platform-id' }) platformID = 5;
  /** Origins that pictures may load from, besides the page's and the server's; separated by spaces. */
  @property({ attribute: 'image-hosts' }) imageHosts = '';
  /** Whom the token is for. */
  @property({ attribute: 'user-id' }) userID = '';
  /** A token of the site's own for `user-id`. A property only: attributes can be read by everyone. */
  @property({ attribute: false }) token = '';
  /** A URL of the site that answers `{userID, token}`, or a function that gives it. */
  @property({ attribute: 'token-provider' }) tokenProvider: TokenProvider | undefined;
  /** A backend instead of addresses, e.g. the server in the page. */
  @property({ attribute: false }) backend: Backend | undefined;

  #internals = this.attachInternals();
  #client: Client | undefined;
  #name = '';
  #used = '';
  #said = '';
  #offRegistry: (() => void) | undefined;
  #found!: (client: Client) => void;
  #ready = this.#promise();

  /** The client, as soon as the server is known. */
  get client(): Client | undefined {
    if (this.isConnected && this.isUpdatePending) this.performUpdate();
    return this.#client;
  }
  /** The client, when the stored session was looked for. A new promise after the server changed. */
  get ready(): Promise<Client> {
    return this.#ready;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    // A move is no end.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override update(changed: PropertyValues<this>) {
    super.update(changed);
    if (!this.isConnected) return;
    const rebuild = (
      ['name', 'server', 'apiUrl', 'wsUrl', 'accountUrl', 'platformID', 'tokenProvider', 'backend'] as const
    ).some(key => changed.has(key));
    if (rebuild) this.#end();
    if (!this.#client) this.#begin();
    else if (changed.has('persist')) this.#client.setPersist(this.persist);
    if (this.#client) {
      setImageHosts(
        this.#client,
        origins([
          this.#client.server,
          ...[this.apiUrl, this.accountUrl].filter(Boolean),
          ...this.imageHosts.split(/[\s,]+/).filter(Boolean),
        ]),
      );
      if (this.userID && this.token && this.#used !== `${this.userID} ${this.token}`) void this.#signIn(this.#client);
    }
  }

  #begin() {
    const { name, backend, persist, platformID, tokenProvider } = this;
    if (registry.get(name)) return this.#fail(`there is another <im-client> named "${name}"; the first one stays`);
    try {
      const client = join(
        {
          ...(backend ? { backend } : this.#addresses()),
          name,
          ...(tokenProvider && { tokenProvider }),
          platformID,
          // A token given by the page is given again at each load.
          persist: this.token ? 'none' : persist,
        },
        lazySocket,
      );
      this.#client = client;
      this.#name = name;
      this.#offRegistry?.();
      this.#offRegistry = undefined;
      this.#said = '';
      this.#internals.states.delete('error');
      registry.set(name, client);
      client.on('storageFailed', error => {
        this.#tell(error, 'storage');
      });
      void client.ready.then(() => {
        this.#found(client);
      });
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause.message : String(cause));
    }
  }

  #addresses() {
    const { apiUrl, wsUrl, accountUrl, server } = this;
    if (!server && !(apiUrl && wsUrl)) throw new Error('no address: set server="https://…"');
    // Relative to the page, so that server="/" is the page's own.
    const whole = server && new URL(server, document.baseURI).href.replace(/\/$/, '');
    return { server: whole, apiUrl, wsUrl, accountUrl };
  }

  #end() {
    this.#offRegistry?.();
    this.#offRegistry = undefined;
    if (!this.#client) return;
    this.#client.dispose();
    if (registry.get(this.#name) === this.#client) registry.set(this.#name, undefined);
    this.#client = undefined;
    this.#used = '';
    this.#ready = this.#promise();
  }

  #fail(why: string) {
    this.#internals.states.add('error');
    // Scripts of the page may still set properties.
    if (document.readyState !== 'complete')
      addEventListener(
        'load',
        () => {
          if (this.isConnected && !this.#client) this.requestUpdate();
        },
        { once: true },
      );
    else if (this.#said !== why) console.error(`im-elements: <im-client> has no client: ${(this.#said = why)}.`);
    // The name may get free.
    this.#offRegistry ??= registry.on(() => {
      if (!registry.get(this.name)) this.requestUpdate();
    });
  }

  #promise() {
    return new Promise<Client>(resolve => {
      this.#found = resolve;
    });
  }

  #tell(error: ImError, action: string) {
    this.dispatchEvent(new CustomEvent('im-error', { detail: { error, action }, bubbles: true, composed: true }));
  }

  async #signIn(client: Client) {
    const { userID, token, platformID } = this;
    const mine = (this.#used = `${userID} ${token}`);
    // Another token or another server was given meanwhile.
    const isLate = () => client !== this.#client || mine !== this.#used;
    try {
      await client.ready;
      if (isLate()) return;
      const { status } = client.state.session;
      // Another tab, or an older token, signed this user in: the session goes on.
      if (client.getLoginUser() === userID && status === loginStatus.loggedIn)
        return await client.setToken({ userID, token, platformID });
      if (client.getLoginUser() || status === loginStatus.loggingIn) await client.logout();
      if (!isLate()) await client.login({ userID, token, platformID });
    } catch (cause) {
      if (isLate()) return;
      const error = cause instanceof ImError ? cause : new ImError(10005, String(cause));
      console.error('im-elements: signing in with the given token failed:', error.message, error.operationID);
      this.#tell(error, 'login');
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-client': ImClient;
  }
}
