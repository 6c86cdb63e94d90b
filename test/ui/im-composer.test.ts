import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import { ImComposer } from '../../src/ui/im-composer.js';
import { seen } from '../elements/people-world.js';
import { english } from './translate.js';

const make = (draft = '') => fixture<ImComposer>(html`<im-composer .t=${english} .draft=${draft}></im-composer>`);
const field = (el: ImComposer) => el.shadowRoot!.querySelector('textarea')!;
const button = (el: ImComposer, name: string) =>
  [...el.shadowRoot!.querySelectorAll<HTMLElement>('button')].find(each => each.ariaLabel === name);
const note = (el: ImComposer) => el.shadowRoot!.querySelector('.note')!.textContent.trim();
const type = async (el: ImComposer, text: string) => {
  field(el).value = text;
  field(el).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await el.updateComplete;
};
/** `code`: the old number; Safari's 229 is only there. */
const key = (el: ImComposer, { code = 0, ...init }: Omit<KeyboardEventInit, 'code'> & { code?: number }) => {
  const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init });
  if (code) Object.defineProperty(event, 'keyCode', { value: code });
  field(el).dispatchEvent(event);
  return event;
};
/** The texts that were given out. */
const sent = (el: ImComposer) => {
  const texts: string[] = [];
  el.addEventListener('im-compose', event => texts.push((event as CustomEvent<{ text: string }>).detail.text));
  return texts;
};
const quoted = {
  contentType: 101,
  sendID: 'bob',
  senderNickname: 'Bob',
  textElem: { content: 'Lunch?' },
} as MessageItem;
const picture = () => new File([new Uint8Array(8)], 'a.png', { type: 'image/png' });
const transfer = (...items: (File | string)[]) => {
  const data = new DataTransfer();
  for (const item of items)
    if (typeof item === 'string') data.setData('text/plain', item);
    else data.items.add(item);
  return data;
};

