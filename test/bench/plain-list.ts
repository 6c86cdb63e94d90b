/** What the friend list is measured against: the same rows, all of them, sorted at once. */
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { friendListStyles } from '../../src/elements/friend-list-styles.js';
import { type Entry, nameOf } from '../../src/elements/friend-order.js';
import { friendRow } from '../../src/elements/friend-row.js';
import { strings as en } from '../../src/locales/en.js';
import type { FriendItem } from '../../src/protocol/model.js';
import { byLetter, collator, letterOf } from '../../src/ui/letters.js';
import { Localize } from '../../src/ui/localize.js';

export class PlainList extends LitElement {
  static override styles = friendListStyles;
  #localize = new Localize(this, en);
  /** Set before the upgrade. */
  declare friends: FriendItem[];
  query = '';

  override render() {
    const { t } = this.#localize;
    const query = this.query.toLowerCase();
    const rows: Entry[] = this.friends
      .map(friend => ({
        friend,
        name: nameOf(friend),
        letter: friend.isPinned ? '' : letterOf(nameOf(friend)),
        text: '',
      }))
      .sort((a, b) => byLetter(a.letter, b.letter) || collator.compare(a.name, b.name))
      .filter(
        ({ friend }) =>
          !query || `${friend.remark}\n${friend.nickname}\n${friend.userID}`.toLowerCase().includes(query),
      );
    const same = {
      t,
      query,
      total: rows.length,
      tabIndex: -1,
      field: nothing,
      current: false,
      hosts: [],
      platforms: undefined,
      presence: '',
    };
    return html`<input class="input" type="search" @input=${this.#search} />
      <div class="body"><div class="scroll"><ul role="list">
        ${repeat(
          rows,
          ({ friend }) => friend.userID,
          (entry, index) =>
            friendRow(entry, {
              ...same,
              index,
              section: query || rows[index - 1]?.letter === entry.letter ? undefined : entry.letter,
            }),
        )}
      </ul></div></div>`;
  }

  #search(event: Event) {
    this.query = (event.target as HTMLInputElement).value;
    this.requestUpdate();
  }
}
