/** The buttons of a card: what fits where one stands with somebody. */
import { html, nothing } from 'lit';
import type { Standing } from '../core/standing.js';
import { spinner } from '../ui/basics.js';
import { icon, type IconName } from '../ui/icons.js';
import type { Key, Translate } from '../ui/localize.js';
import type { ActionID } from './base/friend-actions.js';

export interface CardActsParts {
  t: Translate;
  where: Standing;
  /** They take no requests. */
  closed: boolean;
  /** There is a chat to open. */
  chat: boolean;
  busy: (id: ActionID) => boolean;
  run: (id: ActionID) => void;
  add: () => void;
  message: () => void;
  edit: () => void;
}

export function cardActs({ t, where, closed, chat, busy, run, add, message, edit }: CardActsParts) {
  const button = (
    label: Key,
    click: () => void,
    { kind = '', name, waits = false }: { kind?: string; name?: IconName; waits?: boolean } = {},
  ) =>
    html`<button class="btn ${kind}" type="button" aria-disabled=${waits} @click=${click}>${waits ? spinner() : name ? icon(name) : nothing}${t(label)}</button>`;
  const act = (id: 'accept' | 'decline' | 'unblock', kind = '') =>
    button(
      id,
      () => {
        run(id);
      },
      { kind, waits: busy(id) },
    );
  if (where === 'accept') return [act('accept', 'primary'), act('decline')];
  if (where === 'blocked') return act('unblock');
  if (where === 'add')
    return closed
      ? html`<span class="hint">${t('e20013')}</span>`
      : button('add', add, { kind: 'primary', name: 'userAdd' });
  if (where !== 'isFriend') return nothing;
  return [
    chat ? button('message', message, { kind: 'primary', name: 'message' }) : nothing,
    button('editRemark', edit, { name: 'edit' }),
  ];
}
