/** What the tests of the account elements share: sign-in cards on a server in the page. */
import { fixture, html } from '@open-wc/testing';
import type { Client } from '../../src/core/api.js';
import type { ImLogin } from '../../src/elements/im-login.js';
import '../../src/define/im-login.js';
import { byRole, click, fill, seen } from './people-world.js';

export const PASSWORD = 'a-good-password';

export const card = async (client: Client) => {
  const el = await fixture<ImLogin>(html`<im-login .client=${client}></im-login>`);
  await seen(
    () =>
      el.matches(':not(:state(loading))') &&
      el.shadowRoot!.querySelector<ImLogin>('im-login-card, im-login-chip')?.hasUpdated,
    'the card',
  );
  return el;
};

/** Where an element's fields and buttons are: the sign-in card and the profile load theirs when they are needed. */
export const inside = (el: HTMLElement): HTMLElement =>
  el.shadowRoot!.querySelector<HTMLElement>('im-login-card, im-profile-form') ?? el;

function find(outer: HTMLElement, label: string) {
  const el = inside(outer);
  const found = [...el.shadowRoot!.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === label);
  return (
    found &&
    ((found.htmlFor
      ? el.shadowRoot!.getElementById(found.htmlFor)
      : found.querySelector('input')) as HTMLInputElement | null)
  );
}
/** The input with this label. */
export function field(el: HTMLElement, label: string): HTMLInputElement {
  const input = find(el, label);
  if (!input) throw new Error(`no field "${label}"`);
  return input;
}
/** Fills fields by label. */
export const fillIn = (el: HTMLElement, values: Record<string, string>) => {
  for (const [label, value] of Object.entries(values)) fill(field(el, label), value);
};
/** The words at a field. */
export const noteOf = (el: HTMLElement, label: string) =>
  inside(el).shadowRoot!.getElementById(field(el, label).getAttribute('aria-describedby') ?? '')?.textContent ?? '';
export const errorOf = async (el: HTMLElement, label: string) =>
  seen(() => find(el, label)?.ariaInvalid === 'true' && noteOf(el, label), `an error at "${label}"`);
export const alertOf = async (el: HTMLElement) =>
  seen(() => inside(el).shadowRoot!.querySelector('[role=alert]')?.textContent.trim(), 'an alert');

export const chipOf = async (el: HTMLElement) =>
  seen(() => {
    const chip = el.shadowRoot!.querySelector<HTMLElement>('im-login-chip');
    return chip?.shadowRoot?.querySelector('im-menu > button') ? chip : undefined;
  }, 'the chip');

/** Presses the chip: its menu, which is loaded then. */
export async function menuOf(chip: HTMLElement) {
  chip.shadowRoot!.querySelector<HTMLElement>('im-menu > button')!.click();
  const menu = chip.shadowRoot!.querySelector('im-menu')!;
  await seen(() => menu.shadowRoot?.activeElement, 'the open menu');
  return menu;
}
/** Opens the chip's menu and chooses. */
export async function choose(el: HTMLElement, item: string) {
  const chip = await chipOf(el);
  const menu = await menuOf(chip);
  (await seen(() => byRole(menu, 'menuitem', item)[0], item)).click();
  return chip;
}
/** Presses a button of the dialog that is open in `host`. */
export async function answer(outer: HTMLElement, label: string) {
  const host = inside(outer);
  const dialog = await seen(
    () =>
      [...host.shadowRoot!.querySelectorAll('im-dialog')].find(
        ({ shadowRoot }) => shadowRoot?.querySelector('dialog')?.open,
      ),
    'an open dialog',
  );
  await click(dialog, 'button', label);
  return dialog;
}
