/** Parts of elements that are loaded when they are first needed. */
import type { CSSResult, ReactiveControllerHost } from 'lit';
import type { Client } from '../../core/api.js';
import type { ImError } from '../../protocol/errors.js';
import type { Translate } from '../../ui/localize.js';
import type { ImElement } from './im-element.js';

const asked = new Map<string, Promise<void>>();

/**
 * True when the part can be rendered; else loads it, and has the host rendered again.
 * @param load - imports the part; a failure is tried again when it is needed again.
 */
export function lazy(host: ReactiveControllerHost, tag: string, load: () => Promise<{ define(): void }>): boolean {
  if (customElements.get(tag)) return true;
  let coming = asked.get(tag);
  if (!coming)
    asked.set(
      tag,
      (coming = load()
        .then(part => {
          part.define();
        })
        .finally(() => asked.delete(tag))),
    );
  coming.then(
    () => {
      host.requestUpdate();
    },
    (error: unknown) => {
      console.warn('im-elements: a part could not be loaded:', error);
    },
  );
  return false;
}

/** What a part of an element may use of it, although the page may not. */
interface Inside {
  t: Translate;
  locale: string;
  attempt(action: string, run: (client: Client) => Promise<unknown>): Promise<ImError | undefined>;
  told(action: string, run: () => Promise<unknown>): Promise<ImError | undefined>;
  emit(type: string, detail: object): boolean;
  mark(name: string, on: boolean): void;
}
export const inside = (host: ImElement) => host as unknown as Inside;

/** Adds the styles of a part to its host's. */
export const adopt = (host: ImElement, ...styles: readonly CSSResult[]) => {
  (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(...styles.map(({ styleSheet }) => styleSheet!));
};

/** A part of one element that is loaded when somebody comes near, or when it is needed: what it was needed for happens as soon as it is there. */
export class Later<T> {
  /** The part, once it is there. */
  value: T | undefined;
  /** Why it could not be loaded when it was needed last: told as `im-error`, and tried again when it is needed again. */
  error: ImError | undefined;
  #coming: Promise<ImError | undefined> | undefined;
  #loading: Promise<T> | undefined;
  #soon = false;

  /** @param load - imports the part and makes it. */
  constructor(
    readonly host: ImElement,
    readonly load: () => Promise<T>,
  ) {}

  /** Hands the part to `act`: at once when it is there. */
  async use(act?: (part: T) => unknown) {
    if (!this.value) {
      this.error = await (this.#coming ??= inside(this.host).told('import', this.#get));
      this.#coming = undefined;
      this.host.requestUpdate();
    }
    if (this.value) act?.(this.value);
  }

  /** Loads it when a pointer or a key comes near, so that nobody has to wait for it later: a page that is only looked at needs none. */
  soon(near: EventTarget = this.host) {
    if (this.#soon) return;
    this.#soon = true;
    // A failure here is nobody's: it is told when the part is needed.
    const load = () => void this.#get().catch(() => undefined);
    // Moved, not entered: what appears under a resting pointer is not asked for yet.
    const types = ['pointermove', 'pointerdown', 'keydown'];
    // A target that outlives the host must not keep it.
    this.host.addController({
      hostConnected() {
        for (const type of types) near.addEventListener(type, load, { once: true });
      },
      hostDisconnected() {
        for (const type of types) near.removeEventListener(type, load);
      },
    });
  }

  #get = async () => {
    try {
      this.value ??= await (this.#loading ??= this.load());
    } finally {
      this.#loading = undefined;
    }
    this.host.requestUpdate();
  };
}
