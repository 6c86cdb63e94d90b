/** What the server's disk says of a user, in the shape in which a device's state can be put. */
import { receiveOptions } from '../../src/protocol/chat-model.js';
import { isChatOf } from './chats.js';
import type { World } from './world.js';
import type { State } from '../../src/core/state.js';
import type { FriendRequest } from '../../src/protocol/model.js';

/** One line per record: what differs is read at a glance. */
export interface Picture {
  friends: string[];
  requests: string[];
  blacks: string[];
  conversations: string[];
  /** By conversation. */
  messages: Record<string, string[]>;
  unread: number;
}

const HIDDEN = 1201;
const requestLine = ({ fromUserID, toUserID, handleResult, reqMsg, createTime, handleMsg }: FriendRequest) =>
  `${fromUserID}>${toUserID} ${handleResult} "${reqMsg}" "${handleMsg}" ${createTime}`;
const friendLine = (userID: string, nickname: string, remark: string, pinned: boolean) =>
  `${userID} "${nickname}" "${remark}"${pinned ? ' pinned' : ''}`;
const chatLine = (id: string, pinned: boolean, option: number, unread: number) =>
  `${id}${pinned ? ' pinned' : ''} option ${option} unread ${unread}`;

/** What of a conversation a user may see, and how much of it is new. */
export function chatOf({ server }: World, me: string, id: string) {
  const { rows } = server.disk;
  const { maxSeq = 0, minSeq = 0 } = rows.get('seqs', [id]) ?? {};
  const own = rows.get('userSeqs', [me, id]);
  const document = rows.get('conversations', [me, id]);
  const from = Math.max(minSeq, own?.minSeq ?? 0, document?.minSeq ?? 0, 1);
  const hidden = new Set(rows.range('hiddenMessages', { prefix: [me, id] }).map(({ seq }) => seq));
  const messages = rows.range('messages', { prefix: [id] });
  return {
    document,
    maxSeq,
    unread: Math.max(0, maxSeq - Math.max(own?.hasReadSeq ?? 0, from - 1)),
    messages: messages.filter(({ seq, state }) => seq >= from && !hidden.has(seq) && state !== 2),
  };
}

/** Requests that somebody hid, or took back: their other devices see that with the next load, for no server tells them. */
export const unsure = (world: World, me: string): Set<string> =>
  new Set(
    world.acts.flatMap(({ name, user, other }) => (user === me && name.endsWith('hide') ? `${other}>${me}` : [])),
  );

export function truth(world: World, me: string): Picture {
  const { rows } = world.server.disk;
  const nickname = (userID: string) => rows.get('users', [userID])?.nickname ?? '';
  const hidden = new Map(
    rows.range('commands', { prefix: [me, HIDDEN] }).map(({ uuid, value }) => [uuid, Number(value)]),
  );
  const requests = [
    ...rows.range('requests', { index: 'received', prefix: [me] }),
    ...rows.range('requests', { index: 'sent', prefix: [me] }),
  ].filter(({ fromUserID, toUserID, createTime }) => !(hidden.get(`${fromUserID}>${toUserID}`)! >= createTime));
  const picture: Picture = {
    friends: rows
      .range('friends', { prefix: [me] })
      .map(({ userID, remark, rank }) => friendLine(userID, nickname(userID), remark, rank === 0))
      .sort(),
    requests: requests.map(row => requestLine(row as unknown as FriendRequest)).sort(),
    blacks: rows
      .range('blacks', { prefix: [me] })
      .map(({ userID }) => userID)
      .sort(),
    conversations: [],
    messages: {},
    unread: 0,
  };
  for (const { conversationID: id } of rows.range('seqs')) {
    if (id.startsWith('n_') || !isChatOf(id, me)) continue;
    const { document, maxSeq, unread, messages } = chatOf(world, me, id);
    if (!maxSeq) continue;
    picture.messages[id] = messages.map(({ seq, state, content }) =>
      state === 1 ? `${seq} revoked` : `${seq} ${(JSON.parse(content) as { content: string }).content}`,
    );
    const option = document?.recvMsgOpt ?? 0;
    picture.conversations.push(chatLine(id, document?.isPinned === 1, option, unread));
    if (option !== receiveOptions.mute) picture.unread += unread;
  }
  picture.conversations.sort();
  return picture;
}

/** The same, as a device has it. */
export function shown(state: Readonly<State>): Picture {
  return {
    friends: [...state.friends.values()]
      .map(({ userID, nickname, remark, isPinned }) => friendLine(userID, nickname, remark, isPinned))
      .sort(),
    requests: [...state.requests.values()].map(requestLine).sort(),
    blacks: [...state.blacks.keys()].sort(),
    conversations: [...state.conversations.values()]
      .filter(({ maxSeq }) => maxSeq)
      .map(({ conversationID, isPinned, recvMsgOpt, unreadCount }) =>
        chatLine(conversationID, isPinned, recvMsgOpt, unreadCount),
      )
      .sort(),
    messages: Object.fromEntries(
      [...state.messages].map(([id, { items }]) => [
        id,
        items
          .filter(({ seq }) => seq)
          .map(({ seq, contentType, textElem }) =>
            contentType === 2101 ? `${seq} revoked` : `${seq} ${textElem?.content}`,
          ),
      ]),
    ),
    unread: state.unread,
  };
}

/** What one has and the other has not, in words; "" = they are the same. */
export function difference(server: readonly string[], device: readonly string[]): string {
  const missing = server.filter(line => !device.includes(line));
  const extra = device.filter(line => !server.includes(line));
  if (!missing.length && !extra.length)
    return String(server) === String(device)
      ? ''
      : `other order: server ${server.join(', ')}; device ${device.join(', ')}`;
  return `server has [${missing.join(', ')}], device has [${extra.join(', ')}]`;
}
