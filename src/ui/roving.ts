/** One tab stop for a list of rows: arrows, Home, End, letters; the focus is never lost, also when its row goes or is not alive. */
import type { ReactiveController, ReactiveElement } from 'lit';

export interface RovingOptions<T> {
  list: () => HTMLElement | null;
  rows: () => readonly T[];
  idOf: (row: T) => string;
  nameOf: (row: T) => string;
  /** Single letters also find sections. */
  letterOf: (row: T) => string;
  /** Brings a row to life that is out of view. */
  scrollTo: (index: number) => void;
  /** Where the focus goes when there is no row left, and on Escape. */
  leave: () => void;
}
const TYPING_MS = 700;
const PAGE = 10;

/** Rows are children of the list with `data-id`; what takes the focus in them is `[data-focus]`. */
export class Roving<T> implements ReactiveController {
  /** The row with the tab stop; "" = none yet. */
  active = '';
  #index = 0;
  #had = false;
  #wanted = false;
  #typed = '';
  #typedAt = 0;

  constructor(
    readonly host: ReactiveElement,
    readonly options: RovingOptions<T>,
  ) {
    host.addController(this);
  }

  /** To be called in render: the id of the row to give the tab stop to, among those alive. */
  stop(start: number, end: number): string {
    const { rows, idOf } = this.options;
    const all = rows();
    const at = all.findIndex(row => idOf(row) === this.active);
    if (at >= 0) this.#index = at;
    else if (this.active) {
      // Its row went: the next one takes over.
      this.#index = Math.min(this.#index, all.length - 1);
      this.active = all[this.#index] ? idOf(all[this.#index]!) : '';
    }
    const alive = this.active && this.#index >= start && this.#index < end;
    const row = all[alive ? this.#index : start];
    return row ? idOf(row) : '';
  }

  move(index: number) {
    const { rows, idOf, scrollTo } = this.options;
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))];
    if (!row) return;
    this.#index = rows().indexOf(row);
    this.active = idOf(row);
    this.#wanted = !this.#focus();
    if (this.#wanted) scrollTo(this.#index);
    this.host.requestUpdate();
  }

  /** Gives the focus to the active row as soon as it is there. */
  refocus() {
    this.#wanted = true;
    this.host.requestUpdate();
  }

  readonly onFocus = (event: Event) => {
    const { id } = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset ?? {};
    if (!id || id === this.active) return;
    this.active = id;
    // At once: a key may come before the next render.
    this.#index = this.options.rows().findIndex(row => this.options.idOf(row) === id);
    this.host.requestUpdate();
  };

  readonly onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { rows } = this.options;
    // A page that is not in front tells of keys, but of no focus.
    this.onFocus(event);
    const at = this.#index;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows().length - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
    };
    const to = steps[event.key];
    if (to !== undefined) this.move(to);
    else if (event.key === 'Escape') this.options.leave();
    else if (event.key.length > 1 || (event.key === ' ' && !this.#typed) || event.isComposing || !this.#type(event))
      return;
    event.preventDefault();
  };

  hostUpdate() {
    const { activeElement } = this.host.renderRoot as ShadowRoot;
    this.#had = !!activeElement && !!this.options.list()?.contains(activeElement);
  }
  hostUpdated() {
    const list = this.options.list();
    const lost = this.#had && !list?.contains((this.host.renderRoot as ShadowRoot).activeElement);
    if (!lost && !this.#wanted) return;
    // It is in view; a browser that scrolled to it now might do so before the list has its height.
    if (this.#focus({ preventScroll: true })) this.#wanted = false;
    else if (lost && list?.childElementCount) list.focus({ preventScroll: true });
    else if (lost) this.options.leave();
  }

  #focus(options?: FocusOptions): boolean {
    const row = [...(this.options.list()?.children ?? [])].find(
      child => (child as HTMLElement).dataset.id === this.active,
    );
    const target = row?.querySelector<HTMLElement>('[data-focus]');
    target?.focus(options);
    return !!target;
  }

  #type({ key, timeStamp }: KeyboardEvent): boolean {
    const fresh = timeStamp - this.#typedAt > TYPING_MS;
    this.#typedAt = timeStamp;
    this.#typed = (fresh ? '' : this.#typed) + key.toLowerCase();
    const { rows, nameOf, letterOf } = this.options;
    const all = rows();
    const { length } = all;
    for (let i = fresh ? 1 : 0; i < length + 1; i++) {
      const index = (this.#index + i) % length;
      const row = all[index]!;
      if (!nameOf(row).toLowerCase().startsWith(this.#typed) && letterOf(row).toLowerCase() !== this.#typed) continue;
      this.move(index);
      return true;
    }
    return true;
  }
}
