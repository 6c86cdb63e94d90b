/** What the panel needs of `<im-widget>`. */
import type { FollowFocus } from './base/focus.js';
import type { ImElement } from './base/im-element.js';

export interface PanelHost extends ImElement {
  open: boolean;
  silent: boolean;
  keepTitle: boolean;
  readonly wish: FollowFocus;
  /** What had the focus when it was opened. */
  readonly from: HTMLElement | null;
  show(): void;
  close(): void;
}
