/** The question for a new password: asked by the sign-in chip and by the profile. */
import type { Client } from '../../core/api.js';
import type { ImError } from '../../protocol/errors.js';
import { account } from '../../locales/en/account.js';
import { register } from '../../locales/en/register.js';
import { FormDialog, type DialogSpec } from '../../ui/form-dialog.js';
import { formStyles } from '../../ui/form.js';
import { speak } from '../../ui/localize.js';
import { newPasswordFields } from '../code-fields.js';
import type { ImElement } from './im-element.js';

type Attempt = (action: string, run: (client: Client) => Promise<unknown>) => Promise<ImError | undefined>;

/** @param attempt - the element's own. */
export const changePassword = (attempt: Attempt): DialogSpec => ({
  heading: 'changePassword',
  text: 'changeText',
  confirm: 'changePassword',
  fields: () => [
    { name: 'current', label: 'currentPassword', type: 'password', autocomplete: 'current-password' },
    ...newPasswordFields('fresh', 'newPassword'),
  ],
  act: ({ current = '', fresh = '' }) =>
    attempt('changePassword', client => client.changePassword({ currentPassword: current, newPassword: fresh })),
  // The service says 1002 for a wrong current password (protocol §2.6).
  at: { 20001: ['current', 'wrongPassword'], 1002: ['current', 'wrongPassword'], 1001: ['fresh'] },
});

/** Brings a dialog to a host that did without until now: with the looks and the words of its fields. */
export function passwordDialog(host: ImElement): FormDialog {
  speak({ ...account, ...register });
  host.shadowRoot!.adoptedStyleSheets.push(formStyles.styleSheet!);
  return new FormDialog(host);
}
