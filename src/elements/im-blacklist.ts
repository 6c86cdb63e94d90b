/** `<im-blacklist>`: the people one has blocked; the list itself is loaded when it is on a page. */
import { Shell } from './base/shell.js';
import type { BlockedPeople } from './blocked-people.js';

/**
 * The people the user has blocked, newest first. *Unblock* can be undone.
 *
 * @element im-blacklist
 * @slot empty - Shown instead of the words when nobody is blocked.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A person's picture was chosen. Unless prevented, their card opens.
 * @csspart list - The list.
 * @csspart item - One person.
 * @csspart avatar - The picture's button.
 * @csspart name - The name.
 * @csspart actions - The buttons of a row.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - Nobody is blocked.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImBlacklist extends Shell<BlockedPeople> {
  protected override async make() {
    const { BlockedPeople } = await import('./blocked-people.js');
    return new BlockedPeople(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-blacklist': ImBlacklist;
  }
  interface HTMLElementEventMap {
    'im-user-select': CustomEvent<{ userID: string }>;
  }
}
