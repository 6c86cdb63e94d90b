/** The base of every connected element: finds its client, follows the slices it reads, speaks the page's language and in `im-` events. */
import { LitElement, type ReactiveController } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../../core/api.js';
import type { State } from '../../core/state.js';
import { ImError } from '../../protocol/errors.js';
import type { Strings } from '../../locales/en.js';
import { Localize, type Translate } from '../../ui/localize.js';
import { registry } from './registry.js';

type Detail<K extends keyof HTMLElementEventMap> = HTMLElementEventMap[K] extends CustomEvent<infer D> ? D : never;

/** @fires {CustomEvent<{ error: ImError; action: string }>} im-error - Something failed; the words are on the page already. */
export abstract class ImElement extends LitElement {
  /** The English words that the element may say. */
  static words: Partial<Strings> = {};

  /** The name of the client to use, when a page has more than one. */
  @property({ attribute: 'client' }) clientName = 'default';
  /** Forces a colour scheme; by default the page's is inherited. */
  @property({ reflect: true }) theme: 'light' | 'dark' | '' = '';
  /** How close rows stand. */
  @property({ reflect: true }) density: 'compact' | 'cosy' | 'comfortable' = 'cosy';

  #given: Client | undefined;
  #internals = this.attachInternals();
  #localize = new Localize(this, (this.constructor as typeof ImElement).words);
  #alert: HTMLElement | undefined;

  constructor() {
    super();
    // A client that was set before the element was defined is adopted.
    if (!Object.hasOwn(this, 'client')) return;
    const { client } = this;
    delete (this as { client?: Client | undefined }).client;
    this.client = client;
  }

  /** The client itself, for code that has one in hand. Wins over the attribute. */
  get client(): Client | undefined {
    return this.#given ?? registry.get(this.clientName);
  }
  set client(client: Client | undefined) {
    this.#given = client;
    this.requestUpdate();
  }

  /** What its controllers let go when it was taken off the page, they take up again when it renders. */
  override connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Off the page nothing is rendered: what comes late (an answer, a part) would have the controllers take up again what they let go. */
  protected override shouldUpdate() {
    return this.isConnected;
  }

  /** A template that throws is reported and told in words; what was there stays, and the page goes on. */
  protected override performUpdate() {
    // Not `update`: Lit has to see what was thrown, or it takes this update for one that is still under way, and makes no other.
    try {
      super.performUpdate();
      this.#alert?.remove();
    } catch (error) {
      reportError(error);
      this.#alert ??= Object.assign(document.createElement('p'), { role: 'alert', className: 'error' });
      this.#alert.textContent = this.t('eOther');
      this.renderRoot.append(this.#alert);
    }
  }

  /** Words in the language in force here: `this.t('friends')`, `this.t('friendCount', { n: 3 })`. */
  protected get t(): Translate {
    return this.#localize.t;
  }

  /** The language in force here, for `Intl`. */
  protected get locale() {
    return this.#localize.lang;
  }

  /** A value picked from the store, kept fresh: `#names = this.select(['friends'], state => …)`; read `#names.value`. */
  protected select<T>(keys: readonly (keyof State)[], pick: (state: Readonly<State>) => T): Select<T> {
    return new Select(this, keys, pick);
  }

  /** False when a listener called `preventDefault()`. */
  protected emit<K extends keyof HTMLElementEventMap>(type: K, detail: Detail<K>): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** Sets or clears a custom state, for `:state(name)`. */
  protected mark(name: string, on: boolean) {
    if (on) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  /**
   * Runs a user's action. Gives undefined when it went well, else the error, told to the page as `im-error`.
   * @param action - the client's function, e.g. `addFriend`.
   */
  protected async attempt(action: string, run: (client: Client) => Promise<unknown>): Promise<ImError | undefined> {
    const { client } = this;
    return client && this.told(action, () => run(client));
  }

  /** The same for what needs no client. */
  protected async told(action: string, run: () => Promise<unknown>): Promise<ImError | undefined> {
    try {
      await run();
      return undefined;
    } catch (cause) {
      const error = cause instanceof ImError ? cause : new ImError(10005, String(cause));
      // What the server refuses is told in words; only what nobody expects is the developer's.
      if (error !== cause) console.warn(`im-elements: ${action} failed:`, cause);
      this.emit('im-error', { error, action });
      return error;
    }
  }
}

/** Re-picks when a named slice was replaced, re-renders when the picked value differs. Survives moves and late clients. */
export class Select<T> implements ReactiveController {
  value: T | undefined;
  #client: Client | undefined;
  #off: (() => void) | undefined;
  #offRegistry: (() => void) | undefined;

  constructor(
    readonly host: ImElement,
    readonly keys: readonly (keyof State)[],
    readonly pick: (state: Readonly<State>) => T,
  ) {
    host.addController(this);
  }
  hostConnected() {
    this.#offRegistry = registry.on(() => {
      this.host.requestUpdate();
    });
    this.#follow();
  }
  hostUpdate() {
    this.#follow();
  }
  hostDisconnected() {
    this.#off?.();
    this.#offRegistry?.();
    this.#client = undefined;
  }

  #follow() {
    const { client } = this.host;
    if (client === this.#client) return;
    this.#off?.();
    this.#client = client;
    this.#off = client?.store.on(this.keys, this.#read);
    this.#read();
  }
  #read = () => {
    const next = this.#client && this.pick(this.#client.state);
    if (Object.is(next, this.value)) return;
    this.value = next;
    this.host.requestUpdate();
  };
}

declare global {
  interface HTMLElementEventMap {
    'im-error': CustomEvent<{ error: ImError; action: string }>;
  }
}
