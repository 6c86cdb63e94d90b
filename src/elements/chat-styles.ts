/** How a conversation looks around its messages. */
import { css } from 'lit';
import { avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';

export const chatStyles = [
  ...controls,
  avatarStyles,
  css`
    .head { display: flex; align-items: center; gap: calc(var(--_space) * 2); min-block-size: 60px; padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3); border-block-end: 1px solid var(--_border); }
    .who { display: flex; align-items: center; gap: calc(var(--_space) * 3); flex: 0 1 auto; min-inline-size: 0; padding: 4px 8px 4px 4px; border: 0; border-radius: 24px; background: none; color: inherit; text-align: start; cursor: pointer; }
    .who:hover { background: var(--_tint); }
    .who > span:last-child { display: grid; min-inline-size: 0; }
    .who b { font-weight: 650; line-height: 1.25; }
    .who small { color: var(--_muted); font-size: 0.8125em; min-block-size: 1.4em; }
    .who small.typing { color: var(--_accent-text); }
    .head .end { display: flex; align-items: center; margin-inline-start: auto; color: var(--_muted); }
    .body { display: grid; min-block-size: 0; position: relative; }
    .body > .empty, slot > .empty { align-content: center; grid-row: 1 / -1; }
    .note { padding: 6px 16px; margin: 0; background: var(--_tint); text-align: center; font-size: 0.8125em; }
    .ghosts { display: grid; align-content: end; gap: 8px; padding: 16px; }
    .ghosts > i { block-size: 38px; border-radius: 18px; background: var(--_tint); inline-size: 46%; animation: im-pulse 1.4s ease-in-out infinite alternate; }
    .ghosts > :nth-child(2n) { inline-size: 30%; }
    .ghosts > :nth-child(3n) { justify-self: end; inline-size: 38%; }
    .foot { padding-block-end: env(safe-area-inset-bottom); min-inline-size: 0; }
    @container (max-width: 320px) { .head { gap: 0; padding-inline: 4px; } }
    .foot > .error { margin: 0; padding: 4px 16px; }
  `,
];
