/** The socket's life: dials, waits with full jitter, dials again; "connected" only when the gateway said so (protocol §3.2, §11). */
import { TokenKickedError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Backend, Socket, SocketEvents } from '../protocol/port.js';
import type { Environment } from './api.js';
import type { Renewal } from './renewal.js';
import type { Scope } from './scope.js';

/** The first pause is up to this many ms, each further one up to twice as many, up to the last. */
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 30_000;
/** ms an open socket has to show that it lives when the page wakes up. */
const PROBE = 5000;
/** ms a connection has to hold before the pauses begin anew: a server that accepts and drops must not be hammered. */
const HELD = 10_000;

export interface Reports extends Pick<SocketEvents, 'message' | 'presence'> {
  /** The socket is open: also after each loss. */
  opened(): void;
  /** A dial ended, however. */
  dialled(): void;
}

export interface Connection {
  dial(): void;
  close(): void;
  readonly socket: Socket;
}

export function openConnection(
  scope: Scope,
  backend: Backend,
  renewal: Renewal,
  onWake: Environment['onWake'],
  reports: Reports,
): Connection {
  const { dialled } = reports;
  let attempts = 0;
  let open = false;
  let used = '';
  let cancel: (() => void) | undefined;
  let unhold = () => {};

  const later = (error: ImError) => {
    unhold();
    scope.set('connection', { status: 'offline', error });
    cancel?.();
    cancel = scope.after(scope.chance() * Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** attempts++), dial);
  };
  const failed = (error: ImError) => {
    scope.emit('connectFailed', error);
    later(error);
    dialled();
  };
  const mend = (error: ImError) => {
    open = false;
    unhold();
    renewal.mend(error, used).then(mended => {
      (mended ? dial : failed)(error);
    }, failed);
  };
  const socket = backend.socket({
    ...reports,
    connecting() {
      scope.set('connection', { status: 'connecting' });
      scope.emit('connecting', undefined);
    },
    open() {
      open = true;
      unhold();
      unhold = scope.after(HELD, () => (attempts = 0));
      scope.set('connection', { status: 'connected' });
      scope.emit('connectSuccess', undefined);
      dialled();
      reports.opened();
    },
    lost(error) {
      (open ? later : failed)(error);
      open = false;
    },
    refused: mend,
    kicked: () => {
      mend(new ImError(TokenKickedError, 'TokenKickedError'));
    },
  });

  function dial() {
    cancel?.();
    cancel = undefined;
    renewal.fresh().then(credentials => {
      used = credentials.imToken;
      if (scope.alive) socket.dial(credentials);
    }, failed);
  }

  const sleep = onWake(() => {
    // An open socket may have died while the page slept, without a word.
    if (open) socket.probe(PROBE).catch(dial);
    else if (cancel) dial();
  });

  return {
    dial,
    socket,
    /** Call it after the scope has ended. */
    close() {
      sleep();
      socket.close();
    },
  };
}
