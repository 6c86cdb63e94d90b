/** What tells of new messages when nobody looks: a sound, a number in the page's title, and, once allowed by a click, notifications of the system. */
import type { ReactiveController } from 'lit';
import type { Client } from '../../core/api.js';
import type { ConversationItem, MessageItem } from '../../protocol/chat-model.js';
import { singleChatID } from '../../protocol/ids.js';
import { pictureURL } from '../../ui/avatar.js';
import { summary } from '../../ui/summary.js';
import { type ImElement, Select } from './im-element.js';
import { inside } from './lazy.js';
import { imageHosts } from './registry.js';
import { titleCount } from './title-count.js';

export interface AlertsOptions {
  silent: () => boolean;
  /** The number of unread messages may stand in the page's title. */
  title: () => boolean;
  /** Tells only where no other does, and not at all while it is silent. */
  second?: boolean;
}
/** ms that a tab waits before it tells, so that one where the conversation is in view can say that it needs no telling. */
const PATIENCE_MS = 150;
/** ms in which other tabs take a message for told. */
const TOLD_MS = 3000;
/** `allowBeep` of an account that wants no sounds. */
const NO_BEEP = 2;

/** Kept for all pages of the site on this device: "off", or for notifications "on". */
const choice = (name: 'sound' | 'notify', value?: string): string => {
  try {
    const key = `im-elements/${name}`;
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key) ?? '';
  } catch {
    return value ?? '';
  }
};

/** One element of a client tells, a widget before others; the others keep quiet. */
const tellers = new WeakMap<Client, Set<Alerts>>();
let audio: AudioContext | undefined;

/** Two soft notes. Nothing before somebody touched the page: browsers would not play it, and say so in the console. */
export async function chime(): Promise<AudioContext | undefined> {
  const { userActivation } = navigator as Partial<Navigator>;
  if ((userActivation && !userActivation.hasBeenActive) || !('AudioContext' in globalThis)) return undefined;
  audio ??= new AudioContext();
  // Not waited for: where nothing can be heard (no device), it never comes.
  if (audio.state === 'suspended') audio.resume().catch(() => undefined);
  const { currentTime, destination } = audio;
  for (const [hertz, after] of [
    [784, 0],
    [1047, 0.09],
  ] as const) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const start = currentTime + after;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.12, start + 0.012);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
    tone.connect(loudness).connect(destination);
    tone.start(start);
    tone.stop(start + 0.4);
  }
  return audio;
}

export class Alerts implements ReactiveController {
  #client: Client | undefined;
  #off: (() => void) | undefined;
  #unread: Select<number>;
  #shown = false;

  constructor(
    readonly host: ImElement,
    readonly options: AlertsOptions,
  ) {
    this.#unread = new Select(host, ['unread'], ({ unread }) => unread);
    host.addController(this);
  }
  hostUpdated() {
    const { client } = this.host;
    if (client !== this.#client) {
      this.hostDisconnected();
      this.#client = client;
      if (client) {
        const all = tellers.get(client) ?? new Set();
        tellers.set(client, all.add(this));
        // Listening loads the chat.
        this.#off = client.on('recvNewMessages', this.#told);
      }
    }
    if (!this.options.title() && !this.#shown) return;
    this.#shown = this.options.title();
    titleCount(this.#shown ? (this.#unread.value ?? 0) : 0);
  }
  hostDisconnected() {
    this.#off?.();
    if (this.#client) tellers.get(this.#client)?.delete(this);
    this.#client = undefined;
    if (this.#shown) titleCount(0);
    this.#shown = false;
  }

  /** Sounds are wanted on this device. */
  get sound() {
    return choice('sound') !== 'off';
  }
  set sound(on: boolean) {
    choice('sound', on ? '' : 'off');
    if (on) void chime();
  }
  /** Whether the browser has notifications, and whether they are on. */
  get notify(): boolean | undefined {
    if (!('Notification' in globalThis)) return undefined;
    return Notification.permission === 'granted' && choice('notify') === 'on';
  }
  /** Turns notifications on or off; to be called in a click. @returns false when the browser or the user refused. */
  async setNotify(on: boolean): Promise<boolean> {
    if (on && (await Notification.requestPermission()) !== 'granted') return false;
    choice('notify', on ? 'on' : '');
    return true;
  }

  #told = (items: MessageItem[]) => {
    const client = this.#client!;
    const all = [...tellers.get(client)!];
    const one = all.find(({ options }) => !options.second) ?? all.find(({ options }) => !options.silent());
    if (one !== this) return;
    const { session } = client.state;
    const item = items.findLast(({ sendID }) => sendID !== session.userID);
    if (!item) return;
    const id = singleChatID(session.userID, item.sendID);
    void this.#tell(client, id, item);
  };

  async #tell(client: Client, id: string, item: MessageItem) {
    const seen = document.hasFocus() && client.state.messages.has(id);
    if (!seen) await new Promise(resolve => setTimeout(resolve, PATIENCE_MS * (document.hasFocus() ? 1 : 2)));
    await alone(item.clientMsgID, () => {
      const conversation = client.state.conversations.get(id);
      const { profile } = client.state;
      if (seen || client !== this.#client) return;
      if (conversation?.recvMsgOpt || profile?.globalRecvMsgOpt) return;
      const loud = this.sound && !this.options.silent() && profile?.allowBeep !== NO_BEEP;
      if (loud) chime().catch(() => undefined);
      if (this.notify && !document.hasFocus()) this.#notification(client, id, item, conversation);
    });
  }

  #notification(client: Client, id: string, item: MessageItem, conversation: ConversationItem | undefined) {
    const { friends } = client.state;
    const friend = friends.get(item.sendID);
    const name = friend?.remark || conversation?.showName || item.senderNickname || item.sendID;
    const icon = pictureURL(friend?.faceURL || item.senderFaceUrl, imageHosts(client));
    try {
      const { t } = inside(this.host);
      const shown = new Notification(name, { body: summary(item, t), tag: id, silent: true, ...(icon && { icon }) });
      shown.onclick = () => {
        window.focus();
        client.setFocus({ userID: item.sendID, kind: 'chat' });
        shown.close();
      };
    } catch {
      // Phones give them to service workers only.
    }
  }
}

/** Runs it in one tab of the browser only. */
async function alone(name: string, run: () => void) {
  if (!navigator.locks) return run();
  await navigator.locks.request(`im-elements/told/${name}`, { ifAvailable: true }, async lock => {
    if (!lock) return;
    run();
    await new Promise(resolve => setTimeout(resolve, TOLD_MS));
  });
}
