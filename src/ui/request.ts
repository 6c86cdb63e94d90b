/** What a friend request says: the greeting, what came of it, the reply; and the form that answers it. */
import { css, html, nothing } from 'lit';
import { handleResult, type FriendApplicationItem } from '../protocol/model.js';
import { spinner } from './basics.js';
import { icon } from './icons.js';
import type { Translate } from './localize.js';

const outcomes = {
  [handleResult.open]: ['waiting', 'clock'],
  [handleResult.agreed]: ['accepted', 'check'],
  [handleResult.refused]: ['declined', 'close'],
} as const;

/** @param awaited - true: the viewer waits for an answer (an open request that was sent). */
export function requestText(
  { handleResult: result, reqMsg, handleMsg }: FriendApplicationItem,
  awaited: boolean,
  t: Translate,
) {
  const [word, sign] = outcomes[result as keyof typeof outcomes] ?? outcomes[0];
  return html`
    ${reqMsg ? html`<p class="text" part="message" dir="auto">${reqMsg}</p>` : nothing}
    ${result || awaited ? html`<span class="outcome ${word}" part="outcome">${icon(sign)}${t(word)}</span>` : nothing}
    ${handleMsg ? html`<p class="text muted" part="reply" dir="auto">${t('replyWas', { text: handleMsg })}</p>` : nothing}
  `;
}

export interface AnswerParts {
  t: Translate;
  /** id of the element with the person's name. */
  describedBy: string;
  /** What is on its way. */
  busy: string | undefined;
  /** A reply can be given. */
  replies: boolean;
  answer(kind: 'accept' | 'refuse'): void;
}

export const answerForm = ({ t, describedBy, busy, replies, answer }: AnswerParts) => {
  const button = (
    kind: 'accept' | 'refuse',
    type: string,
    word: string,
  ) => html`<button class="btn ${type}" type="button"
    aria-disabled=${!!busy} aria-describedby=${describedBy} @click=${() => answer(kind)}>${busy === kind ? spinner() : nothing}${word}</button>`;
  return html`<div class="answer">
    ${
      replies
        ? html`<input class="input" maxlength="255" autocomplete="off" dir="auto" aria-label=${t('reply')} placeholder=${t('replyHint')}
          aria-describedby=${describedBy} ?readonly=${!!busy} />`
        : nothing
    }
    <span class="pair">${button('refuse', '', t('decline'))}${button('accept', 'primary', t('accept'))}</span>
  </div>`;
};

export const requestStyles = css`
  .text { margin: 0; text-align: -webkit-match-parent; text-align: match-parent; overflow-wrap: anywhere; white-space: pre-line; }
  .outcome { display: inline-flex; align-items: center; gap: calc(var(--_space) * 1); color: var(--_muted); font-size: 0.875em; }
  .outcome .icon { inline-size: 16px; block-size: 16px; }
  .outcome.accepted .icon { color: var(--_success); }
  .answer { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); margin-block-start: calc(var(--_space) * 1); max-inline-size: 36em; }
  .answer .input { flex: 1 1 10em; min-block-size: 36px; }
  .answer .pair { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); }
  .answer .btn:has(.spinner) { color: transparent; }
  .answer .spinner { position: absolute; color: var(--_text); }
  .answer .primary .spinner { color: var(--_on-accent); }
  .person > .error { grid-column: 2 / -1; margin: 0; }
  @container (max-width: 460px) { .answer .input { flex-basis: 100%; } }
  @container (max-width: 340px) {
    .answer { grid-column: 1 / -1; }
    .answer .pair, .answer .pair .btn { flex: 1 1 auto; }
  }
`;
