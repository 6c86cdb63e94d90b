/** How looks what a message is an answer to, and where files are dropped. */
import { css } from 'lit';

export const composerMoreStyles = css`
  .quote { display: flex; align-items: center; gap: 8px; padding: 0 4px 8px 12px; font-size: 0.875em; animation: im-rise 0.15s; }
  .quote > span { flex: 1; display: grid; min-inline-size: 0; padding-inline-start: 10px; border-inline-start: 3px solid var(--_accent-text); border-radius: 2px; }
  .quote b { font-weight: 600; color: var(--_accent-text); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .quote .cut { color: var(--_muted); }
  .over {
    position: absolute; inset: 4px 8px; display: grid; place-items: center; border: 2px dashed var(--_accent-text); border-radius: 24px; background: color-mix(in srgb, var(--_accent) 12%, Canvas); color: CanvasText;
    font-weight: 550; pointer-events: none;
  }
  @keyframes im-rise { from { transform: translateY(6px); opacity: 0; } }
`;
