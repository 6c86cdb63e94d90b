/** Invitation codes: made by the operator, each good for one registration (protocol §2.6). */
import { ArgsError, InvitationCodeUsed, InvitationNotFound } from '../protocol/codes.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import type { Row } from './store/tables.js';

type Parts = Pick<ServerContext, 'store' | 'runtime' | 'options'>;
export type Invitation = Row<'invitations'>;

/** 32 characters that are not taken for each other: a random byte's remainder is fair. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 50 bits: not to be guessed at the pace registrations are let through. */
const LENGTH = 10;
/** Codes made at a time. */
export const MAX_INVITATIONS = 1000;

/** As people type and paste them. */
const keyOf = (typed: string) => typed.replace(/[\s-]/g, '').toLowerCase();

const find = ({ store }: Parts, typed: string) => store.get('invitations', [keyOf(typed)]);

/** @returns new codes. @throws ImError 1001 */
export function createInvitations({ store, runtime }: Parts, count: number): string[] {
  if (!Number.isInteger(count) || count < 1 || count > MAX_INVITATIONS)
    refuse(ArgsError, `a number from 1 to ${MAX_INVITATIONS} is needed`);
  return store.transaction(() =>
    Array.from({ length: count }, () => {
      const bytes = runtime.random(new Uint8Array(LENGTH));
      const code = Array.from(bytes, byte => LETTERS[byte % LETTERS.length]).join('');
      store.put('invitations', { code, createTime: runtime.now(), usedBy: '', usedTime: 0 });
      return code;
    }),
  );
}

/** Oldest first. */
export const listInvitations = ({ store }: Parts): Invitation[] => store.range('invitations', { index: 'byTime' });

/** @throws ImError 20011 */
export function deleteInvitation(parts: Parts, typed: string): Invitation {
  const found = find(parts, typed) ?? refuse(InvitationNotFound, 'there is no such invitation code');
  parts.store.delete('invitations', [found.code]);
  return found;
}

/**
 * The invitation a registration comes with; undefined where none is needed.
 * @throws ImError 20011 none or unknown, 20010 used
 */
export function mustInvitation(parts: Parts, typed: string): Invitation | undefined {
  if (!parts.options.invitation) return undefined;
  const found =
    find(parts, typed) ??
    refuse(
      InvitationNotFound,
      keyOf(typed) ? 'there is no such invitation code' : 'registering here needs an invitation code',
    );
  return found.usedTime ? refuse(InvitationCodeUsed, 'this invitation code was used already') : found;
}

/** Uses one up, in the transaction that makes the account: of two at once, one gets it. @throws as mustInvitation */
export function useInvitation(parts: Parts, typed: string, userID: string): void {
  const found = mustInvitation(parts, typed);
  if (found) parts.store.put('invitations', { ...found, usedBy: userID, usedTime: parts.runtime.now() });
}

/** A used code stays used when its account is gone, without saying whose it was. */
export function forgetInvited({ store }: Parts, userID: string): void {
  for (const row of store.range('invitations', { index: 'byUser', prefix: [userID] }))
    store.put('invitations', { ...row, usedBy: '' });
}
