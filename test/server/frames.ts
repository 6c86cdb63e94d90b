/** The client's end of a gateway connection, on a real socket: frames that can be awaited one after the other. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** The usual query of a browser's connection. */
export const gatewayQuery = (userID: string, token: string): Record<string, string> => ({
  sendID: userID,
  token,
  platformID: '5',
  operationID: 'op',
  isBackground: 'false',
  isMsgResp: 'true',
  sdkType: 'js',
});

/** The gateway's address on the server at `url`. */
export const gatewayUrl = (url: string, query: Record<string, string>, path = '/msg_gateway') =>
  `${url.replace('http', 'ws')}${path}?${new URLSearchParams(query)}`;

export class Frames {
  readonly socket: WebSocket;
  readonly #queue: { data: Buffer; isBinary: boolean }[] = [];
  #wake: () => void = () => undefined;
  readonly closed: Promise<number>;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data: Buffer, isBinary: boolean) => {
      this.#queue.push({ data, isBinary });
      this.#wake();
    });
    this.socket.on('error', () => undefined);
    this.closed = once(this.socket, 'close').then(([code]) => code as number);
  }

  async next(): Promise<{ data: Buffer; isBinary: boolean }> {
    while (!this.#queue.length) await new Promise<void>(resolve => (this.#wake = resolve));
    return this.#queue.shift()!;
  }
}
