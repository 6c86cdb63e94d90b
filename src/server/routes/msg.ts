/** The calls of messages (protocol §8.5). */
import type { Route } from '../context.js';
import { msgDeleteRoutes } from './msg-delete.js';
import { msgPullRoutes } from './msg-pull.js';
import { msgReadRoutes } from './msg-read.js';
import { msgRevokeRoutes } from './msg-revoke.js';
import { msgSearchRoutes } from './msg-search.js';
import { msgSendRoutes } from './msg-send.js';

export const msgRoutes: Route[] = [
  ...msgPullRoutes,
  ...msgReadRoutes,
  ...msgRevokeRoutes,
  ...msgDeleteRoutes,
  ...msgSearchRoutes,
  ...msgSendRoutes,
];
