/** Every open connection of the gateway, by user. */
import type { Session } from './gateway-session.js';

export class Hub {
  #byUser = new Map<string, Set<Session>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(session: Session): void {
    const { userID } = session.facts;
    const sessions = this.#byUser.get(userID) ?? new Set();
    this.#byUser.set(userID, sessions.add(session));
    this.#size++;
  }

  remove(session: Session): void {
    const { userID } = session.facts;
    const sessions = this.#byUser.get(userID);
    if (!sessions?.delete(session)) return;
    this.#size--;
    if (!sessions.size) this.#byUser.delete(userID);
  }

  /** A copy: sessions may end while it is gone through. */
  of(userID: string): Session[] {
    return [...(this.#byUser.get(userID) ?? [])];
  }

  all(): Session[] {
    return [...this.#byUser.values()].flatMap(sessions => [...sessions]);
  }
}
