/** What the chat server has for OpenIM's own apps: answered as a server without any of it does (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as more from '../../protocol/endpoints-more.js';
import { refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { anything, text } from '../fields.js';

export const accountAppRoutes: Route[] = [
  route(more.getRtcToken, 'chat', { room: text(), identity: text() }, () =>
    refuse(codes.ArgsError, 'this server has no voice and video: it needs a media server'),
  ),
  route(more.getLatestVersion, 'none', { platform: text(), version: text() }, () => ({ version: null })),
  route(more.pageVersions, 'none', { pagination: anything }, () => ({ total: 0, versions: null })),
  route(more.findApplets, 'chat', {}, () => ({ applets: null })),
];
