/** The looks of the profile. */
import { css } from 'lit';

export const profileStyles = css`
  .all { display: grid; gap: calc(var(--_space) * 6); max-inline-size: 560px; }
  .top { gap: calc(var(--_space) * 4); flex-wrap: wrap; }
  .top > .grow { flex-basis: 120px; }
  .top .grow { display: grid; gap: 2px; }
  .top strong { font-size: 1.25em; font-weight: 680; line-height: 1.25; overflow-wrap: anywhere; }
  .id { flex-wrap: wrap; gap: 2px 4px; }
  .id span { min-inline-size: 0; overflow-wrap: anywhere; }
  .picture-acts { flex-wrap: wrap; gap: 0 16px; }
  form[inert] { opacity: 0.6; }
  .id .icon-btn { min-block-size: 28px; inline-size: 28px; margin-block: -4px; }
  .id .icon { inline-size: 16px; block-size: 16px; }
  @container (inline-size > 460px) {
    form { grid-template-columns: 1fr 1fr; }
    form > :not(.gender, .birthday), .alert > .error { grid-column: 1 / -1; }
  }
  .save { gap: 8px; justify-content: flex-end; }
  .bind { justify-content: space-between; padding-block: calc(var(--_space) * 2.5); border-block-start: 1px solid var(--_border); }
  .bind .grow { display: grid; }
  .acts { flex-wrap: wrap; gap: 8px; padding-block-start: calc(var(--_space) * 5); border-block-start: 1px solid var(--_border); }
`;
