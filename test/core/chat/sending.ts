/** Two people on a server in the page whose clients have a network that can be troubled frame by frame. */
import type { Backend, Socket } from '../../../src/protocol/port.js';
import type { MsgData } from '../../../src/protocol/messages.js';
import { ImError } from '../../../src/protocol/errors.js';
import type { MessageItem } from '../../../src/protocol/chat-model.js';
import type { ClientOptions } from '../../../src/core/api.js';
import type { LoopbackOptions } from '../../../src/server/loopback.js';
import { createWorld, until, type Device, type TestClient } from '../world.js';

const SEND = 1003;

/** What happens to a frame 1003: `go` sends it. */
export type Trouble = (data: Partial<MsgData>, go: () => Promise<unknown>) => Promise<unknown>;

/** A backend whose messages go through `trouble.send`; `frames` counts what reached the network. */
export function troubled(backend: Backend) {
  const net = {
    frames: [] as Partial<MsgData>[],
    send: ((_, go) => go()) as Trouble,
    /** False: the pushes of own messages are lost. */
    echo: true,
    backend: {
      ...backend,
      socket(events) {
        let me = '';
        const socket = backend.socket({
          ...events,
          message(message, id) {
            if (net.echo || message.sendID !== me) events.message(message, id);
          },
        });
        return {
          ...socket,
          dial(credentials) {
            me = credentials.userID;
            socket.dial(credentials);
          },
          request: ((frame, data) => {
            if (frame.id !== SEND) return socket.request(frame, data);
            return net.send(data as Partial<MsgData>, () => {
              net.frames.push(data as Partial<MsgData>);
              return socket.request(frame, data);
            });
          }) as Socket['request'],
        };
      },
    } as Backend,
  };
  return net;
}
export const lost = (code = 10001) => new ImError(code, 'lost');

/** Time passes faster: pauses last a 20th. */
export const swift: Partial<ClientOptions> = {
  clock: {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms / 20);
      return () => {
        clearTimeout(timer);
      };
    },
  },
};

/** @param through - puts something between the client and its backend. */
export async function createSending(options: LoopbackOptions = {}, through = (backend: Backend) => backend) {
  const world = createWorld(options);
  const net = troubled(through(world.backend));
  const extra = { ...swift, backend: net.backend };
  const anna = await world.person('Anna', undefined, extra);
  const boris = await world.person('Boris');
  await Promise.all([anna.openChat(), boris.openChat()]);
  const recvID = boris.getLoginUser();
  const [a, b] = [anna.getLoginUser(), recvID].sort();
  const conversationID = `si_${a}_${b}`;
  return {
    world,
    net,
    anna,
    boris,
    recvID,
    conversationID,
    async say(text: string, from: TestClient = anna) {
      return from.sendMessage({ recvID, message: await from.createTextMessage(text) });
    },
    /** Anna's page again, on the same device. */
    async reload(device: Device) {
      const page = world.open(device, extra);
      await page.ready;
      await page.openChat();
      return page;
    },
    /** What the server has, as Boris reads it on a new device. */
    async stored() {
      const reader = await world.again('Boris', undefined, { platformID: 3 });
      await reader.openChat();
      await until(reader, state => state.sync.status === 'done');
      const { messageList } = await reader.getAdvancedHistoryMessageList({ conversationID, count: 100 });
      return messageList.map(item => item.textElem?.content ?? `#${item.contentType}`);
    },
  };
}
export type Sending = Awaited<ReturnType<typeof createSending>>;

/** The messages of a client's conversation as its window shows them. */
export const shown = (client: TestClient, conversationID: string): readonly MessageItem[] =>
  client.state.messages.get(conversationID)?.items ?? [];
export const untilShown = (
  client: TestClient,
  conversationID: string,
  test: (items: readonly MessageItem[]) => unknown,
) => until(client, () => test(shown(client, conversationID)));
