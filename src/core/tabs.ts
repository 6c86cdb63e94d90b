/** Puts a client among the other tabs of its site: what is shared, what is everybody's own, what may be done twice. */
import type { CoreOptions } from './api.js';
import type { SendParams } from './chat/api.js';
import { messageStatus } from '../protocol/chat-model.js';
import type { Watch } from './scope.js';
import type { createSession } from './session.js';
import { openShare } from './share.js';
import type { Share, SharePlatform } from './sharing.js';
import { watching } from './slices/presence.js';
import type { State } from './state.js';
import type { Store } from './store.js';

/** What the client gives. */
export interface TabsParts {
  options: CoreOptions;
  store: Store<State>;
  watch: Watch;
  session: ReturnType<typeof createSession>;
  /** Does it here. */
  perform(name: string, args: unknown[]): Promise<unknown>;
  lead(): Promise<void>;
  told(event: string, detail: unknown): void;
}

interface Wants {
  ids: string[];
  chat: boolean;
}

/** These do something again when they are called again. */
const ONCE = /^(login|register|addFriend|sendCode|resetPassword|changePassword|deleteAccount)$/;
/** These are about a window of messages, which every tab has for itself. */
const VIEWS = /^(openConversation|load(Older|Newer)Messages|show(Newest)?Messages?)$/;

export function openTabs(parts: TabsParts, platform: SharePlatform): Share {
  const { options, store, watch, session, perform, lead, told } = parts;
  const { clock, name, backend, random } = options;
  const seen = new Map<string, readonly string[]>();
  const id = String(random(new Uint8Array(8)));
  options.owner = id;
  return openShare<State>({
    platform,
    name: `${name}:${backend.id}`,
    id,
    clock,
    store,
    own: ['focus'],
    views: ['messages'],
    lead,
    rest: session.rest,
    told,
    kept: session.kept,
    keep: session.keep,
    repeatable: call => !ONCE.test(call),
    perform(call, [first, ...rest], { tab, again }) {
      let arg = first;
      if (tab && VIEWS.test(call))
        arg =
          typeof first === 'string'
            ? `${tab}\n${first}`
            : {
                ...(first as object),
                conversationID: `${tab}\n${(first as { conversationID: string }).conversationID}`,
              };
      // It may have been sent: the outbox looks for it first.
      if (again && call === 'sendMessage') {
        const { message } = first as SendParams;
        arg = { ...(first as SendParams), message: { ...message, status: messageStatus.failed } };
      }
      return perform(call, [arg, ...rest]);
    },
    wants: (): Wants => ({ ids: [...watch.counts.keys()], chat: !!watch.chat }),
    wanted(tab, wants) {
      const { ids, chat } = (wants as Wants | undefined) ?? { ids: [], chat: false };
      for (const id of ids) watching(watch, id, 1);
      for (const id of seen.get(tab) ?? []) watching(watch, id, -1);
      if (ids.length) seen.set(tab, ids);
      else seen.delete(tab);
      if (chat) watch.chat = true;
      const live = session.live();
      live?.slices.presence.sync().catch(() => undefined);
      if (chat) live?.openChat().catch(() => undefined);
    },
  });
}
