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
  id: string;
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
/** The conversation of a window's name: other tabs put `TAB\n` before it, for windows of their own (core/share.ts). */
const idOf = (name: string) => name.slice(name.indexOf('\n') + 1);

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
  /** By name. */
  const panes = new Map<string, Pane>();
  const changed = new Set<string>();
  const mark = (name: string) => {
    changed.add(name);
    beat();
  };
  /** All that show the conversation. */
  const of = (id: string) => [...panes].filter(([, pane]) => pane.id === id);
  const touch = (id: string) => {
    for (const [name] of of(id)) mark(name);
  };
  const items = (id: string) => of(id).flatMap(([, pane]) => pane.items);
  const show = ({ id, items, from, to, busy, loading, error, unreadFrom }: Pane): MessageWindow => {
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
    for (const name of changed) {
      const pane = panes.get(name);
      if (pane) next.set(name, show(pane));
      else next.delete(name);
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
  async function grow(name: string, side: 'older' | 'newer'): Promise<void> {
    const pane = panes.get(name);
    if (!pane || pane.loading) return;
    const { id } = pane;
    pane.loading = side;
    for (let more = true; more;) {
      const [from, to] =
        side === 'older'
          ? [Math.max(messages.floor(id), pane.from - PAGE), pane.from - 1]
          : [pane.to + 1, Math.min(synced(id), pane.to + PAGE)];
      if (from > to) break;
      mark(name);
      const { from: first, to: last } = pane;
      more = await messages.page(id, from, to, (rows, error) => {
        // It jumped, or grew, meanwhile.
        if (side === 'older' ? pane.from !== first : pane.to !== last) return false;
        pane.error = error;
        return !join(pane, rows, side) && !error;
      });
    }
    pane.loading = '';
    mark(name);
  }
  /** Begins the run anew with these seqs: what is here at once, then what is missing. */
  async function jump(name: string, pane: Pane, from: number, to: number): Promise<void> {
    const { id } = pane;
    Object.assign(pane, { from: to + 1, to, items: [], busy: true, error: undefined });
    const take = (rows: ReadonlyMap<number, MessageItem>) => {
      // What came meanwhile stays at its end.
      if (pane.to >= to && pane.from <= to + 1 && pane.from > from) join(pane, rows, 'older');
      mark(name);
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
        mark(name);
      });
    if (pane.items.length) rest.catch(() => undefined);
    else await rest;
  }
  const newest = (name: string, pane: Pane) => {
    const to = synced(pane.id);
    return jump(name, pane, Math.max(messages.floor(pane.id), to - PAGE + 1), to);
  };

  const actions: WindowActions = {
    async openConversation(name) {
      const id = idOf(name);
      const { item } = threads.ensure(id);
      let pane = panes.get(name);
      if (pane) pane.users++;
      else {
        const to = synced(id);
        pane = {
          id,
          users: 1,
          from: to + 1,
          to,
          items: [],
          busy: true,
          loading: '',
          error: undefined,
          unreadFrom: item.unreadCount ? item.hasReadSeq : Infinity,
        };
        panes.set(name, pane);
        mark(name);
        await newest(name, pane);
        flush();
      }
      const opened = pane;
      let open = true;
      return () => {
        if (open && !--opened.users && panes.get(name) === opened) {
          panes.delete(name);
          mark(name);
        }
        open = false;
      };
    },
    loadOlderMessages: id => grow(id, 'older'),
    loadNewerMessages: id => grow(id, 'newer'),
    async showMessage({ conversationID: name, seq }) {
      const pane = panes.get(name);
      if (!pane || (seq >= pane.from && seq <= pane.to)) return;
      const { id } = pane;
      const from = Math.max(messages.floor(id), seq - PAGE / 2);
      await jump(name, pane, from, Math.min(synced(id), from + PAGE - 1));
    },
    async showNewestMessages(name) {
      const pane = panes.get(name);
      if (pane && pane.to < synced(pane.id)) await newest(name, pane);
    },
  };

  return {
    actions,
    flush,
    touch,
    items,
    find: (id: string, seq: number) => items(id).find(item => item.seq === seq),
    /** The next message of the conversation is here. */
    arrived(id: string, item: MessageItem) {
      for (const [name, pane] of of(id)) {
        if (pane.to === item.seq - 1) join(pane, new Map([[item.seq, item]]), 'newer');
        mark(name);
      }
    },
    /** It was changed. */
    replace(id: string, item: MessageItem) {
      for (const [name, pane] of of(id)) {
        pane.items = pane.items.flatMap(old => (old.seq !== item.seq ? old : visible(item) ? item : []));
        mark(name);
      }
    },
    /** All below `seq` went. */
    cut(id: string, seq: number) {
      for (const [name, pane] of of(id)) {
        pane.items = pane.items.filter(item => item.seq >= seq);
        pane.from = Math.max(pane.from, Math.min(seq, pane.to + 1));
        mark(name);
      }
    },
    /** A sync is done: windows that wait for it are filled, what failed can be tried again. */
    refresh() {
      for (const [name, pane] of panes) {
        pane.error = undefined;
        mark(name);
        if (!pane.items.length) newest(name, pane).catch(() => undefined);
      }
    },
  };
}
