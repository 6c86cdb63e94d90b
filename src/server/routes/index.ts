/** Every call the server answers. */
import type { Route } from '../context.js';
import { accountRoutes } from './account.js';
import { authRoutes } from './auth.js';
import { conversationRoutes } from './conversation.js';
import { friendRoutes } from './friend.js';
import { jssdkRoutes } from './jssdk.js';
import { laterRoutes } from './later.js';
import { objectRoutes } from './object.js';
import { msgRoutes } from './msg.js';
import { userRoutes } from './user.js';

export const routes: readonly Route[] = [
  ...authRoutes,
  ...accountRoutes,
  ...userRoutes,
  ...friendRoutes,
  ...conversationRoutes,
  ...jssdkRoutes,
  ...objectRoutes,
  ...msgRoutes,
  ...laterRoutes,
];
