/** Every call the server answers. */
import type { Route } from '../context.js';
import { authRoutes } from './auth.js';

export const routes: readonly Route[] = [...authRoutes];
