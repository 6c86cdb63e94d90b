/** Everything: registers every element, and gives the client, the classes and the words. */
import './define/im-client.js';
import './define/im-login.js';
import './define/im-profile.js';
import './define/im-status.js';
import './define/im-unread.js';
import './define/im-friend-list.js';
import './define/im-user-card.js';
import './define/im-add-friend.js';
import './define/im-requests.js';
import './define/im-blacklist.js';

export * from './client.js';
/** The built-in English words, by key: what `setStrings` and other languages can replace. */
export const strings = async () => (await import('./locales/en.js')).strings;
export { setStrings } from './ui/localize.js';
