import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { Client } from '../../../src/core/api.js';
import { receiveOptions, type MessageItem } from '../../../src/protocol/chat-model.js';
import { singleChatID } from '../../../src/protocol/ids.js';
import { Alerts, chime } from '../../../src/elements/base/alerts.js';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { seen, until } from '../people-world.js';
import { visited, write } from '../widget-world.js';

class TestAlerts extends ImElement {
  silent = false;
  alerts = new Alerts(this, { silent: () => this.silent, title: () => false });
}
customElements.define('test-alerts', TestAlerts);

/** How many notes were played: two for each sound. */
let notes = 0;
const { createOscillator } = AudioContext.prototype;
/** Notifications that were shown. */
const shown: { title: string; body: string | undefined; tag: string | undefined; click: () => void }[] = [];
const real = globalThis.Notification;
let focused = false;
const { hasFocus } = document;

async function listening(client: Client) {
  // What was written before is synced then: no news.
  await client.openChat();
  return fixture<TestAlerts>(html`<test-alerts .client=${client}></test-alerts>`);
}
const chatOf = (a: Client, b: Client) => singleChatID(a.getLoginUser(), b.getLoginUser());
/** A message was dealt with, loudly or not: its lock is held then. */
async function told({ clientMsgID }: MessageItem) {
  const name = `im-elements/told/${clientMsgID}`;
  while (!(await navigator.locks.query()).held?.some(lock => lock.name === name)) await aTimeout(20);
  return notes;
}

describe('what tells of new messages', () => {
  before(async () => {
    // Browsers play nothing before somebody touched the page.
    await sendMouse({ type: 'click', position: [5, 5] });
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      notes++;
      return createOscillator.call(this);
    };
    document.hasFocus = () => focused;
    class Shown {
      static permission = 'default';
      static requestPermission = async () => (Shown.permission = 'granted');
      onclick = () => {};
      constructor(title: string, options: NotificationOptions) {
        shown.push({ title, body: options.body, tag: options.tag, click: () => this.onclick() });
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: Shown });
  });
  after(() => {
    AudioContext.prototype.createOscillator = createOscillator;
    document.hasFocus = hasFocus;
    Object.assign(globalThis, { Notification: real });
    localStorage.clear();
  });
  beforeEach(() => {
    notes = shown.length = 0;
    focused = false;
    localStorage.clear();
  });

  it('is two soft notes, really played [N13]', async () => {
    const audio = await chime();
    expect(notes).to.equal(2);
    // Without a device for sounds, Firefox never begins.
    if (!/Firefox/.test(navigator.userAgent)) await seen(() => audio?.state === 'running', 'the sound');
  });

  it('sounds for a message, once for a page with two listeners [N13]', async () => {
    const { me, ann } = await visited();
    await listening(me);
    await listening(me);
    expect(await told(await write(ann, me, 'One'))).to.equal(2);
    expect(await told(await write(ann, me, 'Two'))).to.equal(4);
  });

  it('keeps quiet where the conversation is in view, and is told when it is not [N13]', async () => {
    const { me, ann } = await visited();
    await listening(me);
    focused = true;
    const close = await me.openConversation(chatOf(me, ann));
    expect(await told(await write(ann, me, 'In view'))).to.equal(0);
    close();
    await until(me, ({ messages }) => !messages.size);
    expect(await told(await write(ann, me, 'Out of view'))).to.equal(2);
  });

  for (const [name, quiet] of Object.entries({
    'a muted conversation': async (me: Client, ann: Client) => {
      await me.setConversationRecvMessageOpt({ conversationID: chatOf(me, ann), opt: receiveOptions.mute });
      return () => me.setConversationRecvMessageOpt({ conversationID: chatOf(me, ann), opt: receiveOptions.receive });
    },
    'a user who wants no disturbance': async (me: Client) => {
      me.store.set('profile', { ...me.state.profile!, globalRecvMsgOpt: receiveOptions.mute });
      return async () => {
        me.store.set('profile', { ...me.state.profile!, globalRecvMsgOpt: receiveOptions.receive });
      };
    },
    'an account without beeps': async (me: Client) => {
      me.store.set('profile', { ...me.state.profile!, allowBeep: 2 });
      return async () => {
        me.store.set('profile', { ...me.state.profile!, allowBeep: 1 });
      };
    },
    'an element that is silent': async (_: Client, __: Client, el: TestAlerts) => {
      el.silent = true;
      return async () => {
        el.silent = false;
      };
    },
    'a device whose sounds are off': async (_: Client, __: Client, el: TestAlerts) => {
      el.alerts.sound = false;
      return async () => {
        // Turning them on is heard: a proof that they work.
        localStorage.removeItem('im-elements/sound');
      };
    },
  }))
    it(`makes no sound for ${name} [I12, N7]`, async () => {
      const { me, ann } = await visited();
      const el = await listening(me);
      const loud = await quiet(me, ann, el);
      expect(await told(await write(ann, me, 'Quiet'))).to.equal(0);
      await loud();
      expect(await told(await write(ann, me, 'Loud'))).to.equal(2);
    });

  it('asks for notifications in a click only, names who writes, and leads to the chat [N13]', async () => {
    const { me, ann } = await visited();
    const { alerts } = await listening(me);
    expect(alerts.notify).to.equal(false);
    await told(await write(ann, me, 'Before'));
    expect(shown).to.have.length(0);
    expect(await alerts.setNotify(true)).to.equal(true);
    expect(alerts.notify).to.equal(true);
    await write(ann, me, 'Plot 12 is free');
    await seen(() => shown.length, 'a notification');
    expect(shown[0]).to.include({ title: 'Ann', body: 'Plot 12 is free', tag: chatOf(me, ann) });
    shown[0]!.click();
    expect(me.state.focus).to.deep.equal({ userID: ann.getLoginUser(), kind: 'chat' });
    await alerts.setNotify(false);
    expect(alerts.notify).to.equal(false);
    Object.assign(globalThis.Notification, { requestPermission: async () => 'denied' });
    expect(await alerts.setNotify(true)).to.equal(false);
  });
});
