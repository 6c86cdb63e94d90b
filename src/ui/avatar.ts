/** Who it is, as a picture or a letter on a colour of the person's own, with a dot that tells presence. */
import { css, html, nothing } from 'lit';
import type { Translate } from './localize.js';

export interface AvatarOptions {
  userID: string;
  name: string;
  faceURL: string;
  /** Origins pictures may load from besides the page's (the server's, and the site's `image-hosts`). */
  hosts?: readonly string[];
  /** CSS pixels; default 40. */
  size?: number;
  /** Online platforms: gives a dot; [] = offline, greyed; undefined = not known, no dot. */
  platforms?: readonly number[] | undefined;
  t: Translate;
}

/** The picture's address when it may be loaded, else "". */
export function pictureURL(faceURL: string, hosts: readonly string[] = []): string {
  // Words are no address, although the page's own could be put before them.
  if (!/^(https?:|blob:|\/)/i.test(faceURL)) return '';
  try {
    const { href, origin, protocol } = new URL(faceURL, document.baseURI);
    return /^(https?|blob):$/.test(protocol) && (origin === location.origin || hosts.includes(origin)) ? href : '';
  } catch {
    return '';
  }
}

/** A hue (0–359) that is always the same for a user. */
export function hueOf(userID: string): number {
  let hash = 7;
  for (const char of userID) hash = (Math.imul(hash, 31) + char.codePointAt(0)!) >>> 0;
  return (hash * 137) % 360;
}

const settled = (event: Event) => {
  (event.target as Element).classList.toggle('loaded', event.type === 'load');
};

/** Colours and sizes are SVG attributes, not styles: the strictest CSP lets them pass. */
export function avatar({ userID, name, faceURL, hosts, size = 40, platforms, t }: AvatarOptions) {
  const src = pictureURL(faceURL, hosts);
  const letter = Array.from(name.trim() || userID)[0]?.toLocaleUpperCase() ?? '';
  return html`<span class="avatar ${platforms ? (platforms.length ? 'live' : 'live away') : ''}" part="avatar"
    ><svg class="letter" viewBox="0 0 40 40" width=${size} height=${size} aria-hidden="true">
      <rect width="40" height="40" fill="oklch(54% 0.115 ${hueOf(userID)})"></rect>
      <text x="20" y="26.2" text-anchor="middle" font-size="17" fill="#fff">${letter}</text></svg
    >${
      src
        ? html`<img src=${src} width=${size} height=${size} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @load=${settled} @error=${settled} />`
        : nothing
    }${
      platforms
        ? html`<i class=${platforms.length ? 'dot on' : 'dot'} role="img" aria-label=${t(platforms.length ? 'online' : 'offline')}></i>`
        : nothing
    }</span
  >`;
}

export const avatarStyles = css`
  .avatar { position: relative; display: inline-grid; flex: none; inline-size: max-content; }
  .avatar > :not(.dot) { grid-area: 1 / 1; display: block; border-radius: 50%; transition: filter 0.2s, opacity 0.2s; }
  .avatar text { font-weight: 600; font-family: inherit; user-select: none; }
  .avatar img { object-fit: cover; opacity: 0; }
  .avatar img.loaded { opacity: 1; background: Canvas; }
  .avatar.away > :not(.dot) { filter: grayscale(0.85) opacity(0.7); }
  .dot { display: inline-block; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--_muted); }
  .dot.on { background: var(--_success); }
  .avatar .dot { position: absolute; inset-block-end: calc(14.6% - 5px); inset-inline-end: calc(14.6% - 5px); }
  .avatar .dot:not(.on) { background: color-mix(in srgb, Canvas 45%, gray); }
  /* The ring around the dot is a hole: it fits every background. */
  .avatar.live > :not(.dot) { mask: radial-gradient(circle at 85.4% 85.4%, #0000 6.8px, #000 7.3px); }
  .avatar.live:dir(rtl) > :not(.dot) { mask-image: radial-gradient(circle at 14.6% 85.4%, #0000 6.8px, #000 7.3px); }
  @media (forced-colors: active) { .dot { forced-color-adjust: none; background: GrayText; } .dot.on { background: Highlight; } }
`;
