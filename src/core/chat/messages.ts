/** Messages as this device keeps them: rows by seq, what is missing asked of the server, and one edit at a time (features O14). */
import type { MessageItem } from '../../protocol/chat-model.js';
import type { ImError } from '../../protocol/errors.js';
import { getMessagesBySeqs } from '../../protocol/message-frames.js';
import type { CacheKey } from '../api.js';
import type { Scope } from '../scope.js';
import { placeholder, toItem, visible } from './item.js';
import { latestOf, type Threads } from './threads.js';

/** Messages of a page; what one request by seqs asks for (protocol §5.8). */
export const PAGE = 50;
/** Rows read at once when all are looked through. */
const BLOCK = 500;

export type Messages = ReturnType<typeof openMessages>;
/** What is on screen of them. */
interface Shown {
  find(conversationID: string, seq: number): MessageItem | undefined;
  cut(conversationID: string, minSeq: number): void;
  replace(conversationID: string, item: MessageItem): void;
}
/** The message before and after. */
export type Edited = [before: MessageItem, after: MessageItem];

export const messageKey = (conversationID: string, seq: number): CacheKey => ['message', conversationID, seq];

/** @param windows - what is on screen follows each edit. */
export function openMessages(scope: Scope, threads: Threads, windows: () => Shown) {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what was read is still so when it is written or shown. */
  const lock = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };
  const put = (id: string, item: MessageItem) => {
    scope.put(messageKey(id, item.seq), item);
  };
  /** What is kept of these seqs; nothing where nothing can be kept. */
  const rows = async (id: string, from: number, to: number) => {
    const found =
      from > to
        ? []
        : await scope.range('message', undefined, messageKey(id, from - 1), messageKey(id, to)).catch(() => []);
    return new Map((found as MessageItem[]).map(item => [item.seq, item]));
  };
  /** What is kept of these seqs, however far apart they are: those that stand close together are read at once. */
  const some = async (id: string, seqs: readonly number[]) => {
    const sorted = [...seqs].sort((a, b) => a - b);
    const found = new Map<number, MessageItem>();
    for (let i = 0; i < sorted.length;) {
      const from = sorted[i]!;
      let to: number;
      do to = sorted[i++]!;
      while (sorted[i]! - to <= PAGE);
      for (const [seq, item] of await rows(id, from, to)) found.set(seq, item);
    }
    return found;
  };
  /** The lowest seq that is to be seen. */
  const floor = (id: string) => Math.max(1, threads.get(id)?.item.minSeq ?? 1);

  /** What the server has of these seqs, by seq; the last of them are left out when the reply gets too long. */
  async function ask(conversationID: string, seqs: number[]): Promise<Map<number, MessageItem>> {
    const { msgs } = await scope.frame(getMessagesBySeqs, {
      userID: scope.userID,
      conversations: [{ conversationID, seqs }],
      order: 1,
    });
    const answer = msgs[conversationID];
    if (answer?.isEnd && answer.endSeq > floor(conversationID))
      threads.patch(conversationID, { minSeq: answer.endSeq });
    const got = new Map(answer?.Msgs.map(message => [message.seq, toItem(message)]));
    // Nothing at all: none of them exists.
    if (!got.size) for (const seq of seqs) got.set(seq, placeholder(seq));
    for (const item of got.values()) put(conversationID, item);
    return got;
  }

  const messages = {
    lock,
    put,
    rows,
    floor,
    /**
     * Asks the server for what is missing of these seqs, then has `use` take all of them, with the error where some could not be had.
     */
    async page<T>(
      id: string,
      from: number,
      to: number,
      use: (items: Map<number, MessageItem>, error?: ImError) => T,
    ): Promise<T> {
      const here = await rows(id, from, to);
      let missing: number[] = [];
      for (let seq = to; seq >= from; seq--) if (!here.has(seq)) missing.push(seq);
      const pulled = new Map<number, MessageItem>();
      let failed: ImError | undefined;
      try {
        while (missing.length) {
          for (const [seq, item] of await ask(id, missing.slice(0, PAGE))) pulled.set(seq, item);
          missing = missing.filter(seq => !pulled.has(seq));
        }
      } catch (error) {
        failed = error as ImError;
      }
      return lock(async () => use(new Map([...pulled, ...(await rows(id, from, to))]), failed));
    },
    /** The rows from the newest to the oldest, in blocks, until `each` gives true. */
    async down(id: string, top: number, each: (item: MessageItem) => boolean): Promise<void> {
      for (let to = top; to >= floor(id); to -= BLOCK)
        for (const item of [...(await rows(id, Math.max(1, to - BLOCK + 1), to)).values()].reverse())
          if (visible(item) && item.seq >= floor(id) && each(item)) return;
    },
    /** Changes messages that are here, in store, window and conversation. `change` gives the same for "nothing to do". */
    edit: (id: string, seqs: readonly number[], change: (item: MessageItem) => MessageItem): Promise<Edited[]> =>
      lock(async () => {
        const here = await some(id, seqs);
        const edited: Edited[] = [];
        for (const seq of new Set(seqs)) {
          const item = here.get(seq) ?? windows().find(id, seq);
          const next = item && visible(item) ? change(item) : item;
          if (!item || !next || next === item) continue;
          put(id, next);
          windows().replace(id, next);
          edited.push([item, next]);
        }
        const shown = latestOf(threads.ensure(id).item).seq;
        const latest = edited.find(([{ seq }]) => seq === shown)?.[1];
        if (latest) {
          if (visible(latest)) threads.patch(id, { latestMsg: JSON.stringify(latest) });
          else await messages.settle(id);
        }
        return edited;
      }),
    /** Finds out anew what the conversation shows as its latest message. */
    async settle(id: string) {
      let latest: MessageItem | undefined;
      await messages.down(id, threads.ensure(id).item.maxSeq, item => ((latest = item), true));
      threads.patch(id, { latestMsg: latest ? JSON.stringify(latest) : '' });
    },
    /** Nothing below `minSeq` is to be seen any more. */
    cleared(id: string, minSeq = threads.ensure(id).item.maxSeq + 1) {
      const { item } = threads.ensure(id);
      if (minSeq <= item.minSeq) return;
      threads.patch(id, { minSeq, ...((latestOf(item).seq || Infinity) < minSeq && { latestMsg: '' }) });
      windows().cut(id, minSeq);
      lock(async () => {
        for (let to = minSeq - 1; to > 0; to -= BLOCK)
          for (const seq of (await rows(id, Math.max(1, to - BLOCK + 1), to)).keys())
            scope.put(messageKey(id, seq), undefined);
      }).catch(() => undefined);
    },
  };
  return messages;
}
