/** The account service's calls (protocol §2.6); here: what a login form must know before anybody has signed in. */
import * as endpoints from '../../protocol/endpoints.js';
import type { Capability } from '../../protocol/port.js';
import { codesWork } from '../codes.js';
import { route, type Route, type ServerContext } from '../context.js';
import { accountAppRoutes } from './account-apps.js';
import { accountEndRoutes } from './account-end.js';
import { accountFindRoutes } from './account-find.js';
import { accountLoginRoutes } from './account-login.js';
import { accountPasswordRoutes } from './account-password.js';
import { accountRegisterRoutes } from './account-register.js';
import { accountUpdateRoutes } from './account-update.js';

const always: readonly Capability[] = [
  'auth.account',
  'auth.changePassword',
  'auth.refresh',
  'auth.logout',
  'account.delete',
  'account.export',
  'relation.sentRequests',
  'relation.requestHistory',
  'relation.handleMessage',
  'relation.blacklist',
  'relation.oneWayDelete',
  'relation.pin',
  'relation.clearRemark',
  'relation.search',
  'presence.events',
  'presence.snapshot',
  'presence.lastSeen',
  'multiDevice',
  'file.upload',
];
const withCodes: readonly Capability[] = ['auth.email', 'auth.phone', 'auth.code', 'auth.resetPassword'];

/** What this server, as it is set up, can do. */
export function capabilitiesOf(context: Pick<ServerContext, 'options'>): Capability[] {
  const { registration, invitation } = context.options;
  return [
    ...always,
    ...(codesWork(context) ? withCodes : []),
    ...(registration ? (['auth.register'] as const) : []),
    ...(registration && invitation ? (['auth.invitation'] as const) : []),
  ];
}

/** Values are strings: `imElements` is JSON. */
const getClientConfig = route(endpoints.getClientConfig, 'none', {}, context => {
  const imElements = { version: 1, capabilities: capabilitiesOf(context), registration: context.options.registration };
  return {
    config: {
      loginMethods: codesWork(context) ? 'account,email,phone' : 'account',
      needInvitationCodeRegister: context.options.invitation ? '1' : '0',
      imElements: JSON.stringify(imElements),
    },
  };
});

export const accountRoutes: Route[] = [
  getClientConfig,
  ...accountLoginRoutes,
  ...accountRegisterRoutes,
  ...accountPasswordRoutes,
  ...accountUpdateRoutes,
  ...accountFindRoutes,
  ...accountEndRoutes,
  ...accountAppRoutes,
];
