/** How far each conversation is here: what comes is applied in order of its seqs, each once; gaps are pulled first (protocol §5.6–5.8). */
import type { ImError } from '../../protocol/errors.js';
import { isNotificationID } from '../../protocol/ids.js';
import { pullMessages } from '../../protocol/message-frames.js';
import type { MsgData } from '../../protocol/messages.js';
import type { Scope } from '../scope.js';
import { oneAtATime } from '../slice.js';
import { PAGE } from './messages.js';

/** Messages asked for in one request: the reply stays below 1 MiB with ordinary ones. */
export const BATCH = 200;
/** Of a longer gap only the newest page is pulled; the rest when somebody scrolls there. */
const LONG = 500;
/** ms until a failed pull is tried again, up to twice as long by chance. */
const AGAIN = 4000;
/** Rows read at once. */
const BLOCK = 1000;

interface Mark {
  /** All up to here was applied, or left for later. */
  synced: number;
  /** The newest that the server is known to have. */
  max: number;
  /** Pushed before those between. */
  held: Map<number, MsgData>;
  /** What the newest one asked for: until it is done, it may have to be done again by the next page. */
  busy?: Promise<unknown> | undefined;
}
export type Seqs = ReturnType<typeof openSeqs>;

/**
 * @param apply - is given each stored message, in order; gives what has to be done before it counts as applied.
 * @param whole - whether every message of a gap matters, however long it is.
 */
export function openSeqs(
  scope: Scope,
  apply: (id: string, message: MsgData) => Promise<unknown> | undefined,
  whole: (id: string) => boolean,
) {
  const marks = new Map<string, Mark>();
  /** Until the first sync has said where each conversation stands, what comes is held. */
  let open = false;
  const mark = (id: string): Mark => {
    let known = marks.get(id);
    if (!known) marks.set(id, (known = { synced: 0, max: 0, held: new Map() }));
    return known;
  };
  const reach = (id: string, seq: number, message?: MsgData) => {
    const known = mark(id);
    // First, so that whoever is told finds it here.
    known.synced = seq;
    for (const held of known.held.keys()) if (held <= seq) known.held.delete(held);
    if (message) known.busy = apply(id, message);
    const keep = () => {
      scope.put(['seq', id], [id, seq]);
    };
    if (known.busy) void known.busy.then(keep);
    else keep();
  };
  const take = (id: string, message: MsgData) => {
    reach(id, message.seq, message);
  };
  const drain = (id: string) => {
    const known = mark(id);
    for (let next; (next = known.held.get(known.synced + 1));) take(id, next);
    return known.held.size;
  };
  const advance = (id: string) => {
    if (drain(id)) pull().catch(() => undefined);
  };

  /** What is to be asked next: chats before notifications, which speak of their messages. */
  function wanted() {
    const ranges: { conversationID: string; begin: number; end: number; num: number }[] = [];
    let left = BATCH;
    for (const notices of [false, true]) {
      for (const [conversationID, { synced, max, held }] of marks) {
        const top = Math.max(max, ...held.keys());
        if (isNotificationID(conversationID) !== notices || top <= synced || left <= 0) continue;
        const skips = !notices && top - synced > LONG && !whole(conversationID);
        const begin = skips ? top - PAGE + 1 : synced + 1;
        let end = Math.min(top, begin + left - 1);
        while (held.has(end)) end--;
        const num = end - begin + 1;
        if (num > 0) {
          left -= num;
          ranges.push({ conversationID, begin, end, num });
        } else {
          if (skips) reach(conversationID, begin - 1);
          drain(conversationID);
        }
      }
      if (ranges.length) break;
    }
    return ranges;
  }
  let cancel: (() => void) | undefined;
  const pull = oneAtATime(async () => {
    cancel?.();
    try {
      for (let seqRanges; (seqRanges = wanted()).length;) {
        const { msgs, notificationMsgs } = await scope.frame(pullMessages, { userID: scope.userID, seqRanges });
        for (const [i, { conversationID: id, begin, end }] of seqRanges.entries()) {
          const { held } = mark(id);
          const pulled = (msgs[id] ?? notificationMsgs[id])?.Msgs ?? [];
          // What the server says now is newer than what it pushed.
          for (const message of pulled) if (message.seq > mark(id).synced) held.set(message.seq, message);
          // A reply that gets too long lacks the oldest of a range, or ranges behind it: they are asked for next.
          if (pulled[0] ? pulled[0].seq > begin : i) continue;
          for (let seq = begin; seq <= end; seq++) {
            const message = held.get(seq);
            if (message) take(id, message);
          }
          if (mark(id).synced < end) reach(id, end);
          drain(id);
        }
      }
    } catch (error) {
      if ((error as ImError).retryable && scope.state.connection.status === 'connected')
        cancel = scope.after(AGAIN * (1 + scope.chance()), () => {
          pull().catch(() => undefined);
        });
      throw error;
    }
  });

  return {
    synced: (id: string) => marks.get(id)?.synced ?? 0,
    reach,
    pull,
    /** A stored message was pushed. */
    pushed(id: string, message: MsgData) {
      if (message.seq <= mark(id).synced) return;
      mark(id).held.set(message.seq, message);
      if (open) advance(id);
    },
    /** The server has messages up to here. */
    known(id: string, max: number) {
      mark(id).max = Math.max(mark(id).max, max);
    },
    /** What was held meanwhile is applied, and all is from now on. */
    open() {
      open = true;
      for (const id of marks.keys()) advance(id);
    },
    async restore() {
      for (let last = '', size = BLOCK; size === BLOCK;) {
        const block = (await scope.range('seq', BLOCK, ['seq', last])) as [string, number][];
        size = block.length;
        for (const [id, synced] of block) mark((last = id)).synced = synced;
      }
      open = true;
    },
  };
}
