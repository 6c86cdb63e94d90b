/** The messages of a conversation, however many: only those around the view are alive, and nothing moves what is being read. */
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { VirtualizerController, elementScroll, measureElement } from '@tanstack/lit-virtual';
import { chatLog } from '../locales/en/chat-log.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { basics, spinner } from './basics.js';
import { chatLogStyles } from './chat-log-styles.js';
import { held, measured, rowsOf, wish, type LogWindow, type Row } from './chat-rows.js';
import type { MessageView } from './content/view.js';
import { drawing } from './drawing.js';
import { ImMessage } from './im-message.js';
import { longPress } from './long-press.js';
import { speak } from './localize.js';
import { Roving } from './roving.js';
import { spoken } from './spoken.js';
import { dayText } from './time.js';
import { base } from './tokens.js';

/** px from the end that still count as being there. */
const AT_END = 48;

/**
 * @element im-chat-log
 * @fires older - Older messages are wanted.
 * @fires newer - Newer messages are wanted.
 * @fires newest - The end of the conversation is wanted.
 * @fires end - The newest message came into view, or went out of it: `atEnd`.
 */
export class ImChatLog extends LitElement {
  static override styles = [base, basics, chatLogStyles];

  static define() {
    speak(chatLog);
    ImMessage.define();
    if (!customElements.get('im-chat-log')) customElements.define('im-chat-log', ImChatLog);
  }

