/** The notifications a peer was pushed. */
import { fromBase64 } from '../../src/protocol/envelope.js';
import { pushMessages } from '../../src/protocol/frames.js';
import type { MsgData } from '../../src/protocol/messages.js';
import { decode } from '../../src/protocol/wire.js';
import type { Peer } from './world.js';

export const noticesOf = (peer: Peer): { operationID: string; conversationID: string; message: MsgData }[] =>
  peer.frames
    .filter(({ reqIdentifier }) => reqIdentifier === pushMessages.id)
    .flatMap(({ operationID, data }) =>
      Object.entries(decode(pushMessages.response, fromBase64(data!)).notificationMsgs).flatMap(
        ([conversationID, { Msgs }]) => Msgs.map(message => ({ operationID, conversationID, message })),
      ),
    );
