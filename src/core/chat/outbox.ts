/** Sends messages: kept before they go, in order per conversation, again after a loss, never twice (feature O17–O19). */
import { messageStatus, sessionTypes, type MessageItem } from '../../protocol/chat-model.js';
import {
  ClientArgsError,
  LoginOutError,
  NetworkError,
  NetworkTimeoutError,
  UnknownError,
} from '../../protocol/codes.js';
import { contentTypes, isNotice } from '../../protocol/content.js';
import { ImError } from '../../protocol/errors.js';
import { groupChatID, singleChatID } from '../../protocol/ids.js';
import { sendMessage } from '../../protocol/message-frames.js';
import type { ChatActions, SendParams } from './api.js';
import { attachments, lacksFile } from './attachments.js';
import { toMsgData } from './outgoing.js';
import type { ChatParts, Outbox, Timeline } from './parts.js';

/** A refusal that may pass is tried so often; pauses (ms) double from the first. */
const TRIES = 4;
const PAUSE = 1000;
/** A server stores a message up to so many ms after it took it: before that, not to find it says nothing. */
const STORED = 500;

/** s after which a private message burns where only the other has chosen a time, as in OpenIM's native clients. */
const BURN_S = 30;

type Way = Pick<SendParams, 'offlinePushInfo' | 'isOnlineOnly'>;
/** A message on its way. */
interface Entry {
  conversationID: string;
  item: MessageItem;
  way: Way;
  /** When the server may have got it, ms; 0 = surely not. */
  asked: number;
  stop: AbortController;
  sent: Promise<MessageItem>;
  settle(result: MessageItem | Error): void;
}

export interface Sending extends Outbox {
  /** Takes up what the last page left; the timeline is restored by then. */
  restore(): Promise<void>;
  readonly actions: Pick<ChatActions, 'sendMessage' | 'discardMessage' | 'uploadFile'>;
}

const refuse = (words: string) => {
  throw new ImError(ClientArgsError, words);
};
const no = () => false;
const lost = ({ errCode }: ImError) => errCode === NetworkError || errCode === NetworkTimeoutError;

