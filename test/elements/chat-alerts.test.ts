import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import '../../src/define/im-chat.js';
import '../../src/define/im-conversation-list.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import { visited, widget, write } from './widget-world.js';
import { seen } from './people-world.js';

/** How many notes were played: two for each sound. */
let notes = 0;
const { createOscillator } = AudioContext.prototype;
const { hasFocus } = document;
/** A message was dealt with, loudly or not: its lock is held then. */
async function told({ clientMsgID }: MessageItem) {
  const name = `im-elements/told/${clientMsgID}`;
  while (!(await navigator.locks.query()).held?.some(lock => lock.name === name)) await aTimeout(20);
  return notes;
}
/** The code is loaded, and whoever may tell listens. */
const ready = async () => {
  await import('../../src/elements/base/alerts.js');
  await aTimeout(50);
};

describe('chat-alerts', () => {
  before(async () => {
    await sendMouse({ type: 'click', position: [5, 5] });
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      notes++;
      return createOscillator.call(this);
    };
    document.hasFocus = () => false;
  });
  after(() => {
    AudioContext.prototype.createOscillator = createOscillator;
    document.hasFocus = hasFocus;
  });
  beforeEach(() => {
    notes = 0;
    localStorage.clear();
  });

  it('a list and a chat without a widget sound once for a message [N13]', async () => {
    const { me, ann } = await visited();
    const place = await fixture<HTMLElement>(
      html`<div><im-conversation-list .client=${me}></im-conversation-list><im-chat .client=${me}></im-chat></div>`,
    );
    await seen(() => place.querySelector('im-conversation-list')!.shadowRoot!.querySelector('.chats'), 'the list');
    await ready();
    expect(await told(await write(ann, me, 'One'))).to.equal(2);
    place.querySelector('im-conversation-list')!.silent = true;
    expect(await told(await write(ann, me, 'The chat tells'))).to.equal(4);
    place.querySelector('im-chat')!.silent = true;
    const el = await widget(me, { silent: true });
    el.open = true;
    await seen(() => el.shadowRoot!.querySelector('.bar im-menu')?.shadowRoot, 'the widget');
    place.querySelector('im-chat')!.silent = false;
    expect(await told(await write(ann, me, 'The widget decides'))).to.equal(4);
  });

  it('keep quiet where all are silent [N13]', async () => {
    const { me, ann } = await visited();
    const list = await fixture<HTMLElement>(html`<im-conversation-list silent .client=${me}></im-conversation-list>`);
    await seen(() => list.shadowRoot!.querySelector('.chats'), 'the list');
    await ready();
    const { clientMsgID } = await write(ann, me, 'Hush');
    await seen(() => list.shadowRoot!.textContent.includes('Hush'), 'the message');
    await aTimeout(50);
    expect((await navigator.locks.query()).held?.some(({ name }) => name?.endsWith(clientMsgID))).to.equal(false);
    expect(notes).to.equal(0);
  });
});
