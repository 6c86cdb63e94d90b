/** Tells the other that one is typing (content type 113): rarely, and stored nowhere (protocol §8.4). */
import { messageStatus, msgFrom, sessionTypes } from '../../protocol/chat-model.js';
import { contentTypes } from '../../protocol/content.js';
import { randomID } from '../../protocol/ids.js';
import { sendMessage } from '../../protocol/message-frames.js';
import type { ChatActions } from './api.js';
import type { ChatParts } from './parts.js';
import { onlineOnly } from './outgoing.js';

/** A "yes" is believed for so long (ms): not repeated earlier while it stands, and taken back only within it. */
const VALID = 10_000;

/** The other's ID, also before there is a conversation; IDs may have underscores. */
function peerOf(conversationID: string, self: string): string {
  const pair = conversationID.slice(3);
  return pair.startsWith(`${self}_`) ? pair.slice(self.length + 1) : pair.slice(0, -self.length - 1);
}

export function inputStates({ scope, options }: ChatParts): Pick<ChatActions, 'changeInputStates'> {
  /** When the last "yes" of a conversation went out, and whether it still stands. */
  const said = new Map<string, { at: number; yes: boolean }>();
  return {
    async changeInputStates({ conversationID, focus }) {
      const now = options.clock.now();
      const last = said.get(conversationID);
      const stands = !!last?.yes && now - last.at < VALID;
      if (focus === stands) return;
      if (scope.state.connection.status !== 'connected') return;
      said.set(conversationID, { at: now, yes: focus });
      const { userID, groupID = '' } = scope.state.conversations.get(conversationID) ?? {};
      await scope
        .frame(sendMessage, {
          sendID: scope.userID,
          recvID: groupID ? '' : userID || peerOf(conversationID, scope.userID),
          groupID,
          clientMsgID: randomID(options.random),
          senderPlatformID: options.platformID,
          sessionType: groupID ? sessionTypes.group : sessionTypes.single,
          msgFrom: msgFrom.user,
          contentType: contentTypes.typing,
          content: new TextEncoder().encode(JSON.stringify({ msgTips: focus ? 'yes' : 'no' })),
          createTime: now,
          status: messageStatus.sending,
          options: onlineOnly,
        })
        // That one types is not worth an error.
        .catch(() => undefined);
    },
  };
}
