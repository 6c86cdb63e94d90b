/** The server without a host: REST calls and gateway connections in, answers and pushes out. Runs in Node and in the page. */
import type { Call, ServerContext } from './context.js';
import { createDestruct } from './destruct.js';
import { createGateway } from './gateway.js';
import { Hub } from './gateway-hub.js';
import type { Handshake, HandshakeRequest, RestAnswer, RestRequest } from './host.js';
import { createLimits } from './limits.js';
import { createNotices } from './notify.js';
import { createFiles, type Files } from './object-files.js';
import type { ObjectStore } from './object-store.js';
import { createMemoryObjects } from './object-store-memory.js';
import { createObjects } from './objects.js';
import type { ImServerOptions } from './options.js';
import { createPresence } from './presence.js';
import { createRest } from './rest.js';
import { routes } from './routes/index.js';
import type { Runtime } from './runtime.js';
import type { Store } from './store/port.js';
import { createTokens } from './tokens.js';

export type { ConnectionEvents, Handshake, HandshakeRequest, RestAnswer, RestRequest } from './host.js';

export interface ServerCore {
  readonly context: ServerContext;
  rest(request: RestRequest): Promise<RestAnswer>;
  /** Bytes of files, in and out. */
  readonly files: Files;
  handshake(request: HandshakeRequest): Promise<Handshake>;
  /** Sends the notifications of work that came by another way than `rest`: the operator's. */
  release(call: Call): void;
  /** Ends all connections and timers. The store stays open: close it afterwards. */
  close(): void;
}

export interface ServerParts {
  store: Store;
  runtime: Runtime;
  options: ImServerOptions;
  /** Where files are kept; default: in memory. */
  files?: ObjectStore;
}

/** The embedded server on a store (its host decides which). */
export function createServerCore({ store, runtime, options, files = createMemoryObjects() }: ServerParts): ServerCore {
  const hub = new Hub();
  const presence = createPresence(hub, store, runtime);
  const notices = createNotices(hub, runtime);
  const tokens = createTokens({
    store,
    runtime,
    options,
    end(userID, platformID, notice) {
      // After the transaction this may be part of, and only if it was not taken back: then the tokens still count.
      // A timer, no microtask: who ends their own sessions hears the answer first, as with notifications.
      runtime.after(0, () => {
        for (const session of hub.of(userID)) {
          const { facts } = session;
          if (facts.platformID !== platformID || tokens.isLive(facts.tokenHash)) continue;
          if (notice) session.kick();
          else session.drop();
        }
      });
    },
  });
  const limits = createLimits(runtime, options.limitFactor);
  const objects = createObjects({ store, runtime, files });
  const { notify } = notices;
  const context: ServerContext = { store, runtime, options, tokens, notify, presence, limits, objects };
  const gateway = createGateway({ context, hub, tokens, presence, notices });
  const destruct = createDestruct(context, notices);
  return {
    context,
    rest: createRest(context, notices, routes),
    files: createFiles(context),
    release: notices.release,
    handshake: gateway.handshake,
    close() {
      notices.close();
      gateway.close();
      presence.close();
      objects.close();
      destruct.close();
    },
  };
}
