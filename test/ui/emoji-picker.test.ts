import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ImComposer } from '../../src/ui/im-composer.js';
import type { ImEmojiPicker } from '../../src/ui/emoji-picker.js';
import { english } from './translate.js';

const until = async <T>(look: () => T | undefined | null | false, what: string): Promise<T> => {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen: ${what}`);
    await new Promise(requestAnimationFrame);
  }
};
const open = async (lang = 'en', dir = 'ltr') => {
  const host = await fixture(html`<div lang=${lang} dir=${dir}><im-composer .t=${english}></im-composer></div>`);
  const composer = host.querySelector('im-composer')!;
  await composer.updateComplete;
  smile(composer).click();
  const picker = await until(() => composer.shadowRoot!.querySelector('im-emoji-picker'), 'the picker');
  await until(() => panel(picker)?.matches(':popover-open'), 'an open panel');
  return { composer, picker };
};
const smile = (composer: ImComposer) => composer.shadowRoot!.querySelector<HTMLElement>('.smile')!;
const panel = (picker: ImEmojiPicker) => picker.shadowRoot?.querySelector<HTMLElement>('.panel');
const area = (composer: ImComposer) => composer.shadowRoot!.querySelector('textarea')!;
const search = (picker: ImEmojiPicker) => picker.shadowRoot!.querySelector('input')!;
const shown = (picker: ImEmojiPicker) => [...picker.shadowRoot!.querySelectorAll<HTMLElement>('.grid > button')];
const active = (picker: ImEmojiPicker) => picker.shadowRoot!.activeElement as HTMLElement | null;
const find = async (picker: ImEmojiPicker, text: string) => {
  search(picker).value = text;
  search(picker).dispatchEvent(new InputEvent('input', { bubbles: true }));
  await picker.updateComplete;
  return shown(picker).map(({ textContent }) => textContent);
};
const tab = async (picker: ImEmojiPicker, name: string) => {
  [...picker.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')].find(each => each.ariaLabel === name)!.click();
  await picker.updateComplete;
};

describe('the emoji picker', () => {
  before(() => {
    ImComposer.define();
  });
  beforeEach(() => {
    localStorage.removeItem('im-emoji');
  });

  it('opens in the top layer, within the window, and is accessible [O2]', async () => {
    await setViewport({ width: 320, height: 480 });
    try {
      const { composer, picker } = await open();
      expect(smile(composer).ariaExpanded).to.equal('true');
      const { left, right, top, bottom } = panel(picker)!.getBoundingClientRect();
      expect(left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight).to.equal(true);
      expect(shown(picker).length).to.be.above(100);
      expect(shown(picker)[0]!.ariaLabel).to.equal('grinning face');
      await expect(picker).to.be.accessible();
      expect(await find(picker, 'no such thing')).to.deep.equal([]);
      await expect(picker).to.be.accessible();
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('puts what was chosen at the caret, and remembers it [O2]', async () => {
    const { composer, picker } = await open();
    const heard: string[] = [];
    composer.addEventListener('im-input', event => heard.push((event as CustomEvent<{ text: string }>).detail.text));
    area(composer).value = 'ab';
    area(composer).setSelectionRange(1, 1);
    shown(picker)[0]!.click();
    shown(picker)[1]!.click();
    expect(area(composer).value).to.equal('a😀😃b');
    expect(heard.at(-1)).to.equal('a😀😃b');
    panel(picker)!.hidePopover();
    await until(() => composer.shadowRoot!.activeElement === area(composer), 'the focus in the field');
    smile(composer).click();
    await until(() => panel(picker)!.matches(':popover-open'), 'an open panel');
    expect(shown(picker).map(({ textContent }) => textContent)).to.deep.equal(['😃', '😀']);
  });

  it('finds by English words', async () => {
    const { picker } = await open();
    expect(await find(picker, 'birthday')).to.include('🎂');
    expect(await find(picker, 'Thumbs U')).to.deep.equal(['👍']);
    expect(await find(picker, 'iceland')).to.deep.equal(['🇮🇸']);
    expect(await find(picker, 'heart eyes')).to.include('😍');
  });

  it('finds by Chinese words', async () => {
    const { picker } = await open('zh-CN');
    expect(await find(picker, '蛋糕')).to.include('🎂');
    expect(await find(picker, '生日')).to.include('🎂');
    expect(shown(picker).find(({ textContent }) => textContent === '🎂')!.ariaLabel).to.equal('生日蛋糕');
    expect(await find(picker, '冰岛')).to.deep.equal(['🇮🇸']);
  });

  it('draws every one with its selector, and no group is empty', async () => {
    const { picker } = await open();
    await tab(picker, 'Recent');
    const whole = new RegExp('^\\p{RGI_Emoji}$', 'v');
    expect(shown(picker).length).to.equal(0);
    for (const name of english('emojiGroups').split(',').slice(1)) {
      await tab(picker, name);
      expect(shown(picker).length, name).to.be.above(5);
      const wrong = shown(picker).filter(({ textContent }) => !whole.test(textContent));
      expect(wrong.map(({ textContent }) => textContent).join(), name).to.equal('');
    }
  });

  it('is used by keyboard alone, from left to right and from right to left', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { composer, picker } = await open('en', dir);
      await until(() => active(picker) === search(picker), 'the focus in the search');
      await sendKeys({ press: 'ArrowDown' });
      expect(active(picker)!.dataset.at).to.equal('0');
      await sendKeys({ press: dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight' });
      expect(active(picker)!.dataset.at).to.equal('1');
      await sendKeys({ press: 'ArrowDown' });
      const below = active(picker)!.getBoundingClientRect();
      expect(below.top).to.be.above(shown(picker)[1]!.getBoundingClientRect().top);
      expect(below.left).to.be.closeTo(shown(picker)[1]!.getBoundingClientRect().left, 1);
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'Enter' });
      expect(area(composer).value).to.equal(shown(picker)[1]!.textContent);
      await sendKeys({ press: 'Home' });
      await sendKeys({ press: 'ArrowUp' });
      expect(active(picker)).to.equal(search(picker));
      await sendKeys({ press: 'Tab' });
      expect(active(picker)!.role).to.equal('tab');
      await sendKeys({ press: 'End' });
      await until(() => active(picker)?.ariaLabel === 'Flags', 'the last tab');
      await sendKeys({ press: 'Escape' });
      await until(() => composer.shadowRoot!.activeElement === area(composer), 'the focus in the field');
      expect(smile(composer).ariaExpanded).to.equal('false');
      localStorage.removeItem('im-emoji');
    }
  });

  it('gives the focus back to its button when nothing was chosen', async () => {
    const { composer, picker } = await open();
    await until(() => active(picker) === search(picker), 'the focus in the search');
    await sendKeys({ press: 'Escape' });
    await until(() => composer.shadowRoot!.activeElement === smile(composer), 'the focus on the button');
  });
});
