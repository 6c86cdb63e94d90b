/** The gateway's socket for pages that mostly start signed out: its code is loaded when a session begins. */
import { NetworkError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Credentials, Socket } from '../protocol/port.js';
import type { OpenSocket } from './socket.js';

/** Loads the socket's code, so that nobody waits for it later. A failure is tried again with the next call. */
export const loadSocket = async (): Promise<OpenSocket> => (await import('./socket.js')).openSocket;

/** A socket whose code `load` brings; that it fails is a lost connection. */
export const socketFrom =
  (load: typeof loadSocket): OpenSocket =>
  (options, events) => {
    let socket: Socket | undefined;
    /** Of the dial that waits for the code. */
    let credentials: Credentials | undefined;
    let told = true;
    const gone = () => new ImError(NetworkError, 'no connection');
    const none = async () => {
      throw gone();
    };
    // A socket is made when somebody signs in, and dials soon.
    load().catch(() => undefined);

    return {
      dial(next) {
        if (socket) return socket.dial(next);
        const waits = !!credentials;
        credentials = next;
        if (waits) return;
        events.connecting();
        load().then(
          open => {
            if (!credentials || socket) return;
            // Its first dial was told above.
            socket = open(options, {
              ...events,
              connecting() {
                if (!told) events.connecting();
                told = false;
              },
            });
            socket.dial(credentials);
          },
          () => {
            if (!credentials) return;
            credentials = undefined;
            events.lost(gone());
          },
        );
      },
      request: (frame, data) => socket?.request(frame, data) ?? none(),
      probe: ms => socket?.probe(ms) ?? none(),
      close() {
        credentials = undefined;
        socket?.close();
      },
    };
  };

export const lazySocket: OpenSocket = /* @__PURE__ */ socketFrom(loadSocket);
