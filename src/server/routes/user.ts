/** The IM server's calls under /user (protocol §7). */
import type { Route } from '../context.js';
import { userCommandRoutes } from './user-commands.js';
import { userInfoRoutes } from './user-info.js';
import { userStatusRoutes } from './user-status.js';

export const userRoutes: Route[] = [...userInfoRoutes, ...userStatusRoutes, ...userCommandRoutes];