  @property({ attribute: false }) window: LogWindow | undefined;
  @property({ attribute: false }) view: MessageView | undefined;
  /** How many are new beyond the view. */
  @property({ type: Number }) count = 0;
  /** Where the focus goes from the messages. */
  @property({ attribute: false }) leave: () => void = () => undefined;
  @state() private found = '';
  /** The newest message is in view; false until the view has its place. */
  atEnd = false;
  @query('.scroll') private scroller!: HTMLElement | null;
  @query('.rows') private list!: HTMLElement | null;
  @query('.size') private size!: HTMLElement | null;
  #rows: readonly Row[] = [];
  #placed = false;
  #wantsEnd = false;
  /** Stays at the end, whatever comes or grows: until the user leaves it. */
  #sticks = true;
  #top = 0;
  #height = 0;
  /** The seq of a message to bring into view as soon as it is there. */
  #wanted = 0;
  #asked: readonly MessageItem[] | undefined;
  #held: (() => void) | undefined;
  /** Told by the observer of sizes: rows that came alive now would be told too late in this frame, which browsers report as an error. */
  #resized = false;
  #virtual = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.scroller,
    estimateSize: () => 44,
    overscan: 8,
    anchorTo: 'end',
    scrollEndThreshold: AT_END,
    useScrollendEvent: true,
    // What it knows of the place is a frame old: at the end it would pull the view to where that was before.
    scrollToFn: (...to) => void (this.#sticks || elementScroll(...to)),
    measureElement: (row, entry, virtual) => {
      this.#resized = !!entry;
      return measureElement(row, entry, virtual);
    },
    onChange: (virtual, sync) => {
      // Rows stand in the flow: when one grows, those below are in place at once, and only the room has to follow.
      if (sync) this.size?.style.setProperty('block-size', `${virtual.getTotalSize()}px`);
    },
  });
  /** The end stays in view when what is below the messages takes room; and the scrollbar takes none from them. Not while sizes are told: that is an error. */
  #room = new ResizeObserver(() => {
    requestAnimationFrame(() => {
      const { offsetWidth = 0, clientWidth = 0 } = this.scroller ?? {};
      this.style.setProperty('--_gutter', `${offsetWidth - clientWidth}px`);
      if (this.isConnected) this.#settle();
    });
  });
  #roving: Roving<Row> = new Roving<Row>(this, {
    list: () => this.list,
    rows: () => this.#rows,
    idOf: ({ key }) => key,
    nameOf: () => '',
    letterOf: () => '',
    scrollTo: index => {
      this.#sticks = false;
      this.#virtual.getVirtualizer().scrollToIndex(index, { align: 'auto' });
    },
    leave: () => void this.leave(),
  });
  #press = longPress(target => {
    const message = target.closest('im-message');
    if (message?.item) this.view?.act('menu', message.item, message);
  });
  /** Brings a message into view, now or when it is there. Gives whether it is here. */
  show(seq: number): boolean {
    this.#wanted = seq;
    this.requestUpdate();
    return this.#rows.some(({ item }) => item.seq === seq);
  }
  /** Goes to the newest message, also when it comes later. */
  showEnd() {
    this.#wantsEnd = true;
    this.requestUpdate();
  }
  /** Puts the focus on a message. */
  focusMessage(item: MessageItem) {
    this.#roving.active = item.clientMsgID;
    this.#roving.refocus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const { window, view } = this;
    if (!window || !view) return;
    if (changed.has('window') || changed.has('view')) this.#rows = rowsOf(window.items, view.me, window.unreadFrom);
    const rows = this.#rows;
    const virtual = this.#virtual.getVirtualizer();
    // At the end the view is held there by this element alone.
    virtual.shouldAdjustScrollPositionOnItemSizeChange = this.#sticks ? () => false : undefined;
    virtual.setOptions({
      ...virtual.options,
      count: rows.length,
      getItemKey: index => rows[index]?.key ?? index,
      anchorTo: this.#sticks ? 'start' : 'end',
    });
  }

  protected override async scheduleUpdate() {
    if (this.#resized) await new Promise(requestAnimationFrame);
    this.#resized = false;
    void super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues<this>) {
    // Rows change when others come above them (a day that begins earlier): what is read is held by its own place.
    if (changed.has('window') && this.#placed && this.atEnd) this.#sticks = true;
    this.#held = changed.has('window') && this.#placed && !this.#sticks ? held(this.scroller, this.list) : undefined;
    super.update(changed);
    const { list, size } = this;
    const virtual = this.#virtual.getVirtualizer();
    if (list && size) {
      // Before the virtualiser scrolls: there must be room to scroll in.
      for (const row of list.children) (row.lastElementChild as ImMessage).flush();
      size.style.setProperty('block-size', `${virtual.getTotalSize()}px`);
      list.style.setProperty('transform', `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)`);
    }
  }

  protected override updated(changed: PropertyValues<this>) {
    const virtual = this.#virtual.getVirtualizer();
    const rows = this.#rows;
    measured(virtual, this.list, !!this.#held);
    virtual.measureElement(null);
    const total = `${virtual.getTotalSize()}px`;
    if (this.size && this.size.style.blockSize !== total) this.size.style.setProperty('block-size', total);
    this.#held?.();
    this.#held = undefined;
    if (rows.length && !this.#placed) {
      this.#placed = true;
      this.#room.observe(this.scroller!);
      const unread = rows.findIndex(row => row.unread);
      this.#sticks = unread < 0;
      if (unread >= 0) virtual.scrollToIndex(unread, { align: 'start' });
    }
    if (this.#wantsEnd && !this.window?.newer) {
      this.#wantsEnd = false;
      this.#sticks = true;
    }
    const wanted = this.#wanted ? rows.findIndex(({ item }) => item.seq === this.#wanted) : -1;
    if (wanted >= 0) {
      this.#wanted = 0;
      this.#sticks = false;
      virtual.scrollToIndex(wanted, { align: 'center' });
      const key = (this.found = rows[wanted]!.key);
      setTimeout(() => (this.found = this.found === key ? '' : this.found), 1600);
    }
    // While somebody scrolls, the place was looked at in the event: to read it now would lay out once more.
    if (this.#sticks || changed.size) this.#settle();
    else if (this.#placed) this.#ask(true);
  }
  #settle() {
    const { scroller } = this;
    if (scroller && this.#sticks && !this.window?.newer) scroller.scrollTop = scroller.scrollHeight;
    this.#look();
  }

  override render() {
    const { window, view } = this;
    if (!window || !view) return nothing;
    const { t } = view;
    const rows = this.#rows;
    const alive = this.#virtual.getVirtualizer().getVirtualItems();
    const [start, end] = [alive[0]?.index ?? 0, (alive.at(-1)?.index ?? -1) + 1];
    const stop = this.#roving.active ? this.#roving.stop(start, end) : rows[end - 1]?.key;
    const far = rows.length > 0 && !this.atEnd;
    return html`<div class="scroll" part="log" role="log" aria-label=${t('messages')} aria-live="off" aria-busy=${!!window.loading} tabindex="-1" @scroll=${this.#look}
        @focusin=${this.#roving.onFocus} @keydown=${this.#keys} @contextmenu=${this.#menuAt} @pointerdown=${this.#press.down} @pointerup=${this.#press.up}>
        <div class="size"><div class="rows">
          ${repeat(
            rows.slice(start, end),
            ({ key }) => key,
            (row, i) => {
              const { item, key, day, unread, first, last } = row;
              const [found, tab] = [this.found === key && 'found', key === stop ? 0 : -1];
              return guard(
                [row, view, start + i, found, tab],
                () => html`<div class="entry" data-id=${key} data-index=${start + i}>
              ${day ? html`<div class="day"><span>${dayText(day, view.lang, t('today'))}</span></div>` : nothing}
              ${unread ? html`<div class="unread"><span>${t('unreadLine')}</span></div>` : nothing}
              <im-message class="${first ? 'first' : ''} ${last ? 'last' : ''} ${found || ''}" role="article" data-focus tabindex=${tab}
                aria-label=${spoken(item, view)} .item=${item} .view=${view}></im-message></div>`,
              );
            },
          )}
        </div></div>
      </div>
      ${window.loading === 'older' ? html`<div class="older" role="status" aria-label=${t('loadingOlder')}>${spinner()}</div>` : nothing}
      ${
        far || window.newer
          ? html`<button class="newest" part="newest" type="button" aria-label=${this.count ? t('toNewestCount', { n: this.count }) : t('toNewest')} @click=${this.#toNewest}>
            ${drawing('down', 'M6 9.500l6 6 6-6')}${this.count ? html`<b>${this.count.toLocaleString(view.lang)}</b>` : nothing}</button>`
          : nothing
      }`;
  }
  /** What the place of the view asks for. */
  #look = () => {
    const { scroller, window } = this;
    if (!scroller || !window || !this.#placed) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    const atEnd = !window.newer && left <= AT_END;
    // Up, and not because the room shrank: somebody reads what was before.
    if (left <= 1) this.#sticks = true;
    else if (scrollTop < this.#top - 1 && scrollHeight >= this.#height) this.#sticks = false;
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (atEnd !== this.atEnd) {
      this.atEnd = atEnd;
      this.requestUpdate();
      this.#tell('end');
    }
    // At the end, the range may still be the one before it was gone to.
    this.#ask(!this.#sticks || scrollTop < clientHeight);
  };
  #ask(near: boolean) {
    const { window } = this;
    if (!window || this.#asked === window.items) return;
    const type = wish(window, this.#virtual.getVirtualizer().range, this.#rows.length, near);
    if (!type) return;
    this.#asked = window.items;
    this.#tell(type);
  }
  #tell = (type: string) => this.dispatchEvent(new CustomEvent(type));
  #toNewest = () => {
    this.showEnd();
    this.#tell('newest');
    this.leave();
  };
  #keys = (event: KeyboardEvent) => {
    const message = (event.target as Element).closest('im-message');
    const { key } = event;
    const menu = key === 'Enter' || key === ' ' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey);
    if (menu && message?.item && event.composedPath()[0] === message) {
      event.preventDefault();
      this.view?.act('menu', message.item, message);
    } else if (/^(Arrow(Up|Down)|Home|End|Page(Up|Down)|Escape)$/.test(key)) {
      if (key === 'ArrowDown' && this.#roving.active === this.#rows.at(-1)?.key) this.leave();
      else this.#roving.onKey(event);
    }
  };
  #menuAt = (event: MouseEvent) => {
    const message = (event.target as Element).closest('im-message');
    // The browser's own menu is for links, and for text that was chosen.
    if (!message?.item || (event.composedPath()[0] as Element).closest('a, audio, video')) return;
    if (getSelection()?.type === 'Range') return;
    event.preventDefault();
    const mouse = (event as PointerEvent).pointerType === 'mouse';
    this.view?.act('menu', message.item, message, mouse ? { x: event.clientX, y: event.clientY } : undefined);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-chat-log': ImChatLog;
  }
}
