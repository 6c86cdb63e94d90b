/** The operator's commands about invitation codes. */
import type { ServerContext } from './context.js';
import { createInvitations, deleteInvitation, listInvitations } from './invitations.js';

const time = (ms: number) => new Date(ms).toISOString();

/** Who used it, by user ID and account name. */
function used({ store }: ServerContext, usedBy: string): string {
  const account = store.get('accounts', [usedBy]);
  return account ? `${usedBy} ${account.account || account.email || account.areaCode + account.phoneNumber}` : 'gone';
}

type Args = Readonly<Record<string, string | undefined>>;

/** By name; see `operate`. */
export const inviteCommands: Readonly<Record<string, (context: ServerContext, args: Args) => string[]>> = {
  'invite create': (context, { count = '1' }) =>
    createInvitations(context, /^\d{1,6}$/.test(count) ? Number(count) : 0),

  'invite list': context =>
    listInvitations(context).map(({ code, createTime, usedBy, usedTime }) =>
      [code, time(createTime), ...(usedTime ? [`used ${time(usedTime)}`, used(context, usedBy)] : [])].join('\t'),
    ),

  'invite delete': (context, { code = '' }) => [`deleted ${deleteInvitation(context, code).code}`],
};
