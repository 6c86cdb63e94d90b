/** Who is typing: content type 113, good for 10 s (protocol §8.4; feature O13). */
import { contentTypes } from '../../protocol/content.js';
import type { MsgData } from '../../protocol/messages.js';
import type { ChatActions } from './api.js';
import type { Scope } from '../scope.js';
import { toItem } from './item.js';

/** ms a "yes" is good for. */
const GOOD = 10_000;
export function openTyping(scope: Scope) {
  /** What ends each, by conversation, user and platform. */
  const now = new Map<string, { userID: string; platformID: number; id: string; end: () => void }>();
  const platforms = (id: string, userID: string) =>
    [...now.values()].filter(one => one.id === id && one.userID === userID).map(one => one.platformID);
  const tell = (conversationID: string, userID: string) => {
    const next = new Map(scope.state.typing);
    const all = new Set([...now.values()].filter(({ id }) => id === conversationID).map(one => one.userID));
    if (all.size) next.set(conversationID, [...all]);
    else next.delete(conversationID);
    scope.set('typing', next);
    scope.emit('conversationUserInputStatusChanged', {
      conversationID,
      userID,
      platformIDs: platforms(conversationID, userID),
    });
  };
  const stop = (key: string) => {
    const one = now.get(key);
    if (!one) return;
    one.end();
    now.delete(key);
    tell(one.id, one.userID);
  };

  return {
    /** A typing message, or any other of the user, came: the latter means that they are done. */
    told(message: MsgData, id: string) {
      const { sendID: userID, senderPlatformID: platformID } = message;
      if (userID === scope.userID) return;
      const key = [id, userID, platformID].join('\n');
      if (message.contentType !== contentTypes.typing || toItem(message).typingElem?.msgTips !== 'yes') {
        stop(key);
        return;
      }
      const before = now.get(key);
      before?.end();
      const end = scope.after(GOOD, () => {
        stop(key);
      });
      now.set(key, { userID, platformID, id, end });
      if (!before) tell(id, userID);
    },
    actions: {
      getInputStates: async ({ conversationID, userID }) => platforms(conversationID, userID),
    } satisfies Partial<ChatActions>,
  };
}
