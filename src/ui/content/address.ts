/** Addresses of pictures and files: what may load at once, what is asked for, what is no address at all. */
import { html } from 'lit';
import { webAddress } from '../web-address.js';
import type { ContentView } from './view.js';

/** Of several addresses, the first that can be used at all; `free`: it may load without being asked for. */
export function source(
  view: Pick<ContentView, 'hosts' | 'allowed'>,
  ...urls: unknown[]
): { href: string; host: string; free: boolean } | undefined {
  for (const url of urls) {
    // What only this page itself can give: what is on its way, and files of a server inside it.
    if (typeof url === 'string' && url.startsWith(`blob:${location.origin}/`))
      return { href: url, host: '', free: true };
    const address = webAddress(url);
    if (!address) continue;
    const { href, host, origin } = address;
    return { href, host, free: view.allowed || origin === location.origin || view.hosts.includes(origin) };
  }
  return undefined;
}

/** Stands for what would load from somewhere else. */
export const foreign = ({ t, allow }: ContentView, host: string, what: string) =>
  html`<div class="foreign"><b>${what}</b> <span dir="auto">${t('foreign', { host })}</span> <button class="btn" type="button" tabindex="-1" @click=${allow}>${t('showPicture')}</button></div>`;

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
/** "1.4 MB", in the language's own way. */
export function sizeText(bytes: number, lang: string): string {
  let value = Math.max(0, Number(bytes) || 0);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return value.toLocaleString(lang, {
    style: 'unit',
    unit: units[unit]!,
    unitDisplay: unit ? 'short' : 'long',
    maximumFractionDigits: value < 10 && unit ? 1 : 0,
  });
}
