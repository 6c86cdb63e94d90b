/** Everything under /conversation. */
import type { Route } from '../context.js';
import { conversationListRoutes } from './conversation-lists.js';
import { conversationSettingRoutes } from './conversation-settings.js';
import { conversationSortedRoutes } from './conversation-sorted.js';

export const conversationRoutes: Route[] = [
  ...conversationListRoutes,
  ...conversationSettingRoutes,
  ...conversationSortedRoutes,
];
