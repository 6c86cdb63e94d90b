/** A chat as one of its members acts on it: theirs, and what of it they see. */
import * as codes from '../protocol/codes.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import type { MessageRow } from './message-rows.js';
import { conversationOf } from './repo-conversations.js';
import { seqsOf } from './repo-messages.js';
import type { Row } from './store/tables.js';

type Parts = Pick<ServerContext, 'store'>;

/** The user's document of a chat. @throws ImError 1004 for one they do not have; `n_` conversations have none. */
export const mustChat = (parts: Parts, userID: string, conversationID: string): Row<'conversations'> =>
  conversationOf(parts, userID, conversationID) ?? refuse(codes.RecordNotFoundError, 'you have no such conversation');

/** The row at a seq, when the user sees it. */
export function visibleRow(parts: Parts, userID: string, conversationID: string, seq: number): MessageRow | undefined {
  const { minSeq } = seqsOf(parts, userID, conversationID);
  if (seq < minSeq || parts.store.get('hiddenMessages', [userID, conversationID, seq])) return undefined;
  const row = parts.store.get('messages', [conversationID, seq]);
  return row && (row.sendID === userID || row.recvID === userID) ? row : undefined;
}
