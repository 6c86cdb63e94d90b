/** The IM server's calls under /user (protocol §7). */
import type { Route } from '../context.js';
import { userCommandRoutes } from './user-commands.js';
import { userConfigRoutes } from './user-configs.js';
import { userInfoRoutes } from './user-info.js';
import { userNotificationRoutes } from './user-notification.js';
import { userStatusRoutes } from './user-status.js';

export const userRoutes: Route[] = [
  ...userInfoRoutes,
  ...userStatusRoutes,
  ...userCommandRoutes,
  ...userConfigRoutes,
  ...userNotificationRoutes,
];
