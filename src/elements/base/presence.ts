/** Presence of the people on screen, and only of them: subscribed while they are in view, told in words. */
import type { ReactiveController } from 'lit';
import type { Client } from '../../core/api.js';
import type { Translate } from '../../ui/localize.js';
import { timeText } from '../../ui/time.js';
import { type ImElement, Select } from './im-element.js';

/** By platform number (protocol §2.2); names of products, the same in every language; but the web's, which is a string. */
const PLATFORMS = [
  '',
  'iOS',
  'Android',
  'Windows',
  'macOS',
  '',
  'Mini',
  'Linux',
  'Android',
  'iPad',
  'Admin',
  'HarmonyOS',
];
/** Fast scrolling should not subscribe to everybody passed. */
const SETTLE_MS = 120;

export class Presence implements ReactiveController {
  #presence: Select<ReadonlyMap<string, readonly number[]>>;
  #session: Select<string>;
  #connected: Select<boolean>;
  #ids = new Set<string>();
  /** When they were last online (ms), 0 = asked for or not told. */
  #seen = new Map<string, number>();
  #watched = '';
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;
  #client: Client | undefined;

  constructor(readonly host: ImElement) {
    host.addController(this);
    this.#presence = new Select(host, ['presence'], ({ presence }) => presence);
    this.#session = new Select(host, ['session'], ({ session }) => session.userID);
    this.#connected = new Select(host, ['connection'], ({ connection }) => connection.status === 'connected');
  }

  /** Watches these people. */
  watch(userIDs: Iterable<string>) {
    this.#ids = new Set(userIDs);
    this.#settle();
  }

  /** Watches whoever of these elements (`data-id`) is in view. */
  watchRows(rows: Iterable<Element>) {
    this.#observer ??= new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        const { id = '' } = (target as HTMLElement).dataset;
        if (isIntersecting) this.#ids.add(id);
        else this.#ids.delete(id);
        if (!target.isConnected) this.#observer?.unobserve(target);
      }
      this.#settle();
    });
    for (const row of rows) this.#observer.observe(row);
  }

  /** Online platforms; [] = offline, undefined = not known, as it is without a connection. */
  platforms(userID: string) {
    return this.#connected.value ? this.#presence.value?.get(userID) : undefined;
  }

  /** "Online · Web", "Last seen 5 min. ago", "Offline", or "" when not known. */
  text(userID: string, t: Translate, lang: string): string {
    const platforms = this.platforms(userID);
    if (!platforms) return '';
    const names = [...new Set(platforms.map(id => (id === 5 ? t('web') : (PLATFORMS[id] ?? ''))))].filter(Boolean);
    if (names.length)
      return t('platformOnline', { platform: new Intl.ListFormat(lang, { type: 'unit' }).format(names) });
    const seen = this.#seen.get(userID);
    return seen
      ? t('lastSeen', { time: timeText(seen, Date.now(), lang) })
      : t(platforms.length ? 'online' : 'offline');
  }

  hostUpdated() {
    const { client } = this.host;
    if (client !== this.#client) {
      this.#client = client;
      this.#seen.clear();
      this.#settle();
    }
    this.#askSeen();
  }
  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#stop?.();
    this.#stop = this.#client = undefined;
    this.#watched = '';
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#follow, SETTLE_MS);
  }
  #follow = () => {
    const wanted = this.#session.value ? [...this.#ids].sort() : [];
    if (wanted.join() === this.#watched) return;
    const before = this.#stop;
    this.#watched = wanted.join();
    // First the new ones: people in both stay subscribed.
    this.#stop = wanted.length ? this.#client?.watchPresence(wanted) : undefined;
    before?.();
    this.#askSeen();
  };

  #askSeen() {
    const client = this.#client;
    if (!client?.state.capabilities.has('presence.lastSeen')) return;
    const ask = [...this.#ids].filter(id => {
      const platforms = this.platforms(id);
      if (platforms?.length) this.#seen.delete(id);
      return platforms && !platforms.length && !this.#seen.has(id);
    });
    if (!ask.length) return;
    for (const id of ask) this.#seen.set(id, 0);
    client.getUsersFullInfo(ask).then(
      users => {
        for (const { userID, lastOnlineTime = 0 } of users) this.#seen.set(userID, lastOnlineTime);
        this.host.requestUpdate();
      },
      // Not the user's act and not needed: the words are simply "Offline".
      () => undefined,
    );
  }
}
