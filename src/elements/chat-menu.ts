/** What can be done with the conversation on screen: the menu's items, and the acts. */
import type { Client } from '../core/api.js';
import { receiveOptions } from '../protocol/chat-model.js';
import type { MenuItem } from '../ui/im-menu.js';
import type { Key } from '../ui/localize.js';
import type { FriendActions } from './base/friend-actions.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import type { ChatFind } from './chat-find.js';
import { muteDrawing } from './conversation-row.js';

/** `run` opens what was rendered, until it was answered. */
export interface OwnDialog {
  render(): unknown;
  run(): Promise<void>;
}

export interface ChatMenuParts {
  conversationID: () => string;
  userID: () => string;
  name: () => string;
  ask: (heading: Key, text: Key, label: Key) => Promise<boolean>;
  /** Opens a dialog that has a file of its own. */
  open: (load: () => Promise<OwnDialog>) => Promise<void>;
  people: FriendActions;
  find: ChatFind;
}

export class ChatMenu {
  constructor(
    readonly host: ImElement,
    readonly parts: ChatMenuParts,
  ) {}

  get #conversation() {
    return this.host.client?.state.conversations.get(this.parts.conversationID());
  }

  items(): MenuItem[] {
    const { t } = inside(this.host);
    const { isPinned, recvMsgOpt } = this.#conversation ?? {};
    const blocked = this.host.client?.state.blacks.has(this.parts.userID());
    const item = (id: string, key: Key, icon: MenuItem['icon'] & {}, danger = false) => ({
      id,
      label: t(key),
      icon,
      danger,
    });
    return [
      item('find', 'findInChat', 'search'),
      item('pin', isPinned ? 'unpinChat' : 'pinChat', 'pin'),
      item('mute', recvMsgOpt ? 'unmute' : 'mute', muteDrawing()),
      item('timers', 'timers', 'clock'),
      item('clear', 'clearChat', 'trash', true),
      blocked ? item('unblock', 'unblock', 'undo') : item('block', 'block', 'block', true),
    ];
  }

  async run(id: string) {
    const { parts } = this;
    const conversationID = parts.conversationID();
    const { isPinned, recvMsgOpt } = this.#conversation ?? {};
    const act = (name: string, run: (client: Client) => Promise<unknown>) => parts.people.act(name, run);
    if (id === 'find') await parts.find.open();
    else if (id === 'timers')
      await parts.open(async () => {
        const { ChatTimers } = await import('./chat-timers.js');
        return new ChatTimers(this.host, conversationID, parts.name());
      });
    else if (id === 'pin')
      await act('pinConversation', client => client.pinConversation({ conversationID, isPinned: !isPinned }));
    else if (id === 'mute')
      await act('setConversationRecvMessageOpt', client =>
        client.setConversationRecvMessageOpt({
          conversationID,
          opt: recvMsgOpt ? receiveOptions.receive : receiveOptions.mute,
        }),
      );
    else if (id === 'clear') {
      if (await parts.ask('clearAsk', 'clearText', 'clearChat'))
        await act('clearConversationAndDeleteAllMsg', client =>
          client.clearConversationAndDeleteAllMsg(conversationID),
        );
    } else {
      await parts.people.run(id as 'block', { userID: parts.userID(), name: parts.name() });
      // The field is there again.
      if (id === 'unblock') this.host.focus();
    }
  }
}
