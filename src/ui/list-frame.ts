/** The states that every list has, told apart once, and what stands around the rows in each of them. */
import { html, nothing } from 'lit';
import { emptyState, errorState, skeletonRows } from './controls.js';
import type { IconName } from './icons.js';
import type { Translate } from './localize.js';

export interface ListFrame {
  /** undefined: there is no client yet; "" : nobody is signed in. */
  userID: string | undefined;
  list: { readonly status: string; readonly error?: { errCode: number }; readonly more?: boolean } | undefined;
  offline: boolean | undefined;
  /** Rows there are. */
  count: number;
  /** Somebody else on the page says that one has to sign in. */
  quiet?: boolean;
}

/** The custom states of an element with a list. */
export function listFlags({ userID, list, offline, count }: ListFrame) {
  const open = userID !== '';
  const status = list?.status ?? 'loading';
  return {
    loading: open && status === 'loading' && !count,
    empty: open && (status === 'cached' || status === 'ready') && !count && !list?.more,
    error: open && status === 'error',
    offline: open && !!offline,
  };
}

/** @param frame - as above, with the icon, the words and the way on. Rows already there stay below it. */
export function listFrame(frame: ListFrame & { t: Translate; icon: IconName; emptyText: string; retry: () => void }) {
  const { t, icon, list } = frame;
  const { loading, empty, error, offline } = listFlags(frame);
  if (frame.userID === '') return frame.quiet ? nothing : emptyState({ icon, text: t('signInFirst') });
  if (error) {
    const text = t.error(list?.error ?? { errCode: 0 });
    const label = t('tryAgain');
    // Above rows it is one line: what was there is what counts.
    return frame.count
      ? html`<p class="hint offline" part="error" role="status">${text} <button class="btn link" type="button" @click=${frame.retry}>${label}</button></p>`
      : errorState({ text, retry: frame.retry, label });
  }
  return html`
    ${offline ? html`<p class="hint offline" role="status">${t('offlineHint')}</p>` : nothing}
    ${loading ? skeletonRows(3) : nothing}
    ${empty ? html`<slot name="empty">${emptyState({ icon, text: frame.emptyText })}</slot>` : nothing}
  `;
}
