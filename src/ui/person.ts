/** A person in a list: a picture that opens the card, the name, a line below it, and room for what can be done. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { avatar } from './avatar.js';
import type { Translate } from './localize.js';

export interface PersonParts {
  userID: string;
  name: string;
  faceURL: string;
  /** Further hosts that pictures may load from. */
  hosts: readonly string[];
  t: Translate;
  /** The picture was chosen. */
  open(): void;
  /** Beside the name, e.g. a time. */
  aside?: TemplateResult | typeof nothing;
  /** Below the name. */
  below?: unknown;
  /** At the end of the row: buttons or a word. They can be described by `nameOf(userID)`. */
  end?: unknown;
}

/** The id of the element with a person's name, for `aria-describedby` on buttons that are only called "Add" or "Accept". */
export const nameOf = (userID: string) => `name-${userID}`;

/** The inside of a row; the row itself is the caller's `<li class="person">`. */
export const person = ({
  userID,
  name,
  faceURL,
  hosts,
  t,
  open,
  aside = nothing,
  below = nothing,
  end = nothing,
}: PersonParts) => html`
  <button class="face" part="avatar" aria-label=${t('cardOf', { name })} @click=${open}>
    ${avatar({ userID, name, faceURL, hosts, t })}
  </button>
  <div class="who">
    <div class="line"><span class="name" part="name" id=${nameOf(userID)} dir="auto">${name}</span>${aside}</div>
    ${below}
  </div>
  <div class="end" part="actions">${end}</div>
`;

export const personStyles = css`
  .people { list-style: none; margin: 0; padding: 0; }
  .person {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: calc(var(--_space) * 1) calc(var(--_space) * 3);
    align-items: center;
    min-block-size: calc(var(--_space) * 14);
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 2);
    border-radius: var(--_radius);
  }
  .person:focus-visible { background: var(--_tint); }
  .face { all: unset; display: flex; cursor: pointer; border-radius: 50%; }
  .face:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .line { display: flex; align-items: baseline; column-gap: calc(var(--_space) * 2); }
  .line time { flex: none; }
  @container (max-width: 300px) { .line { display: grid; } }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
  .sub { text-align: -webkit-match-parent; text-align: match-parent; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--_muted); font-size: 0.875em; }
  .end { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); justify-content: flex-end; align-items: center; }
`;
