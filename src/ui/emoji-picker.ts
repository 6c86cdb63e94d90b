/** Emoji to choose from, with their words: in the top layer, wholly by keyboard; loaded when somebody wants one. */
import { LitElement, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { basics } from './basics.js';
import { drawn } from './emoji/drawn.js';
import { emojiStyles } from './emoji/styles.js';
import { regions, signs } from './emoji/signs.js';
import { Localize, type Translate } from './localize.js';
import { base } from './tokens.js';

/** What stands for a group on its tab; the first is what was used lately. */
const tabs = ['🕘', '😀', '👋', '🐻', '🍔', '🚗', '⚽', '💡', '🔣', '🏁'];
const RECENT = 'im-emoji';
/** As many as are kept; two or three lines. */
const KEPT = 24;
/** As many as a search shows. */
const FOUND = 120;

interface Emoji {
  sign: string;
  name: string;
  /** Name and words, in lower case, each after a space. */
  words: string;
}

/** With the selectors that make a picture of what is text by default. */
const picture = (sign: string) =>
  sign.replace(/[^\u200d]/gu, char => (/\p{Emoji_Presentation}/u.test(char) ? char : `${char}\ufe0f`));
const flag = (region: string) => region.replace(/./g, letter => String.fromCodePoint(letter.charCodeAt(0) + 0x1f1a5));

/** All emoji, by group. */
async function load(lang: string): Promise<Emoji[][]> {
  const { words } = await (lang.startsWith('zh') ? import('./emoji/zh.js') : import('./emoji/en.js'));
  const all = words.split('|');
  const names = new Intl.DisplayNames([lang, 'en'], { type: 'region', fallback: 'code' });
  let at = 0;
  const emoji = (sign: string, words: string): Emoji => ({
    sign,
    name: words.split(',')[0]!,
    words: ` ${words.toLowerCase().replaceAll(/[ ,-]+/g, ' ')}`,
  });
  const groups = signs.map(group =>
    group.match(/\p{Emoji}(?:\u200d\p{Emoji})*/gu)!.map(sign => emoji(picture(sign), all[at++] ?? '')),
  );
  groups.at(-1)!.push(...regions.match(/../g)!.map(region => emoji(flag(region), names.of(region) ?? region)));
  return groups.map(group => group.filter(({ sign }) => drawn(sign)));
}

function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(kept) ? kept.filter(sign => typeof sign === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/**
 * @element im-emoji-picker
 * @fires {CustomEvent<{ emoji: string }>} im-emoji - One was chosen.
 * @fires {CustomEvent<{ picked: boolean; back: boolean }>} im-emoji-close - It was closed; `back`: the focus needs a place.
 */
export class ImEmojiPicker extends LitElement {
  static override styles = [base, basics, emojiStyles];

  static define() {
    if (!customElements.get('im-emoji-picker')) customElements.define('im-emoji-picker', ImEmojiPicker);
  }

  @property({ attribute: false }) t!: Translate;
  @state() private groups: Emoji[][] = [];
  @state() private tab = 1;
  @state() private query = '';
  @state() private active = 0;
  @query('.panel') private panel!: HTMLElement;
  @query('.grid') private grid!: HTMLElement;
  @query('input') private field!: HTMLInputElement;
  #words = new Localize(this);
  #lang = '';
  #picked = false;

  /** Opens it above a button. @throws when its words can't be loaded. */
  async show(anchor: HTMLElement) {
    const { lang } = this.#words;
    if (this.#lang !== lang) {
      this.groups = await load(lang);
      this.#lang = lang;
    }
    this.#picked = false;
    this.query = '';
    this.tab = recent().length ? 0 : 1;
    this.active = 0;
    await this.updateComplete;
    if (this.panel.matches(':popover-open')) return;
    this.panel.showPopover();
    const box = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.panel;
    const x = this.matches(':dir(rtl)') ? box.left : box.right - width;
    this.panel.style.setProperty('left', `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`);
    this.panel.style.setProperty(
      'top',
      `${Math.max(8, box.top > height + 16 ? box.top - height - 8 : Math.min(box.bottom + 8, innerHeight - height - 8))}px`,
    );
    // A finger would get a keyboard over it.
    if (matchMedia('(pointer: coarse)').matches) this.grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    else this.field.focus();
  }

  get #shown(): Emoji[] {
    const query = this.query
      .trim()
      .toLowerCase()
      .split(/[\s-]+/);
    const all = this.groups.flat();
    if (query[0])
      // In Chinese there are no spaces: a word may be anywhere.
      return all
        .filter(({ words }) => query.every(word => words.includes(/^[\x20-\x7e]+$/.test(word) ? ` ${word}` : word)))
        .slice(0, FOUND);
    if (this.tab) return this.groups[this.tab - 1] ?? [];
    return recent().flatMap(sign => all.find(each => each.sign === sign) ?? []);
  }

  override render() {
    const { t, query } = this;
    const shown = this.#shown;
    const names = t('emojiGroups').split(',');
    return html`<div class="panel" popover role="dialog" aria-label=${t('emoji')} @toggle=${this.#toggled} @keydown=${this.#keys} @click=${this.#pick}>
      <input class="input" type="search" maxlength="40" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" enterkeyhint="search" aria-label=${t('emojiFind')} placeholder=${t('emojiFind')} .value=${query} @input=${this.#search} />
      <div class="tabs" role="tablist" aria-label=${t('emoji')} ?hidden=${!!query.trim()}>
        ${tabs.map((sign, at) => html`<button role="tab" type="button" id="tab${at}" aria-controls="grid" aria-selected=${at === this.tab} aria-label=${names[at] ?? ''} title=${names[at] ?? ''} tabindex=${at === this.tab ? 0 : -1} data-tab=${at} @click=${this.#choose}>${sign}</button>`)}
      </div>
      <div class="grid" id="grid" role="tabpanel" aria-label=${query.trim() ? t('emojiFind') : names[this.tab]!}>
        ${shown.map(({ sign, name }, at) => html`<button type="button" aria-label=${name} title=${name} tabindex=${at === this.active ? 0 : -1} data-at=${at}>${sign}</button>`)}
        ${shown.length ? nothing : html`<p class="muted">${t(query ? 'emojiNone' : 'emojiNoRecent')}</p>`}
      </div>
    </div>`;
  }

  #search = () => {
    this.query = this.field.value;
    this.active = 0;
  };
  #choose = (event: Event) => {
    this.tab = Number((event.currentTarget as HTMLElement).dataset.tab);
    this.active = 0;
    this.grid.scrollTop = 0;
  };
  #pick = (event: Event) => {
    const { at } = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset ?? {};
    const chosen = at && this.#shown[Number(at)];
    if (!chosen) return;
    this.#picked = true;
    this.active = Number(at);
    // Those one sees under the pointer stay where they are.
    if (this.tab || this.query)
      try {
        localStorage.setItem(RECENT, JSON.stringify([...new Set([chosen.sign, ...recent()])].slice(0, KEPT)));
      } catch {
        // No storage: nothing is remembered.
      }
    this.dispatchEvent(new CustomEvent('im-emoji', { detail: { emoji: chosen.sign } }));
  };
  #keys = (event: KeyboardEvent) => {
    const { key, target } = event;
    // What is behind must not hear keys that are meant for this.
    event.stopPropagation();
    if (event.isComposing) return;
    const inTabs = !!(target as Element).closest('.tabs');
    const inGrid = !!(target as Element).closest('.grid');
    const { length } = this.#shown;
    if (key === 'Escape') {
      event.preventDefault();
      return this.panel.hidePopover();
    }
    if (target === this.field) {
      if (key === 'Enter') this.grid.querySelector<HTMLElement>('button')?.click();
      if (key === 'ArrowDown') this.#focus(0);
      else if (key !== 'Enter') return;
    } else if (inTabs || inGrid) {
      const forth = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
      const back = forth === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
      const columns = inGrid ? getComputedStyle(this.grid).gridTemplateColumns.split(' ').length : 1;
      const step = { [forth]: 1, [back]: -1, ...(inGrid && { ArrowDown: columns, ArrowUp: -columns }) }[key];
      const end = inTabs ? tabs.length : length;
      const at = inTabs ? this.tab : this.active;
      const to = key === 'Home' ? 0 : key === 'End' ? end - 1 : step && at + step;
      if (to === undefined) return;
      if (inTabs) this.#turn((to + end) % end);
      else if (to < 0) this.field.focus();
      else if (to < end) this.#focus(to);
    } else return;
    event.preventDefault();
  };
  #turn(tab: number) {
    this.tab = tab;
    this.active = 0;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab${tab}`)?.focus());
  }
  #focus(at: number) {
    this.active = at;
    this.grid.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  }
  #toggled = ({ newState }: ToggleEvent) => {
    if (newState !== 'closed') return;
    // A press elsewhere has its own idea of where the focus goes.
    const active = document.activeElement;
    const root = this.getRootNode() as ShadowRoot;
    const back = !active || active === document.body || !root.activeElement || root.activeElement === this;
    this.dispatchEvent(new CustomEvent('im-emoji-close', { detail: { picked: this.#picked, back } }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-emoji-picker': ImEmojiPicker;
  }
}
