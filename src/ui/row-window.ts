/** Which rows of a list are alive: all of a short one, those around the view of a long one. Rows stay in normal flow, between two paddings. */
import type { Virtualizer } from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Lists up to this length are rendered whole. */
const SHORT = 80;
/** Rows of a long list before the virtualiser is there. */
const FIRST = 24;
const OVERSCAN = 8;

export interface RowWindowOptions {
  scroller: () => HTMLElement | null;
  /** The element whose paddings stand for the rows that are not alive. */
  list: () => HTMLElement | null;
  /** CSS pixels of row `index`. */
  size: (index: number) => number;
}

export class RowWindow implements ReactiveController {
  #virtual: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #loading = false;
  #unmount: (() => void) | undefined;
  #rows: readonly unknown[] = [];
  #before = 0;
  #after = 0;

  constructor(
    readonly host: ReactiveControllerHost,
    readonly options: RowWindowOptions,
  ) {
    host.addController(this);
  }

  get long() {
    return this.#rows.length > SHORT;
  }

  /** The first row in view. */
  get first() {
    return this.#virtual?.range?.startIndex ?? 0;
  }

  /** To be called in render: the rows that have to be alive now. */
  plan(rows: readonly unknown[]): { start: number; end: number } {
    const moved = rows !== this.#rows;
    const { length } = rows;
    this.#rows = rows;
    this.#before = this.#after = 0;
    if (!this.long) return { start: 0, end: length };
    void this.#load();
    if (moved) this.measure();
    const items = this.#virtual?.getVirtualItems() ?? [];
    const first = items[0];
    const last = items.at(-1);
    if (!first || !last) {
      this.#after = (length - FIRST) * this.options.size(1);
      return { start: 0, end: FIRST };
    }
    this.#before = first.start;
    this.#after = this.#virtual!.getTotalSize() - last.end;
    return { start: first.index, end: last.index + 1 };
  }

  /** Rows have another height now. */
  measure() {
    this.#configure();
    this.#virtual?.measure();
  }

  /** Brings a row that is not alive into view; the host is updated when it is. */
  scrollTo(index: number, align: 'auto' | 'start' = 'auto') {
    this.#virtual?.scrollToIndex(index, { align });
  }

  hostUpdated() {
    // Set on the element: a `style` attribute would break strict policies.
    this.options.list()?.style.setProperty('padding-block', `${this.#before}px ${this.#after}px`);
    if (!this.#virtual || !this.long) return;
    this.#unmount ??= this.#virtual._didMount();
    this.#virtual._willUpdate();
  }
  hostDisconnected() {
    this.#unmount?.();
    this.#unmount = undefined;
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    const { Virtualizer, elementScroll, observeElementOffset, observeElementRect } = await import('@tanstack/virtual-core');
    this.#virtual = new Virtualizer<HTMLElement, HTMLElement>({
      count: this.#rows.length,
      getScrollElement: this.options.scroller,
      estimateSize: this.options.size,
      overscan: OVERSCAN,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => { if (this.long) this.host.requestUpdate(); },
    });
    this.host.requestUpdate();
  }
  #configure() {
    const virtual = this.#virtual;
    virtual?.setOptions({ ...virtual.options, count: this.#rows.length });
  }
}
