/** Who may do what, and how a route says no (protocol §1.5). */
import { ArgsError, NoPermissionError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Call } from './context.js';

/** Refuses the call: `code` is for programs, `words` are for people. */
export function refuse(code: number, words: string): never {
  throw new ImError(code, words);
}

/** Lets pass the owner of one of the IDs, and administrators. @throws ImError 1002 */
export function own(call: Call, ...userIDs: string[]): void {
  if (!call.isAdmin && !userIDs.includes(call.userID)) refuse(NoPermissionError, 'this belongs to another user');
}

/** The most rows of a page; larger ones are cut to it. Clients page by 20 to 1,000. */
const MAX_PAGE = 10_000;

/** Where a page starts and how long it is; `limit` is 0 for a page that can't hold anything (protocol §1.4). */
export function pageOf(pagination: { pageNumber: number; showNumber: number }): { offset: number; limit: number } {
  const limit = Math.min(Math.max(pagination.showNumber, 0), MAX_PAGE);
  return { offset: Math.min((pagination.pageNumber - 1) * limit, Number.MAX_SAFE_INTEGER), limit };
}

/** The account service refuses pages without room (protocol §1.4). @throws ImError 1001 */
export function pageWithRoom(pagination: { pageNumber: number; showNumber: number }): {
  offset: number;
  limit: number;
} {
  if (pagination.showNumber < 1) refuse(ArgsError, 'showNumber must be at least 1');
  return pageOf(pagination);
}

/** Lists without elements are null on the wire (protocol §1.3). */
export const orNull = <T>(list: T[]): T[] | null => (list.length ? list : null);
