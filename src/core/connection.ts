/** The socket's life: dials, waits with full jitter, dials again; "connected" only when the gateway said so (protocol §3.2, §11). */
import { TokenKickedError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Backend, Credentials, Socket, SocketEvents } from '../protocol/port.js';
import type { ClientEvents } from './api.js';
import type { Renewal } from './renewal.js';
import type { ConnectionState } from './state.js';

/** The first pause is up to this many ms, each further one up to twice as many, up to the last. */
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 30_000;
/** ms an open socket has to show that it lives when the page wakes up. */
const PROBE = 5000;

export interface ConnectionParts extends Pick<SocketEvents, 'message' | 'presence'> {
  backend: Backend;
  renewal: Renewal;
  after(ms: number, run: () => void): () => void;
  chance(): number;
  onWake(wake: () => void): () => void;
  set(state: ConnectionState): void;
  emit(event: keyof ClientEvents, detail: unknown): void;
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

export function openConnection(parts: ConnectionParts): Connection {
  const { backend, renewal, after, chance, onWake, set, emit, opened, dialled, message, presence } = parts;
  let attempts = 0;
  let open = false;
  let closed = false;
  let cancel: (() => void) | undefined;
  let used: Credentials;

  const later = (error: ImError) => {
    if (closed) return;
    set({ status: 'offline', error });
    cancel?.();
    cancel = after(chance() * Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** attempts++), dial);
  };
  const failed = (error: ImError) => {
    emit('connectFailed', error);
    later(error);
    dialled();
  };
  const mend = async (error: ImError) => {
    try {
      if (await renewal.mend(error, used.imToken)) dial();
      else failed(error);
    } catch (failure) {
      failed(failure as ImError);
    }
  };
  const socket = backend.socket({
    connecting() {
      set({ status: 'connecting' });
      emit('connecting', undefined);
    },
    open() {
      open = true;
      attempts = 0;
      set({ status: 'connected' });
      emit('connectSuccess', undefined);
      dialled();
      opened();
    },
    lost(error) {
      if (!open) return failed(error);
      open = false;
      later(error);
    },
    refused: error => void mend(error),
    kicked() {
      open = false;
      void mend(new ImError(TokenKickedError, 'TokenKickedError'));
    },
    message,
    presence,
  });

  function dial() {
    cancel?.();
    cancel = undefined;
    renewal.fresh().then(credentials => {
      if (!closed) socket.dial((used = credentials));
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
    close() {
      closed = true;
      sleep();
      cancel?.();
      socket.close();
    },
  };
}