export function openOutbox(parts: ChatParts, timeline: Timeline): Sending {
  const { scope, options } = parts;
  const { now } = options.clock;
  const files = attachments(parts);
  /** All that waits or is on its way, in order. */
  let queue: Entry[] = [];
  /** Conversations that are being sent to. */
  const running = new Set<string>();
  let stopped = false;
  let pulled = false;

  const make = (conversationID: string, item: MessageItem, way: Way, asked: number): Entry => {
    let settle!: Entry['settle'];
    const sent = new Promise<MessageItem>((resolve, reject) => {
      settle = result => {
        if (result instanceof Error) reject(result);
        else resolve(result);
      };
    });
    // Who asked has the same promise; a message of the last page has nobody.
    sent.catch(no);
    return { conversationID, item, way, asked, stop: new AbortController(), sent, settle };
  };
  const find = (conversationID: string, clientMsgID: string) =>
    queue.find(entry => entry.conversationID === conversationID && entry.item.clientMsgID === clientMsgID);
  const online = () => !stopped && scope.state.connection.status === 'connected';
  const show = (entry: Entry, item: MessageItem) => {
    timeline.show(entry.conversationID, (entry.item = item));
  };

  /** Says how far an upload is; without numbers that there is none. */
  function tell({ item: { clientMsgID } }: Entry, loaded?: number, total = 0) {
    const uploads = new Map(scope.state.uploads);
    if (loaded !== undefined) {
      uploads.set(clientMsgID, { loaded, total });
      scope.emit('uploadProgress', { clientMsgID, loaded, total });
    } else if (!uploads.delete(clientMsgID)) return;
    scope.set('uploads', uploads);
  }
  const end = (entry: Entry, result: MessageItem | ImError) => {
    queue = queue.filter(other => other !== entry);
    tell(entry);
    entry.settle(result);
  };
  const succeed = (entry: Entry, item: MessageItem) => {
    files.forget(item.clientMsgID);
    end(entry, item);
  };
  const fail = (entry: Entry, error: ImError) => {
    const { errCode, errMsg } = error;
    show(entry, { ...entry.item, status: messageStatus.failed, failure: { errCode, errMsg } });
    end(entry, error);
  };
  const arrived: Outbox['arrived'] = (conversationID, item) => {
    const entry = find(conversationID, item.clientMsgID);
    if (entry) succeed(entry, item);
  };

  /** Sends the files of a message; `keep` gets it with each address that was learnt. */
  async function upload(entry: Entry, keep: (item: MessageItem) => void) {
    const { item, stop } = entry;
    if (!lacksFile(item)) return;
    const all = await files.of(item.clientMsgID);
    if (!all[0]) refuse('the file is no longer here: choose it again');
    const { sendFiles } = await import('./message-files.js');
    await sendFiles(parts, item, all, stop.signal, keep, (loaded, total) => {
      tell(entry, loaded, total);
    });
    tell(entry);
  }
  /** One frame. */
  async function submit({ item, way }: Entry): Promise<MessageItem> {
    const { serverMsgID, sendTime } = await scope.frame(sendMessage, toMsgData(item, way));
    return { ...item, serverMsgID, sendTime, status: messageStatus.sent };
  }

  /** In order: files, what became of the last attempt, the frame. Returns when the message has arrived or was given up. */
  async function attempt(entry: Entry) {
    const { conversationID } = entry;
    await upload(entry, item => {
      show(entry, item);
    });
    if (entry.asked) {
      const wait = entry.asked + STORED - now();
      if (wait > 0) await scope.sleep(wait);
      await timeline.catchUp(conversationID);
      const found = await timeline.find(conversationID, entry.item.clientMsgID);
      if (found?.seq) arrived(conversationID, found);
    }
    // A page that dies meanwhile finds it again.
    await scope.save();
    if (!queue.includes(entry)) return;
    entry.asked = now();
    const reply = submit(entry).then(item => {
      if (!queue.includes(entry)) return;
      show(entry, item);
      succeed(entry, item);
    });
    // The push of the own message says as much as the reply, and may come first.
    await Promise.race([reply, entry.sent]);
  }

  /** Sends what waits in a conversation, one after the other, until there is nothing or no connection. */
  async function run(conversationID: string) {
    if (running.has(conversationID)) return;
    running.add(conversationID);
    let tries = 0;
    for (let head; (head = queue.find(entry => entry.conversationID === conversationID));) {
      // What may have arrived is asked for once the gaps are pulled.
      if (!online() || (head.asked && !pulled)) break;
      try {
        await attempt(head);
      } catch (thrown) {
        // Of code that did not load, too.
        const error = thrown instanceof ImError ? thrown : new ImError(UnknownError, String(thrown), '', true);
        if (!scope.alive) stop();
        // Neither arrived nor discarded meanwhile. To give up for want of a network is the user's choice.
        else if (queue.includes(head) && online()) {
          const pause = error.retryable && (lost(error) || tries++ < TRIES);
          // The storage was not reached: is it the storage, or the network, of which the socket need not know yet?
          if (lost(error) && lacksFile(head.item) ? await timeline.catchUp(conversationID).then(no, lost) : pause) {
            await scope.sleep(PAUSE * 2 ** tries * scope.chance()).catch(no);
            continue;
          }
          fail(head, error);
        }
      }
      tries = 0;
    }
    running.delete(conversationID);
  }

  function stop() {
    off();
    stopped = true;
    for (const entry of queue) {
      entry.stop.abort();
      entry.settle(new ImError(LoginOutError, 'signed out'));
    }
    queue = [];
  }
  const off = parts.store.on(['connection'], () => {
    if (!scope.alive) stop();
  });
  let begun: Promise<void> | undefined;
  /** What the last page left comes before anything new. Whether that page sent it nobody knows. */
  const begin = () =>
    (begun ??= timeline.unsent().then(left => {
      for (const { conversationID, item } of left)
        if (item.status === messageStatus.sending) queue.push(make(conversationID, item, {}, now()));
    }));

  return {
    restore: begin,
    arrived,
    async resume() {
      pulled = true;
      await begin();
      for (const { conversationID } of queue) void run(conversationID);
    },
    stop,
    actions: {
      uploadFile: async params => (await import('./message-files.js')).upload(parts, params),
      async sendMessage({ recvID, groupID = '', message, ...way }) {
        const { failure: _, ...rest } = message;
        const { clientMsgID, contentType, status } = message;
        if (!recvID === !groupID) refuse('name the receiver: recvID or groupID');
        if (isNotice(contentType) || contentType === contentTypes.typing) refuse('such a message cannot be sent');
        const conversationID = groupID ? groupChatID(groupID) : singleChatID(scope.userID, recvID);
        await begin();
        const known = find(conversationID, clientMsgID);
        if (known) return known.sent;
        if (message.seq || status === messageStatus.sent) refuse('the message is sent already');

        const { isPrivateChat, burnDuration } = scope.state.conversations.get(conversationID) ?? {};
        const entry = make(
          conversationID,
          {
            ...rest,
            sendID: scope.userID,
            recvID,
            groupID,
            sessionType: groupID ? sessionTypes.group : sessionTypes.single,
            status: messageStatus.sending,
            ...(isPrivateChat && {
              attachedInfoElem: { ...message.attachedInfoElem, isPrivateChat, burnDuration: burnDuration || BURN_S },
            }),
          },
          way,
          // One that failed may have arrived all the same.
          status === messageStatus.failed ? 1 : 0,
        );
        const { item } = entry;
        if (way.isOnlineOnly || contentType === contentTypes.customOnline) {
          way.isOnlineOnly = true;
          await upload(entry, item => (entry.item = item));
          files.forget(clientMsgID);
          return submit(entry);
        }
        try {
          toMsgData(item, way);
        } catch (error) {
          fail(entry, error as ImError);
          throw error;
        }
        files.keep(clientMsgID);
        queue.push(entry);
        show(entry, item);
        void run(conversationID);
        return entry.sent;
      },
      async discardMessage({ conversationID, clientMsgID }) {
        const entry = find(conversationID, clientMsgID);
        entry?.stop.abort();
        if (entry) end(entry, new ImError(ClientArgsError, 'the message was discarded'));
        timeline.drop(conversationID, clientMsgID);
        // Also those of the last page.
        await files.of(clientMsgID);
        files.forget(clientMsgID);
      },
    },
  };
}
