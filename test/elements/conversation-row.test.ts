import { expect, fixture, html } from '@open-wc/testing';
import type { ConversationItem } from '../../src/protocol/chat-model.js';
import {
  conversationRow,
  faceOf,
  lastOf,
  nameOf,
  shortTime,
  type ConversationRowParts,
} from '../../src/elements/conversation-row.js';
import { text } from './people-world.js';
import { message, NOON } from '../ui/spoken-by.js';
import { english } from '../ui/translate.js';

const conversation = (more: Partial<ConversationItem> = {}) =>
  ({
    conversationID: 'si_ada_robin',
    userID: 'ada',
    groupID: '',
    showName: 'Ada',
    faceURL: '',
    recvMsgOpt: 0,
    unreadCount: 0,
    isPinned: false,
    draftText: '',
    draftTextTime: 0,
    latestMsg: JSON.stringify(message(1)),
    latestMsgSendTime: NOON,
    ...more,
  }) as ConversationItem;
const parts: ConversationRowParts = {
  t: english,
  lang: 'en',
  me: 'robin',
  index: 0,
  total: 1,
  tabIndex: 0,
  current: false,
  offline: false,
  typing: false,
  hosts: [],
  platforms: undefined,
  swipe: '',
};
const show = async (more: Partial<ConversationItem> = {}, shown: Partial<ConversationRowParts> = {}) => {
  const list = await fixture<HTMLElement>(
    html`<ul>${conversationRow(conversation(more), { ...parts, ...shown })}</ul>`,
  );
  return list.querySelector('li')!;
};
const preview = (row: Element) => text(row.querySelector('.sub'));

describe('a row of a conversation', () => {
  it('says who, what was said last and how much is new, also to who can’t see it [N1, N2]', async () => {
    const row = await show({ unreadCount: 120, isPinned: true, recvMsgOpt: 2 });
    expect(text(row.querySelector('.name'))).to.equal('Ada');
    expect(preview(row)).to.equal('Message 1');
    expect(text(row.querySelector('.badge [aria-hidden]'))).to.equal('99+');
    const said = row.querySelector('.open')!.getAttribute('aria-description')!;
    for (const word of ['120', 'Message 1', 'Pinned', 'Muted']) expect(said).to.contain(word);
  });

  it('shows typing before a draft, a draft before a message, but no draft of what is open [N8, N10]', async () => {
    const draft = { draftText: 'Dear Ada', draftTextTime: NOON };
    expect(preview(await show(draft, { typing: true }))).to.match(/^typing/);
    expect(preview(await show(draft))).to.equal('Draft: Dear Ada');
    expect(preview(await show(draft, { current: true }))).to.equal('Message 1');
    expect(preview(await show({ ...draft, latestMsgSendTime: NOON + 1 })), 'news since').to.equal('Message 1');
  });

  it('tells what became of an own message [O17]', async () => {
    const mine = (more: object) => ({ latestMsg: JSON.stringify(message(1, { sendID: 'robin', ...more })) });
    expect(preview(await show(mine({})))).to.equal('You: Message 1');
    const failed = await show(mine({ status: 3 }));
    expect(failed.querySelector('.open')!.getAttribute('aria-description')).to.contain('Not sent: You: Message 1');
  });

  it('is there when its last message is broken or missing', async () => {
    for (const latestMsg of ['', '{', 'null']) expect(preview(await show({ latestMsg })), latestMsg).to.equal('');
    expect(lastOf(conversation({ latestMsg: '{' }))).to.equal(undefined);
    expect(nameOf(conversation({ showName: '' }))).to.equal('si_ada_robin');
    expect(faceOf({ userID: '', groupID: 'g' })).to.equal('g');
  });

  it('tells the time today, the day before', () => {
    const now = Date.now();
    expect(shortTime(now, 'en')).to.match(/^\d{1,2}:\d{2}/);
    expect(shortTime(now - 40 * 86_400_000, 'en')).not.to.match(/^\d{1,2}:\d{2}/);
  });
});