describe('<im-composer>', () => {
  before(() => {
    ImComposer.define();
  });

  it('is a labelled field with named buttons, accessible empty, filled, quoting, and too full [O2]', async () => {
    const el = await make();
    expect(field(el).ariaLabel).to.equal('Message');
    expect([...el.shadowRoot!.querySelectorAll('button')].map(each => each.ariaLabel)).to.include.members([
      'Attach file',
      'Emoji',
    ]);
    await expect(el).to.be.accessible();
    el.quote = quoted;
    await seen(() => el.shadowRoot!.querySelector('.quote'), 'the quote');
    await type(el, 'Hello');
    expect(button(el, 'Send')).to.exist;
    await expect(el).to.be.accessible();
    await type(el, 'x'.repeat(10_003));
    expect(note(el)).to.contain('3');
    await expect(el).to.be.accessible();
  });

  it('sends by Enter, breaks by Shift+Enter, waits for the end of a composition [O25]', async () => {
    const el = await make();
    const texts = sent(el);
    el.focus();
    await sendKeys({ type: 'one' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: 'two' });
    expect(field(el).value).to.equal('one\ntwo');
    expect(key(el, { key: 'Enter', isComposing: true }).defaultPrevented).to.equal(false);
    expect(key(el, { key: 'Enter', code: 229 }).defaultPrevented).to.equal(false);
    expect(texts).to.deep.equal([]);
    await sendKeys({ press: 'Enter' });
    await el.updateComplete;
    expect(texts).to.deep.equal(['one\ntwo']);
    expect([field(el).value, el.draft]).to.deep.equal(['', '']);
    await sendKeys({ press: 'Enter' });
    expect(texts.length, 'nothing is not sent').to.equal(1);
    await type(el, '  three ');
    button(el, 'Send')!.click();
    expect(texts.at(-1)).to.equal('three');
    expect(el.shadowRoot!.activeElement).to.equal(field(el));
  });

  it('sends by Ctrl+Enter or ⌘+Enter where Enter breaks the line [O25]', async () => {
    const el = await make();
    const texts = sent(el);
    el.sendKey = 'ctrl-enter';
    await type(el, 'one');
    expect(field(el).getAttribute('enterkeyhint')).to.equal('enter');
    expect(key(el, { key: 'Enter' }).defaultPrevented).to.equal(false);
    key(el, { key: 'Enter', metaKey: true });
    await type(el, 'two');
    key(el, { key: 'Enter', ctrlKey: true });
    expect(texts).to.deep.equal(['one', 'two']);
  });

  it('keeps what was typed when it is not taken', async () => {
    const el = await make();
    el.addEventListener('im-compose', event => {
      event.preventDefault();
    });
    await type(el, 'keep me');
    key(el, { key: 'Enter' });
    await el.updateComplete;
    expect(field(el).value).to.equal('keep me');
    el.say('fileEmpty', { name: 'a.txt' });
    await el.updateComplete;
    expect(note(el)).to.equal('“a.txt” is empty.');
    await type(el, 'keep me.');
    expect(note(el)).to.equal('');
  });

  it('grows from one line to eight, and shows each key within a frame [O2]', async () => {
    const el = await make();
    const one = field(el).getBoundingClientRect().height;
    await type(el, 'a\nb\nc');
    const three = field(el).getBoundingClientRect().height;
    await type(el, 'line\n'.repeat(30));
    const most = field(el).getBoundingClientRect().height;
    const line = parseFloat(getComputedStyle(field(el)).lineHeight);
    expect(three - one).to.be.closeTo(2 * line, 3);
    expect(most - one).to.be.closeTo(7 * line, 4);
    await type(el, '');
    expect(field(el).getBoundingClientRect().height).to.equal(one);
    // Whatever the machine: not even a task comes between a key and its room, so it is in the next frame.
    for (const [text, height] of [
      ['a\nb\nc', three],
      ['a', one],
    ] as const) {
      let tasks = 0;
      const { port1, port2 } = new MessageChannel();
      const task = new Promise<void>(resolve => {
        port1.onmessage = () => {
          tasks++;
          resolve();
        };
      });
      port2.postMessage(0);
      await type(el, text);
      expect([field(el).getBoundingClientRect().height, tasks]).to.deep.equal([height, 0]);
      await task;
      expect(tasks).to.equal(1);
    }
  });

  it('takes a draft, says what is typed, and does not touch what has not changed [N4, O13]', async () => {
    const el = await make('half a th');
    expect(field(el).value).to.equal('half a th');
    const heard: string[] = [];
    el.addEventListener('im-input', event => heard.push((event as CustomEvent<{ text: string }>).detail.text));
    await type(el, 'half a thought');
    field(el).setSelectionRange(4, 4);
    el.requestUpdate();
    await el.updateComplete;
    expect(heard).to.deep.equal(['half a thought']);
    expect(field(el).selectionStart).to.equal(4);
    el.draft = 'another';
    await el.updateComplete;
    expect(field(el).value).to.equal('another');
    expect(heard.length).to.equal(1);
  });

  it('counts near the end, and sends nothing that is too long', async () => {
    const el = await make();
    const texts = sent(el);
    await type(el, 'x'.repeat(9000));
    expect(note(el)).to.equal('');
    await type(el, 'x'.repeat(9990));
    expect(note(el)).to.contain('10 character');
    await type(el, 'x'.repeat(10_001));
    expect(field(el).ariaInvalid).to.equal('true');
    expect(button(el, 'Send')!.matches(':disabled')).to.equal(true);
    key(el, { key: 'Enter' });
    expect(texts).to.deep.equal([]);
  });

  it('shows what is answered, and lets it go by its button and by Escape', async () => {
    const el = await make();
    el.quote = quoted;
    const quote = await seen(() => el.shadowRoot!.querySelector('.quote'), 'the quote');
    expect(quote.textContent).to.contain('Reply to Bob').and.contain('Lunch?');
    el.me = 'bob';
    await seen(() => quote.textContent.includes('Reply to yourself'), 'who it is');
    setTimeout(() => button(el, 'Cancel')!.click());
    await oneEvent(el, 'im-quote-clear');
    setTimeout(() => key(el, { key: 'Escape' }));
    await oneEvent(el, 'im-quote-clear');
  });

  it('takes pasted and dropped files, and leaves text with a picture alone [O4, R5]', async () => {
    const el = await make();
    const taken: File[][] = [];
    el.addEventListener('im-attach', event => taken.push((event as CustomEvent<{ files: File[] }>).detail.files));
    const paste = (data: DataTransfer) => {
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data });
      // Firefox gives the event a copy of its own.
      if (event.clipboardData !== data) Object.defineProperty(event, 'clipboardData', { value: data });
      field(el).dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste(transfer(picture()))).to.equal(true);
    expect(paste(transfer('words', picture()))).to.equal(false);
    const drag = (type: string, data: DataTransfer) => {
      const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: data });
      field(el).dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(drag('dragover', transfer('words')), 'text may be dropped as text').to.equal(false);
    expect(drag('dragover', transfer(picture(), picture()))).to.equal(true);
    const over = await seen(() => el.shadowRoot!.querySelector('.over'), 'where to drop');
    expect(over.textContent).to.equal('Drop to send');
    expect(drag('drop', transfer(picture(), picture()))).to.equal(true);
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('.over')).to.equal(null);
    expect(taken.map(files => files.length)).to.deep.equal([1, 2]);
  });

  it('asks for files, several at once', async () => {
    const el = await make();
    const input = el.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
    expect(input.multiple).to.equal(true);
    let opened = false;
    input.addEventListener('click', event => {
      event.preventDefault();
      opened = true;
    });
    button(el, 'Attach file')!.click();
    expect(opened).to.equal(true);
    input.files = transfer(picture()).files;
    setTimeout(() => input.dispatchEvent(new Event('change')));
    const { detail } = await oneEvent(el, 'im-attach');
    expect(detail.files[0].name).to.equal('a.png');
    expect(input.value).to.equal('');
  });

  it('can be switched off', async () => {
    const el = await make();
    el.disabled = true;
    await el.updateComplete;
    expect([...el.shadowRoot!.querySelectorAll('button')].every(each => each.disabled)).to.equal(true);
    expect(field(el).disabled).to.equal(true);
  });
});
