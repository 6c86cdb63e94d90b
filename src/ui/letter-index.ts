/** The letters beside a long list: one slider, dragged by finger or mouse, moved by arrow keys. */
import { css, html, nothing } from 'lit';
import type { Translate } from './localize.js';

export interface LetterIndexParts {
  t: Translate;
  letters: readonly string[];
  /** The letter in view. */
  current: number;
  /** A letter was chosen: bring its section into view. */
  go: (index: number) => void;
}

export const letterIndex = ({ t, letters, current, go }: LetterIndexParts) => {
  const last = letters.length - 1;
  const move = (index: number) => {
    go(Math.max(0, Math.min(last, index)));
  };
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowRight: current + 1,
      ArrowUp: current - 1,
      ArrowLeft: current - 1,
      Home: 0,
      End: last,
    };
    const typed = letters.indexOf(event.key.toUpperCase());
    const to = steps[event.key] ?? (typed < 0 ? undefined : typed);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  };
  const drag = (event: PointerEvent) => {
    if (event.type === 'pointerdown') (event.currentTarget as Element).setPointerCapture(event.pointerId);
    else if (!event.buttons) return;
    const { top, height } = (event.currentTarget as Element).getBoundingClientRect();
    move(Math.floor(((event.clientY - top) / height) * letters.length));
  };
  return html`<div class="letters" part="index" role="slider" tabindex="0" aria-orientation="vertical" aria-label=${t('letters')} aria-valuemin="0"
    aria-valuemax=${last} aria-valuenow=${current} aria-valuetext=${letters[current] ?? nothing} @keydown=${keys} @pointerdown=${drag} @pointermove=${drag}>
    ${letters.map((letter, index) => html`<span class=${index === current ? 'here' : ''}>${letter}</span>`)}
  </div>`;
};

export interface SectionIndexParts {
  t: Translate;
  /** Letters by the index of their first row. */
  heads: ReadonlyMap<number, string>;
  /** The first row in view. */
  first: number;
  /** The letter that was chosen; -1 = the one in view counts. */
  chosen: number;
  go: (letter: number, row: number) => void;
}

/** The index of a list's sections; the pinned have no letter. */
export function sectionIndex({ t, heads, first, chosen, go }: SectionIndexParts) {
  const sections = [...heads].filter(([, letter]) => letter);
  const inView = Math.max(
    0,
    sections.findLastIndex(([at]) => at <= first),
  );
  const letters = sections.map(([, letter]) => letter);
  return letterIndex({
    t,
    letters,
    current: chosen < 0 ? inView : chosen,
    go: index => {
      go(index, sections[index]![0]);
    },
  });
}

export const letterIndexStyles = css`
  .letters {
    display: grid; grid-auto-rows: minmax(0, 18px); align-content: center; justify-items: center; flex: none; inline-size: 24px; min-block-size: 0; overflow: hidden;
    font-size: 0.6875rem; font-weight: 600; line-height: 1; color: var(--_muted); cursor: pointer; user-select: none; touch-action: none; border-radius: 12px;
  }
  .letters span { display: grid; place-items: center; pointer-events: none; min-block-size: 0; inline-size: 16px; }
  .letters:hover { background: var(--_tint); }
  .letters .here { color: var(--_accent-text); }
  .letters:focus-visible { outline-offset: -2px; }
  @media (pointer: coarse) { .letters { inline-size: 32px; } }
`;
