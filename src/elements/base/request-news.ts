/** Tells newly received requests in words, several at once as one, so that a screen reader is not kept talking. */
import type { ReactiveController } from 'lit';
import type { Client } from '../../core/api.js';
import type { Translate } from '../../ui/localize.js';
import type { ImElement } from './im-element.js';

const TOGETHER_MS = 400;

export class RequestNews implements ReactiveController {
  /** For a polite live region. */
  text = '';
  #client: Client | undefined;
  #off: (() => void) | undefined;
  #names: string[] = [];

  /** @param words - gives the translation in force when something is told. */
  constructor(
    readonly host: ImElement,
    readonly words: () => Translate,
  ) {
    host.addController(this);
  }

  hostUpdate() {
    const { client } = this.host;
    if (client === this.#client) return;
    this.#off?.();
    this.#client = client;
    this.#off = client?.on('friendApplicationAdded', ({ toUserID, fromNickname, fromUserID }) => {
      if (toUserID !== client.getLoginUser()) return;
      if (this.#names.push(fromNickname || fromUserID) === 1) setTimeout(this.#tell, TOGETHER_MS);
    });
  }
  hostDisconnected() {
    this.#off?.();
    this.#client = this.#off = undefined;
    this.text = '';
  }

  #tell = () => {
    const [name = ''] = this.#names;
    this.text = this.words()('requestNews', { n: this.#names.length, name });
    this.#names = [];
    this.host.requestUpdate();
  };
}
