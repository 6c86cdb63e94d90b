/** How a person's card looks. */
import { css } from 'lit';
import { avatarStyles } from '../ui/avatar.js';
import { greetingStyles } from '../ui/greeting.js';
import { remarkStyles } from '../ui/remark.js';

const own = css`
  .card { display: grid; gap: calc(var(--_space) * 3.5); padding: calc(var(--_space) * 5); padding-block-end: calc(var(--_space) * 1.5); overflow-wrap: anywhere; container-type: inline-size; }
  .card[popover]:not(:popover-open) { display: none; }
  .card[popover] {
    position: fixed; inset: auto; margin: 0; inline-size: min(340px, 100vw - 16px); max-block-size: calc(100dvh - 16px); overflow: auto; border: 1px solid color-mix(in srgb, CanvasText 13%, transparent);
    border-radius: calc(var(--_radius) + 6px); background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 12px 40px #00000038, 0 2px 6px #0000001a;
    transition: opacity 0.14s, transform 0.14s;
    @starting-style { opacity: 0; transform: translateY(4px); }
  }
  .card:focus { outline: none; }
  .head { align-items: start; }
  h2 { margin: 0; font-size: 1.2em; font-weight: 650; line-height: 1.3; }
  .head .grow { display: grid; justify-items: start; gap: 2px; padding-block-start: 4px; }
  .tools { display: flex; margin: -8px; margin-inline-start: 0; }
  p { margin: 0; }
  .bio { white-space: pre-line; }
  .stand { justify-self: start; padding: 2px 10px; border-radius: 2em; background: var(--_tint); font-size: 0.8125em; font-weight: 550; }
  dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px calc(var(--_space) * 4); align-items: center; margin: 0; font-size: 0.875em; }
  dt { color: var(--_muted); }
  dd { display: flex; align-items: center; gap: 4px; margin: 0; min-block-size: 28px; }
  dd .icon-btn { inline-size: 28px; min-block-size: 28px; }
  dd .icon { inline-size: 16px; }
  @container (max-width: 250px) { .head { flex-wrap: wrap; } .head .grow { order: 1; flex-basis: 100%; padding: 0; } .tools { margin-inline-start: auto; } dl { grid-template-columns: 1fr; } }
  blockquote { margin: 0; padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3.5); border-radius: var(--_radius); background: var(--_tint); }
  .acts { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); }
  .acts .btn { flex: 1 1 auto; }
  .acts:not(:has(*)), .card > .error[hidden] { display: none; }
`;

export const userCardStyles = [avatarStyles, greetingStyles, remarkStyles, own];
