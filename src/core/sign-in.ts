/** One open sign-in: its scope, slices, tokens and connection, tied together and ended together. */
import type { Credentials } from '../protocol/port.js';
import { ImError } from '../protocol/errors.js';
import { isNotificationID } from '../protocol/ids.js';
import { LoginOutError, TokenKickedError } from '../protocol/codes.js';
import { notifications, unpackDetail, type NoticeName } from '../protocol/notifications.js';
import type { CoreOptions } from './client.js';
import type { ClientEvents } from './api.js';
import { openConnection } from './connection.js';
import { createRenewal, type Ending } from './renewal.js';
import { openScope } from './scope.js';
import { openSlices } from './slices/index.js';
import type { Watch } from './slices/presence.js';
import type { State } from './state.js';
import type { Store } from './store.js';

/** Rows of another format are thrown away: they can be loaded again. */
const FORMAT = 1;

export interface SignInParts {
  options: CoreOptions;
  store: Store<State>;
  watch: Watch;
  credentials: Credentials;
  renewedAt: number;
  emit<K extends keyof ClientEvents>(event: K, detail: ClientEvents[K]): void;
  grant(credentials: Credentials): Promise<Credentials>;
  elsewhere(): Credentials | undefined;
  /** New tokens are in use. */
  renewed(credentials: Credentials, at: number): void;
  /** The session ended without the user asking. */
  ended(why: Ending, error: ImError): void;
}

export type SignIn = ReturnType<typeof openSignIn>;

export function openSignIn({ options, store, watch, emit, grant, elsewhere, renewed, ended, ...parts }: SignInParts) {
  const { backend, clock } = options;
  let { credentials, renewedAt } = parts;
  const { userID } = credentials;
  const cache = options.storage.cache(backend.id, userID);
  /** While the password is being changed the server ends all tokens, ours too: no kick. */
  let patient = false;

  let settle: { resolve(): void; reject(error: ImError): void };
  const dialled = new Promise<void>((resolve, reject) => { settle = { resolve, reject }; });
  dialled.catch(() => undefined);

  const chance = () => options.random(new Uint8Array(2)).reduce((sum, byte) => sum * 256 + byte, 0) / 65_536;
  const adopt = (next: Credentials) => {
    if (!scope.alive) return;
    credentials = next;
    renewed(next, (renewedAt = clock.now()));
  };
  const renewal = createRenewal({
    credentials: () => credentials,
    renewedAt: () => renewedAt,
    now: () => clock.now(),
    grant: () => grant(credentials),
    adopt,
    elsewhere() {
      const other = elsewhere();
      return other?.userID === userID && other.imToken !== credentials.imToken ? other : undefined;
    },
    end(why, error) {
      if (!scope.alive || patient) return;
      void close(false);
      settle.reject(error);
      ended(why, error);
    },
  });
  const scope = openScope({
    userID, store, cache, clock, emit, chance,
    async call(endpoint, request) {
      const im = endpoint.service === 'im';
      const used = im ? await renewal.fresh() : credentials;
      try {
        return await backend.call(endpoint, request, used);
      } catch (error) {
        if ((im || (error as ImError).errCode === TokenKickedError) && (await renewal.mend(error as ImError, used.imToken)))
          return backend.call(endpoint, request, credentials);
        throw error;
      }
    },
    frame: (frame, data) => connection.socket.request(frame, data),
  });
  const { slices, all, actions } = openSlices(scope, watch, () => !!credentials.chatToken);

  const connection = openConnection({
    backend, renewal, chance,
    after: (ms, run) => scope.after(ms, run),
    onWake: options.onWake,
    set: state => { scope.set('connection', state); },
    emit: scope.emit as (event: keyof ClientEvents, detail: unknown) => void,
    opened: () => void load(),
    dialled() {
      settle.resolve();
      // The socket may be barred where REST is not.
      if (store.state.connection.status === 'offline' && store.state.lists.friends.status !== 'ready') void load();
    },
    presence: list => { slices.presence.fold(list); },
    message({ contentType, content }, conversationID) {
      const name = isNotificationID(conversationID) && names[contentType];
      if (!name) return;
      for (const { notices } of all) {
        const told = notices?.[name] as ((detail: unknown) => unknown) | undefined;
        // A load that fails says so in its list's state.
        if (told) void (async () => told(unpackDetail(content)))().catch(() => undefined);
      }
    },
  });

  const restored = (async () => {
    const format = await scope.get(['meta', 'format']);
    if (format === FORMAT) await Promise.all(all.map(slice => slice.restore?.()));
    else {
      if (format) await cache.clear();
      scope.put(['meta', 'format'], FORMAT);
    }
  })().catch(() => undefined);
  const load = async () => {
    await restored;
    if (scope.alive) await Promise.allSettled(all.map(slice => slice.load()));
  };

  const close = (wipe: boolean) => {
    connection.close();
    settle.reject(new ImError(LoginOutError, 'signed out'));
    return scope.end(wipe);
  };

  return {
    scope, slices, actions, connection, restored, dialled, close,
    credentials: () => credentials,
    dispose() {
      connection.close();
      void scope.end(false);
    },
    /** Runs what ends all tokens and brings new ones. */
    async replace(act: () => Promise<Credentials>) {
      patient = true;
      try {
        adopt(await act());
      } finally {
        patient = false;
        connection.dial();
      }
    },
  };
}

/** Names by content type. */
const names: Readonly<Record<number, NoticeName>> = /* @__PURE__ */ Object.fromEntries(
  Object.entries(notifications).map(([name, type]) => [type, name as NoticeName]),
);
