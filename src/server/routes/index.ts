/** Every call the server answers. */
import type { Route } from '../context.js';
import { accountRoutes } from './account.js';
import { authRoutes } from './auth.js';
import { friendRoutes } from './friend.js';
import { laterRoutes } from './later.js';
import { msgRoutes } from './msg.js';
import { userRoutes } from './user.js';

export const routes: readonly Route[] = [
  ...authRoutes,
  ...accountRoutes,
  ...userRoutes,
  ...friendRoutes,
  ...msgRoutes,
  ...laterRoutes,
];
