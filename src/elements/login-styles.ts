/** The looks of the sign-in card. */
import { css } from 'lit';

export const loginStyles = css`
  :host { display: grid; gap: calc(var(--_space) * 4); container-type: normal; background: none; }
  h2 { margin: 0; font-size: 1.375em; font-weight: 680; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
  p { margin: 0; }
  .head { gap: 4px; }
  .head .icon-btn { margin-inline-start: -10px; }
  :host(:dir(rtl)) .icon.back { transform: scaleX(-1); }
  .said { padding: 10px 12px; border-radius: var(--_radius); background: color-mix(in srgb, var(--_accent) 10%, transparent); }
  [role='status']:empty { display: none; }
  .methods { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 2px; padding: 3px; border-radius: calc(var(--_radius) + 2px); background: color-mix(in srgb, currentColor 5%, transparent); }
  .methods .btn { min-block-size: 32px; min-inline-size: 0; padding: 0 4px; border-radius: calc(var(--_radius) - 1px); background: none; }
  .methods .btn[aria-pressed='true'] { background: color-mix(in srgb, currentColor 14%, transparent); }
  .who { display: grid; gap: calc(var(--_space) * 4); }
  .who.phone { grid-template-columns: 92px 1fr; column-gap: 8px; }
  .who.phone > .field { align-content: start; }
  .who.phone > :not(.areaCode, .phoneNumber) { grid-column: 1 / -1; }
  .options { flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; font-size: 0.925em; }
  form > .primary, .fields > .btn { min-block-size: 42px; }
  .foot { justify-content: center; flex-wrap: wrap; gap: 2px 6px; font-size: 0.925em; }
`;
