/** What every template of a message's content gets to know. */
import type { MessageItem } from '../../protocol/chat-model.js';
import type { Translate } from '../localize.js';

/** What can be asked for on a message. `at`: where a menu was asked for, in viewport pixels. */
export type MessageAct =
  'menu' | 'resend' | 'discard' | 'jump' | 'card' | 'picture' | 'bundle' | 'again' | 'cancel' | 'download';

/** The same for all messages of a conversation; replaced when something in it changed. */
export interface MessageView {
  t: Translate;
  /** For `Intl`. */
  lang: string;
  /** The own userID. */
  me: string;
  /** The name of the other. */
  name: string;
  /** Origins that pictures and the like may load from, besides the page's. */
  hosts: readonly string[];
  offline: boolean;
  uploads: ReadonlyMap<string, { readonly loaded: number; readonly total: number }>;
  /** What of own files is on this device, by clientMsgID: shown until it is on the server, and instead of it. */
  local: ReadonlyMap<string, string>;
  /** Own words that were taken back lately, by clientMsgID. */
  taken: ReadonlyMap<string, string>;
  act(act: MessageAct, item: MessageItem, from: HTMLElement, at?: { x: number; y: number }): void;
}

/** As a message has it. */
export interface ContentView extends MessageView {
  own: boolean;
  /** Renders the message again. */
  again(): void;
  /** Puts a style sheet on the message. */
  dress(sheet: CSSStyleSheet): void;
  /** The user wants to see what is loaded from somewhere else. */
  allowed: boolean;
  allow(): void;
  /** Asks for something with this message. */
  ask(act: MessageAct, from: Event): void;
}
/** Gives `undefined` when the content is broken: then the summary is shown. */
export type Content = (item: MessageItem, view: ContentView) => unknown;
