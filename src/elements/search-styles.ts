/** How what a search found looks, beyond what it shares with the rows of conversations. */
import { css } from 'lit';

export const searchStyles = css`
  .finder { display: contents; }
  .found { padding: 0; }
  .found [role='option'] { cursor: pointer; }
  .found .more-found { display: flex; align-items: center; min-block-size: 36px; padding-inline: calc(var(--_space) * 2); border-radius: var(--_radius); color: var(--_accent-text); font-size: 0.875em; }
  .found .active { background: var(--_tint); box-shadow: inset 0 0 0 2px var(--_focus); }
  .found .more-found:hover { background: var(--_tint); }
  .found .section { justify-content: flex-start; gap: 8px; }
  .found .section span { font-weight: 500; }
  .hint.none { margin: calc(var(--_space) * 3) calc(var(--_space) * 4); text-align: center; }
  @media (pointer: coarse) { .found .more-found { min-block-size: 44px; } }
  @media (forced-colors: active) { .found .active { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
