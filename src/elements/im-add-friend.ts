/** `<im-add-friend>`: finds people; the field is loaded when it is on a page. */
import { html } from 'lit';
import { Shell } from './base/shell.js';
import type { PeopleFinder } from './people-finder.js';

/**
 * One field finds people by ID, account, phone, e-mail or part of a name; each row says where you stand.
 *
 * @element im-add-friend
 * @slot empty - Shown before anything was typed.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A person's picture was chosen. Unless prevented, their card opens.
 * @csspart field - The search field.
 * @csspart list - The people found.
 * @csspart item - One person.
 * @csspart avatar - The picture's button.
 * @csspart name - The name.
 * @csspart actions - The button or the word at the end of a row.
 * @csspart greeting - The form for the greeting.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate loading - A search is on its way.
 * @cssstate empty - The search found nobody.
 * @cssstate error - The search failed.
 * @cssstate offline - There is no connection.
 * @cssstate pending - A request is on its way.
 */
export class ImAddFriend extends Shell<PeopleFinder> {
  protected override async make() {
    const { PeopleFinder } = await import('./people-finder.js');
    return new PeopleFinder(this);
  }
  protected override wait() {
    return html`<div class="input" aria-hidden="true"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-add-friend': ImAddFriend;
  }
  interface HTMLElementEventMap {
    'im-user-select': CustomEvent<{ userID: string }>;
  }
}
