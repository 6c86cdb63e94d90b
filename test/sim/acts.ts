/** What people do, a row each: how, how often, and how to see on the server's disk that it happened. */
import { singleChatID } from '../../src/protocol/ids.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import type { Entry } from './disk.js';
import type { Step } from './plan.js';
import type { SimTab } from './tab.js';
import type { Act, World } from './world.js';

interface ActRow {
  weight: number;
  run(tab: SimTab, other: string, step: Step, mark: string, world: World): void;
  /** Is this what the act does? Counted over the journal: once when acknowledged, at most once when not. */
  did?(act: Act, entry: Entry): boolean;
  /** It sets something: a tab that leads by now may say it again when the one before did not hear the answer. */
  sets?: true;
}

const chatOf = (tab: SimTab, other: string) => singleChatID(tab.userID, other);
/** A message of one's own, or of anybody, that is on the server. */
const pick = (tab: SimTab, other: string, x: number, mine: boolean): MessageItem | undefined => {
  const items = (tab.client.state.messages.get(chatOf(tab, other))?.items ?? []).filter(
    item => item.seq && (!mine || item.sendID === tab.userID) && item.contentType < 2000,
  );
  return items[Math.floor(x * items.length)];
};
const of = (entry: Entry, table: Entry['table'], columns: Readonly<Record<string, string>>) =>
  entry.table === table &&
  Object.entries(columns).every(([name, value]) => (entry.after ?? entry.before)![name] === value);
const became = ({ before, after }: Entry, column: string, mark: string) =>
  after?.[column] === mark && before?.[column] !== mark;

export const acts: Readonly<Record<string, ActRow>> = {
  say: {
    weight: 14,
    run(tab, other, _, mark) {
      tab.act('say', mark, other, async client => {
        const message = await client.createTextMessage(mark);
        await client.sendMessage({ recvID: other, message });
      });
    },
    did: ({ mark, user, other }, entry) =>
      of(entry, 'messages', { sendID: user, recvID: other, content: JSON.stringify({ content: mark }) }) &&
      !entry.before,
  },
  burst: {
    weight: 3,
    run(tab, other, step, _, world) {
      for (let i = 0; i < 2 + Math.floor(step.x * 4); i++) acts['say']!.run(tab, other, step, world.mark(), world);
    },
  },
  read: {
    weight: 6,
    run(tab, other) {
      const id = chatOf(tab, other);
      const { maxSeq = 0 } = tab.client.state.conversations.get(id) ?? {};
      tab.act('read', '', other, client => client.markConversationMessageAsRead(id), String(maxSeq));
    },
  },
  look: {
    weight: 4,
    run(tab, other) {
      tab.act('look', '', other, client => client.openConversation(chatOf(tab, other)));
    },
  },
  revoke: {
    weight: 2,
    run(tab, other, { x }) {
      const message = pick(tab, other, x, true);
      if (!message) return;
      const { clientMsgID } = message;
      tab.act(
        'revoke',
        message.textElem?.content ?? '',
        other,
        client => client.revokeMessage({ conversationID: chatOf(tab, other), clientMsgID }),
        clientMsgID,
      );
    },
    did: ({ more }, entry) =>
      of(entry, 'messages', { clientMsgID: more }) && entry.after?.['state'] === 1 && entry.before?.['state'] !== 1,
  },
  erase: {
    weight: 2,
    run(tab, other, { x }) {
      const message = pick(tab, other, x, false);
      if (!message) return;
      const { clientMsgID } = message;
      tab.act('erase', message.textElem?.content ?? '', other, client =>
        client.deleteMessage({ conversationID: chatOf(tab, other), clientMsgID }),
      );
    },
  },
  clear: {
    weight: 1,
    run(tab, other) {
      tab.act('clear', '', other, client => client.clearConversationAndDeleteAllMsg(chatOf(tab, other)));
    },
  },
  pinChat: {
    weight: 2,
    run(tab, other, { x }) {
      tab.act('pinChat', '', other, client =>
        client.pinConversation({ conversationID: chatOf(tab, other), isPinned: x < 0.5 }),
      );
    },
  },
  muteChat: {
    weight: 1,
    run(tab, other, { x }) {
      tab.act('muteChat', '', other, client =>
        client.setConversationRecvMessageOpt({ conversationID: chatOf(tab, other), opt: x < 0.5 ? 2 : 0 }),
      );
    },
  },
  apply: {
    weight: 6,
    run(tab, other, _, mark) {
      tab.act('apply', mark, other, client => client.addFriend({ toUserID: other, reqMsg: mark }));
    },
    did: ({ mark, user, other }, entry) =>
      of(entry, 'requests', { fromUserID: user, toUserID: other, reqMsg: mark }) &&
      (entry.before?.['reqMsg'] !== mark || entry.before['createTime'] !== entry.after?.['createTime']),
  },
  accept: {
    weight: 6,
    run(tab, other, _, mark) {
      tab.act('accept', mark, other, client => client.acceptFriendApplication({ toUserID: other, handleMsg: mark }));
    },
    did: ({ mark }, entry) => entry.table === 'requests' && became(entry, 'handleMsg', mark),
  },
  refuse: {
    weight: 2,
    run(tab, other, _, mark) {
      tab.act('refuse', mark, other, client => client.refuseFriendApplication({ toUserID: other, handleMsg: mark }));
    },
    did: ({ mark }, entry) => entry.table === 'requests' && became(entry, 'handleMsg', mark),
  },
  remark: {
    sets: true,
    weight: 4,
    run(tab, other, _, mark) {
      tab.act('remark', mark, other, client => client.setFriendRemark({ toUserID: other, remark: mark }));
    },
    did: ({ mark, user, other }, entry) =>
      of(entry, 'friends', { ownerUserID: user, userID: other }) && became(entry, 'remark', mark),
  },
  pin: {
    weight: 2,
    run(tab, other, { x }) {
      tab.act('pin', '', other, client => client.pinFriends({ toUserIDs: [other], isPinned: x < 0.5 }));
    },
  },
  unfriend: {
    weight: 2,
    run(tab, other) {
      tab.act('unfriend', '', other, client => client.deleteFriend(other));
    },
  },
  block: {
    sets: true,
    weight: 3,
    run(tab, other, _, mark) {
      tab.act('block', mark, other, client => client.addBlack({ toUserID: other, ex: mark }));
    },
    did: ({ mark, user, other }, entry) =>
      of(entry, 'blacks', { ownerUserID: user, userID: other }) && became(entry, 'ex', mark),
  },
  unblock: {
    weight: 3,
    run(tab, other) {
      tab.act('unblock', '', other, client => client.removeBlack(other));
    },
  },
  rename: {
    sets: true,
    weight: 2,
    run(tab, _, __, mark) {
      tab.act('rename', mark, '', client => client.setSelfInfo({ nickname: mark }));
    },
    did: ({ mark, user }, entry) => of(entry, 'users', { userID: user }) && became(entry, 'nickname', mark),
  },
  hide: {
    weight: 2,
    run(tab, other) {
      const pair = { fromUserID: other, toUserID: tab.userID };
      tab.act('hide', '', other, client => client.deleteFriendApplication(pair));
    },
  },
  unhide: {
    weight: 1,
    run(tab, other) {
      const pair = { fromUserID: other, toUserID: tab.userID };
      tab.act('unhide', '', other, client => client.restoreFriendApplication(pair));
    },
  },
};

export const actWeights = Object.fromEntries(Object.entries(acts).map(([name, { weight }]) => [name, weight]));
