/** The request fields that the account calls share, with their limits (protocol §2.6). */
import { ArgsError, NoPermissionError } from '../protocol/codes.js';
import { platforms } from '../protocol/model.js';
import { own, refuse } from './access.js';
import type { Call } from './context.js';
import { text, whole, type Check } from './fields.js';

export const identityFields = { areaCode: text(8), phoneNumber: text(20), email: text(254) };
/** What clients send as password: usually an MD5 in hex, opaque in any case. */
export const password = text(256);
export const verifyCode = text(16);
export const nickname = text(64);
export const faceURL = text(2048);
export const gender = whole(0, 255);
/** ms; before 1970 it is negative. */
export const birth = whole(-8.64e15, 8.64e15);

/** A platform people sign in from. */
export const platform: Check<number> = (value, name) => {
  const found =
    whole(1, platforms.HarmonyOS)(value, name) ||
    refuse(ArgsError, `${name} is missing: a number from 1 to 11, 5 for the web`);
  return found === platforms.Admin ? refuse(NoPermissionError, 'administrators do not sign in here') : found;
};

/** The account call's own user, named in the body. @throws ImError 1001, 1002 */
export function ownAccount(call: Call, userID: string): void {
  if (!userID) refuse(ArgsError, 'userID is empty');
  own(call, userID);
}
