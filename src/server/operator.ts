/** What the operator may do with accounts and invitation codes, on the server's own parts: the same while it runs and while it is stopped. */
import { AccountNotFound, ArgsError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import type { ServerCore } from './im-server.js';
import { inviteCommands } from './operator-invites.js';
import { hashPassword } from './passwords.js';
import {
  blankAccount,
  findByAnything,
  freeUserID,
  isAccountName,
  saveAccount,
  withName,
  type Account,
} from './repo-accounts.js';
import { importFriends } from './repo-friends.js';
import { insertUser } from './repo-users.js';
import { eraseUser } from './routes/account-end.js';
import { endAllSessions } from './sign-in.js';
import { write } from './write.js';

/** Arguments of a command by name; missing ones are undefined. `password` is what clients send: MD5 as hex. */
export type OperatorArgs = Readonly<Record<string, string | undefined>>;

export type OperatedCore = Pick<ServerCore, 'context' | 'release'>;

const MAX_NICKNAME = 64;

/** Who acts where a call is recorded: an operator is nobody's account. One for each command: it collects notifications. */
const operatorCall = (): Call => ({
  userID: '',
  platformID: 0,
  isAdmin: true,
  operationID: 'operator',
  ip: '',
  token: '',
});

const needed = (args: OperatorArgs, name: string) => args[name] || refuse(ArgsError, `${name} is missing`);

/** By user ID, account name, e-mail address or phone number. */
const find = ({ store }: ServerContext, typed: string): Account =>
  store.get('accounts', [typed]) ??
  findByAnything(store, typed, '') ??
  refuse(AccountNotFound, `there is no account "${typed}"`);

/** Ends the sessions of an account and stores it, changed. */
function change(context: ServerContext, account: Account): void {
  context.store.transaction(() => {
    context.store.put('accounts', account);
    endAllSessions(context, account.userID);
  });
}

const named = ({ userID, account, email, areaCode, phoneNumber }: Account) =>
  `${userID} ${account || email || areaCode + phoneNumber}`;

/** Control characters of a nickname must not move the cursor of the operator's terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, ' ');

const commands: Readonly<
  Record<string, (context: ServerContext, args: OperatorArgs, call: Call) => string[] | Promise<string[]>>
> = {
  ...inviteCommands,

  list: ({ store }) =>
    store.range('accounts').map(account => {
      const nickname = printable(store.get('users', [account.userID])?.nickname ?? '');
      return [named(account), nickname, new Date(account.createTime).toISOString(), account.banned ? 'banned' : '']
        .join('\t')
        .trimEnd();
    }),

  async add(context, args, call) {
    const { options, runtime, store } = context;
    const name = needed(args, 'account');
    if (!isAccountName(name)) refuse(ArgsError, 'an account name may have letters and digits only');
    const nickname = (args['nickname'] ?? name).trim().slice(0, MAX_NICKNAME) || name;
    const passwordHash = await hashPassword(runtime, needed(args, 'password'));
    return write(context, call, tell => {
      const account: Account = {
        ...blankAccount,
        ...withName(name),
        userID: freeUserID(context),
        passwordHash,
        createTime: runtime.now(),
      };
      saveAccount(store, account);
      insertUser(context, { userID: account.userID, nickname, faceURL: '' });
      importFriends(
        context,
        tell,
        account.userID,
        options.defaultFriends.filter(userID => store.get('users', [userID])),
        options.admins[0] ?? '',
      );
      return [`added ${named(account)}`];
    });
  },

  ban(context, args) {
    const account = find(context, needed(args, 'user'));
    const lift = args['lift'] !== undefined;
    change(context, { ...account, banned: lift ? 0 : 1 });
    return [`${lift ? 'no longer banned:' : 'banned'} ${named(account)}`];
  },

  async password(context, args) {
    const typed = needed(args, 'user');
    find(context, typed);
    const passwordHash = await hashPassword(context.runtime, needed(args, 'password'));
    // Read again: hashing takes a while.
    const account = find(context, typed);
    change(context, { ...account, passwordHash });
    return [`new password for ${named(account)}; all sessions ended`];
  },

  delete(context, args, call) {
    const account = find(context, needed(args, 'user'));
    write(context, call, tell => eraseUser(context, tell, account.userID));
    return [`deleted ${named(account)}`];
  },
};

/**
 * Runs one command; those who must hear of it do.
 * @returns lines for the operator.
 * @throws ImError in words.
 */
export async function operate(core: OperatedCore, command: string, args: OperatorArgs): Promise<string[]> {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new ImError(ArgsError, `there is no command "${command}"`);
  const call = operatorCall();
  const lines = await run(core.context, args, call);
  core.release(call);
  return lines;
}
