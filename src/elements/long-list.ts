/** What a long list of friends needs, loaded when one is long: rows that live only in view, letters to jump by, sorting in small steps. */
import type { FriendItem } from '../protocol/model.js';
import { nothing } from 'lit';
import { whenIdle } from '../ui/idle.js';
import { letterIndexStyles, sectionIndex } from '../ui/letter-index.js';
import { RowWindow } from '../ui/row-window.js';
import type { Entry } from './friend-order.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { LongOrder } from './long-order.js';

export interface LongListParts {
  scroller: () => HTMLElement | null;
  list: () => HTMLElement | null;
  /** Found ones stand without letters. */
  searching: () => boolean;
}

export class LongList {
  readonly order = new LongOrder();
  readonly #window: RowWindow;
  #working = false;
  /** The letter that was chosen in the index; -1 = the one in view. */
  #letter = -1;

  constructor(
    readonly host: ImElement,
    readonly parts: LongListParts,
  ) {
    adopt(host, letterIndexStyles);
    this.#window = new RowWindow(host, {
      ...parts,
      hasHead: index => !parts.searching() && this.order.heads.has(index),
    });
  }

  update(friends: ReadonlyMap<string, FriendItem>, hidden: ReadonlyMap<string, unknown>) {
    if (this.order.update(friends, hidden)) void this.#work();
  }

  /** To be called in render: the rows that have to be alive now. */
  plan(rows: readonly Entry[]) {
    const { start, end } = this.#window.plan(rows);
    if (!this.parts.searching()) this.order.ensure(start, end);
    return { start, end };
  }

  scrollTo(index: number) {
    this.#window.scrollTo(index);
  }

  /** The letters beside the list. */
  index() {
    const { ready, first } = this.#window;
    if (this.parts.searching() || !ready) return nothing;
    const { t } = inside(this.host);
    return sectionIndex({ t, heads: this.order.heads, first, chosen: this.#letter, go: this.#jump });
  }

  /** Scrolled by hand: the letter in view counts again. */
  readonly free = () => {
    this.#letter = -1;
  };

  #jump = (letter: number, row: number) => {
    this.#letter = letter;
    this.#window.scrollTo(row, 'start');
    this.host.requestUpdate();
  };

  /** Sorts what is out of view and builds the search index when the page is idle. */
  async #work() {
    if (this.#working) return;
    this.#working = true;
    do if (await whenIdle(this.order.work())) this.host.requestUpdate();
    while (!this.order.sorted);
    this.#working = false;
  }
}
