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
import { attachments, kindOf, lacksFile, objectName } from './attachments.js';
import { inputStates } from './input-states.js';
import { toMsgData } from './outgoing.js';
import type { ChatParts, Outbox, Timeline } from './parts.js';

/** A refusal that may pass is tried so often; pauses (ms) double from the first. */
const TRIES = 4;
const PAUSE = 1000;
/** A server stores a message up to so many ms after it took it: before that, not to find it says nothing. */
const STORED = 500;

type Way = Pick<SendParams, 'offlinePushInfo' | 'isOnlineOnly'>;
/** A message on its way. */
interface Entry {
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
  readonly actions: Pick<ChatActions, 'sendMessage' | 'discardMessage' | 'uploadFile' | 'changeInputStates'>;
}

const refuse = (words: string) => {
  throw new ImError(ClientArgsError, words);
};
const no = () => false;
const lost = ({ errCode }: ImError) => errCode === NetworkError || errCode === NetworkTimeoutError;

export function openOutbox(parts: ChatParts, timeline: Timeline): Sending {
  const { scope, options } = parts;
  const files = attachments(parts);
  const queues = new Map<string, Entry[]>();
  /** Conversations that are being sent to. */
  const running = new Set<string>();
  let stopped = false;
  let pulled = false;

  const newEntry = (item: MessageItem, way: Way, asked: number): Entry => {
    let settle: Entry['settle'] = () => undefined;
    const sent = new Promise<MessageItem>((resolve, reject) => {
      settle = result => {
        if (result instanceof Error) reject(result);
        else resolve(result);
      };
    });
    // Who asked has the same promise; a message of the last page has nobody.
    sent.catch(() => undefined);
    return { item, way, asked, stop: new AbortController(), sent, settle };
  };
  const entryOf = (conversationID: string, clientMsgID: string) =>
    queues.get(conversationID)?.find(({ item }) => item.clientMsgID === clientMsgID);
  const remove = (conversationID: string, gone: Entry) => {
    const rest = (queues.get(conversationID) ?? []).filter(other => other !== gone);
    if (rest.length) queues.set(conversationID, rest);
    else queues.delete(conversationID);
    tellUpload(gone);
  };

  /** Says how far an upload is; without numbers that there is none. */
  function tellUpload({ item: { clientMsgID } }: Entry, loaded?: number, total = 0) {
    const { uploads } = scope.state;
    if (loaded === undefined && !uploads.has(clientMsgID)) return;
    const next = new Map(uploads);
    if (loaded === undefined) next.delete(clientMsgID);
    else {
      next.set(clientMsgID, { loaded, total });
      scope.emit('uploadProgress', { clientMsgID, loaded, total });
    }
    scope.set('uploads', next);
  }
  const uploadFile: ChatActions['uploadFile'] = async params => (await import('./upload.js')).upload(parts, params);

  /** Sends the files of a message; `keep` gets the message with each address that was learnt. */
  async function upload(entry: Entry, keep: (item: MessageItem) => void) {
    if (!lacksFile(entry.item)) return;
    const { clientMsgID } = entry.item;
    const all = await files.of(clientMsgID);
    const total = all.reduce((sum, { file }) => sum + file.size, 0);
    let before = 0;
    for (const attachment of all) {
      const { file } = attachment;
      const kind = kindOf(attachment);
      if (!kind.url(entry.item)) {
        const { url } = await uploadFile({
          file,
          name: objectName(scope.userID, clientMsgID, attachment),
          cause: kind.cause,
          signal: entry.stop.signal,
          onProgress: loaded => {
            if (!entry.stop.signal.aborted) tellUpload(entry, before + loaded, total);
          },
        });
        keep({ ...entry.item, ...kind.put(entry.item, url) });
      }
      before += file.size;
    }
    tellUpload(entry);
    if (lacksFile(entry.item)) throw new ImError(ClientArgsError, 'the file is no longer here: choose it again');
  }
  /** One frame. */
  async function submit({ item, way }: Pick<Entry, 'item' | 'way'>): Promise<MessageItem> {
    const { serverMsgID, sendTime } = await scope.frame(sendMessage, toMsgData(item, way));
    return { ...item, serverMsgID, sendTime, status: messageStatus.sent };
  }

  const done = (conversationID: string, entry: Entry, result: MessageItem | ImError) => {
    remove(conversationID, entry);
    entry.settle(result);
  };
  const succeed = (conversationID: string, entry: Entry, item: MessageItem) => {
    files.forget(item.clientMsgID);
    done(conversationID, entry, item);
  };
  const fail = (conversationID: string, entry: Entry, error: ImError) => {
    const { errCode, errMsg } = error;
    timeline.show(conversationID, { ...entry.item, status: messageStatus.failed, failure: { errCode, errMsg } });
    done(conversationID, entry, error);
  };
  const arrived: Outbox['arrived'] = (conversationID, item) => {
    const entry = entryOf(conversationID, item.clientMsgID);
    if (entry) succeed(conversationID, entry, item);
  };

  /** One attempt, in order: files, what became of the last attempt, the frame. Returns when the message has arrived or was given up. */
  async function attempt(conversationID: string, entry: Entry) {
    const { clientMsgID } = entry.item;
    const gone = () => entryOf(conversationID, clientMsgID) !== entry;
    await upload(entry, item => {
      timeline.show(conversationID, (entry.item = item));
    });
    if (entry.asked) {
      const wait = entry.asked + STORED - options.clock.now();
      if (wait > 0) await scope.sleep(wait);
      await timeline.catchUp(conversationID);
      const found = await timeline.find(conversationID, clientMsgID);
      if (found?.seq) arrived(conversationID, found);
    }
    if (gone() || stopped) return;
    entry.asked = options.clock.now();
    const reply = submit(entry).then(item => {
      if (gone()) return;
      timeline.show(conversationID, item);
      succeed(conversationID, entry, item);
    });
    // The push of the own message says as much as the reply, and may come first.
    await Promise.race([reply, entry.sent]);
  }

  /** Sends what waits in a conversation, one after the other, until there is nothing or no connection. */
  async function run(conversationID: string) {
    if (running.has(conversationID)) return;
    running.add(conversationID);
    let tries = 0;
    for (let head; (head = queues.get(conversationID)?.[0]);) {
      // What may have arrived is asked for once the gaps are pulled.
      if (!online() || (head.asked && !pulled)) break;
      try {
        await attempt(conversationID, head);
      } catch (thrown) {
        const error = thrown instanceof ImError ? thrown : new ImError(UnknownError, String(thrown));
        if (!scope.alive) stop();
        // Neither arrived nor discarded meanwhile. To give up for want of a network is the user's choice.
        else if (queues.get(conversationID)?.[0] === head && online()) {
          const pause = error.retryable && (lost(error) || tries++ < TRIES);
          // The storage was not reached: is it the storage, or the network, of which the socket need not know yet?
          if (lost(error) && lacksFile(head.item) ? await timeline.catchUp(conversationID).then(no, lost) : pause) {
            await scope.sleep(PAUSE * 2 ** tries * scope.chance()).catch(no);
            continue;
          }
          fail(conversationID, head, error);
        }
      }
      tries = 0;
    }
    running.delete(conversationID);
  }
  const online = () => !stopped && scope.state.connection.status === 'connected';

  function stop() {
    off();
    stopped = true;
    for (const entry of [...queues.values()].flat()) {
      entry.stop.abort();
      entry.settle(new ImError(LoginOutError, 'signed out'));
    }
    queues.clear();
  }
  const add = (conversationID: string, entry: Entry) => {
    queues.set(conversationID, [...(queues.get(conversationID) ?? []), entry]);
  };
  let begun: Promise<void> | undefined;
  /** What the last page left comes before anything new. Whether that page sent it nobody knows. */
  const begin = () =>
    (begun ??= timeline.unsent().then(left => {
      for (const { conversationID, item } of left)
        if (item.status === messageStatus.sending) add(conversationID, newEntry(item, {}, options.clock.now()));
    }));
  const off = parts.store.on(['connection'], () => {
    if (!scope.alive) stop();
  });

  return {
    restore: begin,
    arrived,
    resume() {
      pulled = true;
      begin().then(
        () => {
          for (const conversationID of queues.keys()) void run(conversationID);
        },
        // The next connection asks again.
        () => (begun = undefined),
      );
    },
    stop,
    actions: {
      ...inputStates(parts),
      uploadFile,
      async sendMessage({ recvID, groupID = '', message, ...way }) {
        const { failure: _, ...rest } = message;
        const { clientMsgID, contentType, status } = message;
        if (!recvID === !groupID) refuse('name the receiver: recvID or groupID');
        if (isNotice(contentType) || contentType === contentTypes.typing) refuse('such a message cannot be sent');
        const conversationID = groupID ? groupChatID(groupID) : singleChatID(scope.userID, recvID);
        await begin();
        const known = entryOf(conversationID, clientMsgID);
        if (known) return known.sent;
        if (message.seq || status === messageStatus.sent) refuse('the message is sent already');

        const { isPrivateChat, burnDuration } = scope.state.conversations.get(conversationID) ?? {};
        const entry = newEntry(
          {
            ...rest,
            sendID: scope.userID,
            recvID,
            groupID,
            sessionType: groupID ? sessionTypes.group : sessionTypes.single,
            status: messageStatus.sending,
            ...(isPrivateChat && { attachedInfoElem: { ...message.attachedInfoElem, isPrivateChat, burnDuration } }),
          },
          way,
          // One that failed may have arrived all the same.
          status === messageStatus.failed ? 1 : 0,
        );
        if (way.isOnlineOnly || contentType === contentTypes.customOnline) {
          entry.way = { ...way, isOnlineOnly: true };
          await upload(entry, item => (entry.item = item));
          const item = await submit(entry);
          files.forget(clientMsgID);
          return item;
        }
        try {
          toMsgData(entry.item, way);
        } catch (error) {
          fail(conversationID, entry, error as ImError);
          throw error;
        }
        files.keep(clientMsgID);
        add(conversationID, entry);
        timeline.show(conversationID, entry.item);
        void run(conversationID);
        return entry.sent;
      },
      async discardMessage({ conversationID, clientMsgID }) {
        const entry = entryOf(conversationID, clientMsgID);
        entry?.stop.abort();
        if (entry) done(conversationID, entry, new ImError(ClientArgsError, 'the message was discarded'));
        timeline.drop(conversationID, clientMsgID);
        // Also those of the last page.
        await files.of(clientMsgID);
        files.forget(clientMsgID);
      },
    },
  };
}
