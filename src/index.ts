/** Everything: registers every element, and gives the client, the classes and the words. */
import type { Backend, Client, ClientOptions } from './client.js';
import { join } from './join.js';
import { lazySocket } from './transport/lazy-socket.js';
import { openimBackend as backendOn, type OpenimOptions } from './transport/openim.js';
// In the order that compresses best.
import './define/im-client.js';
import './define/im-login.js';
import './define/im-status.js';
import './define/im-blacklist.js';
import './define/im-profile.js';
import './define/im-user-card.js';
import './define/im-unread.js';
import './define/im-add-friend.js';
import './define/im-requests.js';
import './define/im-friend-list.js';
import './define/im-conversation-list.js';
import './define/im-search.js';
import './define/im-chat.js';
import './define/im-widget.js';

export type * from './client.js';
export { loginStatus, requestKey } from './core/state.js';
export { ImError } from './protocol/errors.js';
export { addresses } from './transport/openim.js';
/** As `im-elements/client` has it, except that the gateway's socket is loaded with the first session. */
export const openimBackend = (options: OpenimOptions): Backend => backendOn(options, lazySocket);
/** As `im-elements/client` has it, except that the gateway's socket is loaded with the first session. */
export const createClient = (options: ClientOptions): Client => join(options, lazySocket);
/** The built-in English words, by key: what `setStrings` and other languages can replace. */
export const strings = async () => (await import('./locales/en.js')).strings;
export { setStrings } from './ui/localize.js';
