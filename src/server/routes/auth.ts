/** Tokens: made for administrators and users, read, and ended (protocol §2.1). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { ImError } from '../../protocol/errors.js';
import { platforms } from '../../protocol/model.js';
import { route, type Route } from '../context.js';
import { id, text, whole, word } from '../fields.js';
import { NOTIFICATION_ACCOUNT } from '../repo-users.js';
import { equalSecrets } from '../runtime.js';

/** Wrong secrets per address. */
const GUESSES = 30;
const MINUTE = 60_000;

export const authRoutes: readonly Route[] = [
  route(
    endpoints.getAdminToken,
    'none',
    { secret: text(), userID: id },
    async ({ limits, options, tokens }, { secret, userID }, { ip }) => {
      limits.take('admin token', ip, GUESSES, MINUTE);
      if (!equalSecrets(secret, options.secret)) throw new ImError(codes.NoPermissionError, 'secret invalid');
      if (!options.admins.includes(userID)) throw new ImError(codes.ArgsError, "userID is not an administrator's");
      return tokens.issue(userID, platforms.Admin);
    },
  ),

  route(
    endpoints.getUserToken,
    'admin',
    { platformID: whole(), userID: id },
    ({ options, store, tokens }, { platformID, userID }) => {
      if (platformID === platforms.Admin)
        throw new ImError(codes.NoPermissionError, "platformID must not be the administrators'");
      if (options.admins.includes(userID))
        throw new ImError(codes.NoPermissionError, 'administrators have tokens of their own');
      const user = store.get('users', [userID]);
      if (!user) throw new ImError(codes.RecordNotFoundError, 'no such user');
      if (user.appMangerLevel >= NOTIFICATION_ACCOUNT)
        throw new ImError(codes.ArgsError, 'notification accounts have no tokens');
      return tokens.issue(userID, platformID);
    },
  ),

  route(endpoints.parseToken, 'none', { token: word(4096) }, ({ tokens }, { token }) => tokens.check(token, 'im')),

  route(
    endpoints.forceLogout,
    'admin',
    { platformID: whole(1, platforms.Admin), userID: id },
    ({ tokens }, { platformID, userID }) => {
      tokens.forceLogout(userID, platformID);
    },
  ),
];
