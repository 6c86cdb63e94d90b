/** What of open conversations is on screen: a run of messages without holes, at most 400 of them (features O14, O24). */
import type { MessageItem } from '../../protocol/chat-model.js';
import type { ImError } from '../../protocol/errors.js';
import type { Scope } from '../scope.js';
import type { ChatActions, MessageWindow } from './api.js';
import { visible } from './item.js';
import { PAGE, type Messages } from './messages.js';
import type { Threads } from './threads.js';

const LIMIT = 400;

interface Pane {
  /** How many show it. */
  users: number;
  /** The run of seqs that is in memory; `from` > `to`: none. */
  from: number;
  to: number;
  items: MessageItem[];
  busy: boolean;
  loading: MessageWindow['loading'];
  error: ImError | undefined;
  unreadFrom: number;
}
export type Windows = ReturnType<typeof openWindows>;
export type WindowActions = Pick<
  ChatActions,
  'openConversation' | 'loadOlderMessages' | 'loadNewerMessages' | 'showMessage' | 'showNewestMessages'
>;

/**
 * @param synced - the newest seq of a conversation that is here.
 * @param unsent - the messages of a conversation that have no seq yet.
 */
export function openWindows(
  scope: Scope,
  threads: Threads,
  messages: Messages,
  synced: (id: string) => number,
  unsent: (id: string) => readonly MessageItem[],
  beat: () => void,
) {
  const panes = new Map<string, Pane>();
  const changed = new Set<string>();
  const touch = (id: string) => {
    changed.add(id);
    beat();
  };
  const show = (id: string, { items, from, to, busy, loading, error, unreadFrom }: Pane): MessageWindow => {
    const newer = to < synced(id);
    const all = newer ? items : [...items, ...unsent(id)];
    return {
      items: all,
      status: error
        ? 'error'
        : !busy && scope.state.sync.status === 'done'
          ? 'ready'
          : all.length
            ? 'cached'
            : 'loading',
      ...(error && { error }),
      older: from > messages.floor(id),
      newer,
      loading,
      unreadFrom,
    };
  };
  const flush = () => {
    if (!changed.size) return;
    const next = new Map(scope.state.messages);
    for (const id of changed) {
      const pane = panes.get(id);
      if (pane) next.set(id, show(id, pane));
      else next.delete(id);
    }
    changed.clear();
    scope.set('messages', next);
  };
  /** Takes over what lies beside the run, as far as it has no hole; gives how many messages can be seen of it. */
  const join = (pane: Pane, rows: ReadonlyMap<number, MessageItem>, side: 'older' | 'newer'): number => {
    const gained: MessageItem[] = [];
    const step = side === 'older' ? -1 : 1;
    let seq = side === 'older' ? pane.from - 1 : pane.to + 1;
    for (; rows.has(seq); seq += step) if (visible(rows.get(seq)!)) gained.push(rows.get(seq)!);
    if (side === 'older') {
      pane.from = seq + 1;
      pane.items = [...gained.reverse(), ...pane.items];
      if (pane.items.length > LIMIT) {
        pane.items = pane.items.slice(0, LIMIT);
        pane.to = pane.items.at(-1)!.seq;
      }
    } else {
      pane.to = seq - 1;
      pane.items = [...pane.items, ...gained];
      if (pane.items.length > LIMIT) {
        pane.items = pane.items.slice(-LIMIT);
        pane.from = pane.items[0]!.seq;
      }
    }
    return gained.length;
  };
  /** Loads pages beside the run until something of them can be seen, or there are no more. */
  async function grow(id: string, side: 'older' | 'newer'): Promise<void> {
    const pane = panes.get(id);
    if (!pane || pane.loading) return;
    pane.loading = side;
    for (let more = true; more;) {
      const [from, to] =
        side === 'older'
          ? [Math.max(messages.floor(id), pane.from - PAGE), pane.from - 1]
          : [pane.to + 1, Math.min(synced(id), pane.to + PAGE)];
      if (from > to) break;
      touch(id);
      const { from: first, to: last } = pane;
      more = await messages.page(id, from, to, (rows, error) => {
        // It jumped, or grew, meanwhile.
        if (side === 'older' ? pane.from !== first : pane.to !== last) return false;
        pane.error = error;
        return !join(pane, rows, side) && !error;
      });
    }
    pane.loading = '';
    touch(id);
  }
  /** Begins the run anew with these seqs: what is here at once, then what is missing. */
  async function jump(id: string, pane: Pane, from: number, to: number): Promise<void> {
    Object.assign(pane, { from: to + 1, to, items: [], busy: true, error: undefined });
    const take = (rows: ReadonlyMap<number, MessageItem>) => {
      // What came meanwhile stays at its end.
      if (pane.to >= to && pane.from <= to + 1 && pane.from > from) join(pane, rows, 'older');
      touch(id);
    };
    await messages.lock(async () => {
      take(await messages.rows(id, from, to));
    });
    const rest = messages
      .page(id, from, to, (rows, error) => {
        take(rows);
        if (!pane.items.length || pane.from > from) pane.error = error;
      })
      .finally(() => {
        pane.busy = false;
        touch(id);
      });
    if (pane.items.length) rest.catch(() => undefined);
    else await rest;
  }
  const newest = (id: string, pane: Pane) => {
    const to = synced(id);
    return jump(id, pane, Math.max(messages.floor(id), to - PAGE + 1), to);
  };

  const actions: WindowActions = {
    async openConversation(id) {
      const { item } = threads.ensure(id);
      let pane = panes.get(id);
      if (pane) pane.users++;
      else {
        const to = synced(id);
        pane = {
          users: 1,
          from: to + 1,
          to,
          items: [],
          busy: true,
          loading: '',
          error: undefined,
          unreadFrom: item.unreadCount ? item.hasReadSeq : Infinity,
        };
        panes.set(id, pane);
        touch(id);
        await newest(id, pane);
        flush();
      }
      const opened = pane;
      let open = true;
      return () => {
        if (open && !--opened.users && panes.get(id) === opened) {
          panes.delete(id);
          touch(id);
        }
        open = false;
      };
    },
    loadOlderMessages: id => grow(id, 'older'),
    loadNewerMessages: id => grow(id, 'newer'),
    async showMessage({ conversationID, seq }) {
      const pane = panes.get(conversationID);
      if (!pane || (seq >= pane.from && seq <= pane.to)) return;
      const from = Math.max(messages.floor(conversationID), seq - PAGE / 2);
      await jump(conversationID, pane, from, Math.min(synced(conversationID), from + PAGE - 1));
    },
    async showNewestMessages(id) {
      const pane = panes.get(id);
      if (pane && pane.to < synced(id)) await newest(id, pane);
    },
  };

  return {
    actions,
    flush,
    touch,
    find: (id: string, seq: number) => panes.get(id)?.items.find(item => item.seq === seq),
    items: (id: string) => panes.get(id)?.items ?? [],
    /** The next message of the conversation is here. */
    arrived(id: string, item: MessageItem) {
      const pane = panes.get(id);
      if (!pane) return;
      if (pane.to === item.seq - 1) join(pane, new Map([[item.seq, item]]), 'newer');
      touch(id);
    },
    /** It was changed. */
    replace(id: string, item: MessageItem) {
      const pane = panes.get(id);
      if (!pane) return;
      pane.items = pane.items.flatMap(old => (old.seq !== item.seq ? old : visible(item) ? item : []));
      touch(id);
    },
    /** All below `seq` went. */
    cut(id: string, seq: number) {
      const pane = panes.get(id);
      if (!pane) return;
      pane.items = pane.items.filter(item => item.seq >= seq);
      pane.from = Math.max(pane.from, Math.min(seq, pane.to + 1));
      touch(id);
    },
    /** A sync is done: windows that wait for it are filled, what failed can be tried again. */
    refresh() {
      for (const [id, pane] of panes) {
        pane.error = undefined;
        touch(id);
        if (!pane.items.length) newest(id, pane).catch(() => undefined);
      }
    },
  };
}
