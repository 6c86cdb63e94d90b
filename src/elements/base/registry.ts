/** Clients by name, shared by every copy of this library on the page. */
import mitt, { type Emitter } from 'mitt';
import type { Client } from '../../core/api.js';

interface Shared {
  clients: Map<string, Client>;
  bus: Emitter<{ change: undefined }>;
  /** Origins pictures may load from, by client; `<im-client image-hosts>` fills it in. */
  hosts: WeakMap<Client, readonly string[]>;
}
const KEY = Symbol.for('im-elements/1');
const shared: Shared = ((globalThis as { [KEY]?: Shared })[KEY] ??= {
  clients: new Map(),
  bus: mitt(),
  hosts: new WeakMap(),
});

export const registry = {
  get: (name: string): Client | undefined => shared.clients.get(name),
  /** `undefined` takes the name out. */
  set(name: string, client: Client | undefined) {
    if (client) shared.clients.set(name, client);
    else shared.clients.delete(name);
    shared.bus.emit('change');
  },
  /** Calls `fn` when a name got or lost its client. Gives the unsubscribe function. */
  on(fn: () => void) {
    shared.bus.on('change', fn);
    return () => {
      shared.bus.off('change', fn);
    };
  },
};

/** Origins that pictures of this client's users may load from, besides the page's own: the server's and the site's `image-hosts`. */
export const imageHosts = (client: Client | undefined): readonly string[] => (client && shared.hosts.get(client)) ?? [];
export const setImageHosts = (client: Client, hosts: readonly string[]) => void shared.hosts.set(client, hosts);
