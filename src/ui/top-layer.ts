/** A panel in the top layer beside an element: follows it, closes by Escape or a click elsewhere, gives the focus back. */
import type { ReactiveController, ReactiveElement } from 'lit';
import { placeBeside } from './beside.js';
import { deepActive } from './deep-active.js';

export interface TopLayerOptions {
  /** The panel; it has the `popover` attribute, `@beforetoggle` and `@toggle`. */
  panel: () => HTMLElement | null;
  wanted: () => boolean;
  /** It was closed by the user or the browser. */
  closed: () => void;
}

export class TopLayer implements ReactiveController {
  /** Beside this; default: the row or the element that had the focus when it opened. */
  anchor: Element | null | undefined;
  #back: HTMLElement | null | undefined;
  #box: DOMRectReadOnly | undefined;
  /** The browser is about to close it: closing it again now would lose the focus. */
  #closing = false;
  #listening: AbortController | undefined;
  #resized: ResizeObserver | undefined;

  constructor(
    readonly host: ReactiveElement,
    readonly options: TopLayerOptions,
  ) {
    host.addController(this);
  }

  readonly onBeforeToggle = (event: ToggleEvent) => {
    this.#closing = event.newState === 'closed';
    if (!this.#closing) return;
    this.#resized?.disconnect();
    this.anchor = this.#box = undefined;
    this.options.closed();
  };
  /** Not left to the browser: it does not find its way back across shadows. */
  readonly onToggle = (event: ToggleEvent) => {
    const active = deepActive();
    if (event.newState !== 'closed' || (active && !this.options.panel()?.contains(active))) return;
    // A row that went meanwhile: its list knows the next one.
    (this.#back?.isConnected
      ? this.#back
      : ((this.host.getRootNode() as ShadowRoot).host as HTMLElement | undefined)
    )?.focus();
  };

  hostConnected() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener('resize', this.#place, { signal });
    addEventListener('scroll', this.#place, { signal, capture: true, passive: true });
  }
  hostDisconnected() {
    this.#listening?.abort();
    this.#resized?.disconnect();
  }
  hostUpdated() {
    const panel = this.options.panel();
    if (!panel?.popover) return;
    const open = panel.matches(':popover-open');
    const wanted = this.options.wanted();
    if (open && !wanted && !this.#closing) panel.hidePopover();
    if (open || !wanted) return;
    this.#back = deepActive();
    this.anchor ??= this.#back?.closest('li') ?? this.#back;
    panel.showPopover();
    this.#place();
    (this.#resized ??= new ResizeObserver(this.#place)).observe(panel);
    panel.focus({ preventScroll: true });
  }

  #place = () => {
    const panel = this.options.panel();
    if (!panel?.matches(':popover-open')) return;
    // An anchor that went away leaves its place behind.
    if (this.anchor?.isConnected) this.#box = this.anchor.getBoundingClientRect();
    placeBeside(panel, this.#box, this.host.matches(':dir(rtl)'));
  };
}
