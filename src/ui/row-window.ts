/** Which rows of a list are alive: all of a short one, those around the view of a long one. Rows stay in normal flow, between two paddings. */
import type { Virtualizer } from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Lists up to this length are rendered whole. */
const SHORT = 80;
/** Rows of a long list before the virtualiser is there. */
const FIRST = 16;
const OVERSCAN = 8;

export interface RowWindowOptions {
  scroller: () => HTMLElement | null;
  /** The element whose paddings stand for the rows that are not alive. */
  list: () => HTMLElement | null;
  /** Whether row `index` has a section's letter above it. */
  hasHead: (index: number) => boolean;
}

export class RowWindow implements ReactiveController {
  #virtual: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #loading = false;
  #wanted = -1;
  #unmount: (() => void) | undefined;
  #rows: readonly unknown[] = [];
  #before = 0;
  #after = 0;
  /** CSS pixels of a `.line` and of a `.section`, until they are measured. */
  #line = 56;
  #section = 28;
  #measured: Element | null | undefined;
  /** Told after layout, so that nothing has to be laid out early; and again when fonts or density change. */
  #sizes: ResizeObserver | undefined;

  constructor(
    readonly host: ReactiveControllerHost,
    readonly options: RowWindowOptions,
  ) {
    host.addController(this);
  }

  get long() {
    return this.#rows.length > SHORT;
  }

  /** Long, and able to scroll to any row. */
  get ready() {
    return this.long && !!this.#virtual;
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
    if (moved) this.#configure();
    const items = this.#virtual?.getVirtualItems() ?? [];
    const first = items[0];
    const last = items.at(-1);
    if (!first || !last) {
      this.#after = (length - FIRST) * this.#line;
      return { start: 0, end: FIRST };
    }
    this.#before = first.start;
    this.#after = this.#virtual!.getTotalSize() - last.end;
    return { start: first.index, end: last.index + 1 };
  }

  /** Brings a row that is not alive into view; the host is updated when it is. */
  scrollTo(index: number, align: 'auto' | 'start' = 'auto') {
    // What comes before the virtualiser is there waits for it.
    if (this.#unmount) this.#virtual!.scrollToIndex(index, { align });
    else this.#wanted = index;
  }

  hostUpdated() {
    // Set on the element: a `style` attribute would break strict policies.
    this.options.list()?.style.setProperty('padding-block', `${this.#before}px ${this.#after}px`);
    this.#watchSize();
    if (!this.#virtual || !this.long) return;
    this.#unmount ??= this.#virtual._didMount();
    this.#virtual._willUpdate();
    if (this.#wanted < 0) return;
    this.#virtual.scrollToIndex(this.#wanted);
    this.#wanted = -1;
  }
  hostDisconnected() {
    this.#unmount?.();
    this.#unmount = this.#measured = undefined;
    this.#sizes?.disconnect();
  }

  #size = (index: number) => this.#line + (this.options.hasHead(index) ? this.#section : 0);

  #watchSize() {
    const line = this.long ? this.options.list()?.querySelector('.line') : undefined;
    if (line === this.#measured) return;
    this.#sizes ??= new ResizeObserver(([entry]) => {
      this.#resized(entry?.target as HTMLElement | undefined);
    });
    if (this.#measured) this.#sizes.unobserve(this.#measured);
    if (line) this.#sizes.observe(line);
    this.#measured = line;
  }
  #resized(line: HTMLElement | undefined) {
    if (!line?.offsetHeight || line.offsetHeight === this.#line) return;
    this.#line = line.offsetHeight;
    this.#section = this.options.list()?.querySelector<HTMLElement>('.section')?.offsetHeight ?? this.#section;
    this.#configure();
    this.host.requestUpdate();
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    const { Virtualizer, elementScroll, observeElementOffset, observeElementRect } =
      await import('@tanstack/virtual-core');
    this.#virtual = new Virtualizer<HTMLElement, HTMLElement>({
      count: this.#rows.length,
      getScrollElement: this.options.scroller,
      estimateSize: this.#size,
      overscan: OVERSCAN,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => {
        if (this.long) this.host.requestUpdate();
      },
    });
    this.host.requestUpdate();
  }
  #configure() {
    const virtual = this.#virtual;
    virtual?.setOptions({ ...virtual.options, count: this.#rows.length });
    virtual?.measure();
  }
}
