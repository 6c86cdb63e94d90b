/** One open sign-in: its scope, slices, tokens and connection, tied together and ended together. */
import * as codes from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { isNotificationID } from '../protocol/ids.js';
import { notifications, unpackDetail, type NoticeName } from '../protocol/notifications.js';
import type { Credentials } from '../protocol/port.js';
import type { Acts } from './acts.js';
import type { Chat } from './chat/index.js';
import { openConnection } from './connection.js';
import { createRenewal, isTokenError, type RenewalParts } from './renewal.js';
import { openScope, type Ground, type Rows } from './scope.js';
import { openSlices } from './slices/index.js';

/** What changes something among people: done by `acts.ts`, which keeps it while there is no network. */
export const ACTS = /^([adpr]|up|setF|c\w+Act)/;

/** Rows of another format are thrown away: they can be loaded again. */
const FORMAT = 1;

const noop = () => undefined;

export type SignIn = ReturnType<typeof openSignIn>;

/** @param parts.end - is told when the session ends without the user asking. */
export function openSignIn(ground: Ground, parts: RenewalParts) {
  const { options, store, watch } = ground;
  const { backend, clock } = options;
  /** While the password is being changed the server ends all tokens, ours too: no kick. */
  let patient = false;

  let settle: { resolve(): void; reject(error: ImError): void };
  const dialled = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  dialled.catch(noop);

  const renewal = createRenewal(parts, clock.now, (why, error) => {
    if (!scope.alive || patient) return;
    close(error);
    parts.end(why, error);
  });
  const { again, current, mend } = renewal;
  const scope = openScope(
    ground,
    parts.credentials.userID,
    async (endpoint, request) => {
      await restored;
      const im = endpoint.service === 'im';
      const used = im ? await renewal.fresh() : current();
      try {
        return await backend.call(endpoint, request, used);
      } catch (failure) {
        const error = failure as ImError;
        const { errCode, errMsg, operationID } = error;
        const kicked = errCode === codes.TokenKickedError;
        const account = !im && !kicked && (isTokenError(errCode) || errCode === codes.TokenNotExist);
        if (await (account ? again(used.chatToken) : (im || kicked) && mend(error, used.imToken)))
          return backend.call(endpoint, request, current());
        // In words: sign in again.
        throw account ? new ImError(codes.TokenExpiredError, errMsg, operationID) : error;
      }
    },
    (frame, data) => connection.socket.request(frame, data),
  );
  const { slices, all, actions: bare } = openSlices(scope, watch, () => !!current().chatToken);
  const load = async () => {
    await restored;
    const loads = all.map(slice => slice.load());
    void acts().then(acting => acting.resume(loads), noop);
    await Promise.allSettled(loads);
  };

  let acting: Promise<Acts> | undefined;
  /** Their code is on its way from the beginning; where it could not be loaded, the next act tries again. */
  const acts = () =>
    (acting ??= Promise.all([import('./acts.js'), restored]).then(
      ([{ openActs }]) => openActs(scope, bare, clock.now, all),
      (error: unknown) => ((acting = undefined), Promise.reject(error as Error)),
    ));
  const actions = Object.fromEntries(
    Object.entries(bare).map(([name, act]) => [
      name,
      ACTS.test(name) ? async (...args: never[]) => (await acts()).run(name, args) : act,
    ]),
  ) as unknown as typeof bare;

  const connection = openConnection(scope, backend, renewal, options.onWake, {
    opened: () => void load(),
    dialled() {
      settle.resolve();
      // The socket may be barred where REST is not.
      if (store.state.connection.status === 'offline' && store.state.lists.friends.status !== 'ready') void load();
    },
    presence: slices.presence.fold,
    message(message, conversationID) {
      const { contentType, content } = message;
      chat?.message(message, conversationID);
      if (!isNotificationID(conversationID)) return;
      const name = Object.keys(notifications).find(
        name => notifications[name as NoticeName] === contentType,
      ) as NoticeName;
      for (const { notices } of all) {
        const told = notices?.[name] as ((detail: unknown) => unknown) | undefined;
        // A load that fails says so in its list's state.
        if (told) restored.then(() => told(unpackDetail(content))).catch(noop);
      }
    },
  });

  const restored = (async () => {
    if ((await scope.get(['meta', 'format'])) === FORMAT) for (const slice of all) await slice.restore?.();
    else {
      await scope.wipe();
      scope.put(['meta', 'format'], FORMAT);
    }
    // What can't be read is thrown away, and all loaded anew.
  })().catch(() => (scope.alive ? scope.wipe() : undefined));

  acts().catch(noop);

  let chat: Chat | undefined;
  let opening: Promise<Chat> | undefined;
  /** Loads the chat's code, shows its cache, and has it follow the connection. */
  async function begin() {
    const chatCode = await import('./chat/index.js');
    await restored;
    const open = () => chatCode.openChat({ scope, options, store, users: slices.users.actions });
    let opened = open();
    // Where the rows can't be read, it begins as on a new device.
    await opened.restore().catch(() => {
      opened = open();
    });
    all.push((chat = opened));
    // What came before is pulled now.
    if (store.state.connection.status === 'connected') opened.load().catch(noop);
    return opened;
  }
  const openChat = () =>
    (opening ??= begin().catch((error: unknown) => ((opening = undefined), Promise.reject(error as Error))));
  if (watch.chat) openChat().catch(noop);

  /** Ends the scope; the socket lives until `close`, to say goodbye. */
  const leave = (rows: Rows, error = new ImError(codes.LoginOutError, 'signed out')) => {
    settle.reject(error);
    return scope.end(rows);
  };
  const close = (error?: ImError) => {
    void leave('keep', error);
    connection.close();
  };

  return {
    scope,
    slices,
    actions,
    openChat,
    connection,
    restored,
    dialled,
    current,
    leave,
    close,
    /** Runs what ends all tokens, without taking that for a kick. */
    async patiently(act: () => Promise<Credentials | void>) {
      patient = true;
      try {
        const next = await act();
        if (next) renewal.adopt(next);
      } finally {
        patient = false;
        if (scope.alive) connection.dial();
      }
    },
  };
}
