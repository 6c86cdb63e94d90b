/** Words for the plain elements in a conversation, which are told when the language came. */
import type { Translate } from '../ui/localize.js';

export class Words {
  #spoken = '';
  #t: Translate | undefined;

  /** A function of its own for each language: what gets it is rendered again. */
  t({ t, locale }: { t: Translate; locale: string }): Translate {
    const spoken = locale + t('messages');
    if (!this.#t || spoken !== this.#spoken) this.#t = Object.assign(t.bind(undefined), t);
    this.#spoken = spoken;
    return this.#t;
  }
}
