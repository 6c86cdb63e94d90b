/** Conversations in memory: each change is shown, stored and told once per beat (features N1–N4). */
import { receiveOptions, sessionTypes, type ConversationItem, type MessageItem } from '../../protocol/chat-model.js';
import type { ChatParts } from './parts.js';
import { readObject } from './item.js';

export interface Thread {
  item: ConversationItem;
  /** Seqs beyond what was read that do not count as unread. */
  uncounted: readonly number[];
}
export type Threads = ReturnType<typeof openThreads>;

const BLOCK = 500;

/** The message a conversation shows; {} when there is none. */
export const latestOf = ({ latestMsg }: ConversationItem) => readObject(latestMsg) as Partial<MessageItem>;

/** @param beat - has `flush` called soon, with all else that changed. */
export function openThreads({ scope, store, users }: ChatParts, beat: () => void) {
  const me = scope.userID;
  const threads = new Map<string, Thread>();
  const changed = new Set<string>();
  const asked = new Set<string>();
  /** Told by events; not while a device loads all for the first time. */
  let loud = false;

  const named = (item: ConversationItem) => {
    const friend = scope.state.friends.get(item.userID);
    const user = friend ?? scope.state.users.get(item.userID);
    return {
      showName: (friend?.remark || user?.nickname) ?? (item.showName || item.userID),
      faceURL: user?.faceURL ?? item.faceURL,
    };
  };
  const patch = (id: string, change: Partial<ConversationItem>) => {
    const thread = ensure(id);
    const item = { ...thread.item, ...change };
    const read = Math.max(item.hasReadSeq, item.minSeq - 1);
    thread.uncounted = thread.uncounted.filter(seq => seq > read);
    thread.item = { ...item, unreadCount: Math.max(0, item.maxSeq - read - thread.uncounted.length) };
    changed.add(id);
    beat();
    return thread.item;
  };
  /** The conversation, made when there is none. @param userID - the other, where a message says it. */
  function ensure(id: string, userID = otherOf(id)): Thread {
    let thread = threads.get(id);
    if (!thread) {
      const kind = id.slice(0, 2);
      const item: ConversationItem = {
        conversationID: id,
        conversationType:
          kind === 'sn' ? sessionTypes.notification : kind === 'sg' ? sessionTypes.group : sessionTypes.single,
        userID: kind === 'sg' ? '' : userID,
        groupID: kind === 'sg' ? id.slice(3) : '',
        showName: '',
        faceURL: '',
        recvMsgOpt: 0,
        unreadCount: 0,
        groupAtType: 0,
        latestMsg: '',
        latestMsgSendTime: 0,
        draftText: '',
        draftTextTime: 0,
        isPinned: false,
        isPrivateChat: false,
        burnDuration: 0,
        isNotInGroup: false,
        updateUnreadCountTime: 0,
        attachedInfo: '',
        ex: '',
        maxSeq: 0,
        minSeq: 0,
        hasReadSeq: 0,
        msgDestructTime: 0,
        isMsgDestruct: false,
      };
      threads.set(id, (thread = { item: { ...item, ...named(item) }, uncounted: [] }));
      changed.add(id);
      beat();
    }
    return thread;
  }
  const otherOf = (id: string) => {
    const pair = id.slice(3);
    return pair.startsWith(`${me}_`) ? pair.slice(me.length + 1) : pair.slice(0, -me.length - 1);
  };

  const rename = () => {
    if (!scope.alive) {
      off();
      return;
    }
    const { friends, users: known, lists } = scope.state;
    const strangers: string[] = [];
    for (const [id, { item }] of threads) {
      const { showName, faceURL } = named(item);
      if (showName !== item.showName || faceURL !== item.faceURL) patch(id, { showName, faceURL });
      const { userID } = item;
      if (userID && !friends.has(userID) && !known.has(userID) && !asked.has(userID)) strangers.push(userID);
    }
    if (lists.friends.status !== 'ready' || scope.state.sync.status !== 'done' || !strangers.length) return;
    for (const id of strangers) asked.add(id);
    users.getUsersInfo(strangers).catch(() => {
      for (const id of strangers) asked.delete(id);
    });
  };
  const off = store.on(['friends', 'users', 'lists', 'sync'], rename);

  return {
    threads,
    ensure,
    patch,
    get: (id: string) => threads.get(id),
    speak() {
      loud = true;
    },
    /** Messages a user should not see any more, and what counts no more. */
    uncount(id: string, seq: number) {
      const thread = ensure(id);
      if (!thread.uncounted.includes(seq)) thread.uncounted = [...thread.uncounted, seq];
    },
    flush() {
      if (!changed.size) return;
      const next = new Map(scope.state.conversations);
      const told: { newConversation: ConversationItem[]; conversationChanged: ConversationItem[] } = {
        newConversation: [],
        conversationChanged: [],
      };
      for (const id of changed) {
        const { item, uncounted } = threads.get(id)!;
        const before = next.get(id);
        scope.put(['conversation', id], [item, uncounted]);
        if (before && (Object.keys(item) as (keyof ConversationItem)[]).every(key => before[key] === item[key]))
          continue;
        next.set(id, item);
        told[before ? 'conversationChanged' : 'newConversation'].push(item);
      }
      changed.clear();
      scope.set('conversations', next);
      let unread = 0;
      for (const { unreadCount, latestMsgSendTime, recvMsgOpt } of next.values())
        if (latestMsgSendTime && recvMsgOpt !== receiveOptions.mute) unread += unreadCount;
      const other = unread !== scope.state.unread;
      scope.set('unread', unread);
      if (loud)
        for (const name of ['newConversation', 'conversationChanged'] as const)
          if (told[name].length) scope.emit(name, told[name]);
      if (other) scope.emit('totalUnreadMessageCountChanged', unread);
      if (told.newConversation.length) rename();
    },
    async restore() {
      for (let last = '', size = BLOCK; size === BLOCK;) {
        const block = (await scope.range('conversation', BLOCK, ['conversation', last])) as [
          ConversationItem,
          number[],
        ][];
        size = block.length;
        for (const [item, uncounted] of block) {
          threads.set((last = item.conversationID), { item, uncounted });
          changed.add(last);
        }
      }
      beat();
    },
  };
}
