/** What a tab of the browser remembers of the widget's panel from page to page. */
const keyOf = (name: string) => `im-elements/widget/${name}`;

export interface WidgetMemory {
  open: boolean;
  tab: string;
  wide: boolean;
  /** Whose chat is open: a userID. */
  chat: string;
}

/** @param name - the client's name on the page. */
export function recall(name: string): Partial<WidgetMemory> {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? '{}') as Partial<WidgetMemory>;
  } catch {
    // Storage may be forbidden, or hold something else; then nothing is remembered.
    return {};
  }
}

export function remember(name: string, memory: WidgetMemory) {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(memory));
  } catch {
    // As above.
  }
}
