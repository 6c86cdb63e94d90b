/** Two people who talk: what the chat's tests begin with. */
import { singleChatID } from '../../../src/protocol/ids.js';
import type { MessageItem } from '../../../src/protocol/chat-model.js';
import { createDevice, createWorld, until, type Device, type TestClient } from '../world.js';
import type { ClientOptions } from '../../../src/core/api.js';
import type { LoopbackOptions } from '../../../src/server/loopback.js';

/** The chat is open and in step. */
export const synced = (client: TestClient) => until(client, ({ sync }) => sync.status === 'done');

export async function chatting(client: TestClient) {
  await client.openChat();
  await synced(client);
  return client;
}
export const idOf = (a: TestClient, b: TestClient) => singleChatID(a.getLoginUser(), b.getLoginUser());

/** Sends texts, one after the other. */
export async function say(from: TestClient, to: TestClient, ...texts: string[]): Promise<MessageItem[]> {
  const sent: MessageItem[] = [];
  for (const text of texts)
    sent.push(await from.sendMessage({ recvID: to.getLoginUser(), message: await from.createTextMessage(text) }));
  return sent;
}

/** A clock whose long pauses are short. */
export const hurried: Partial<ClientOptions> = {
  clock: {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, Math.min(ms, 20));
      return () => {
        clearTimeout(timer);
      };
    },
  },
};

/** What a window shows, as texts. */
export const texts = (client: TestClient, id: string) =>
  (client.state.messages.get(id)?.items ?? []).map(item => item.textElem?.content ?? `(${item.contentType})`);

/** Resolves once the window shows exactly these texts, all with seqs. */
export const shows = (client: TestClient, id: string, expected: readonly string[]) =>
  until(
    client,
    ({ messages }) =>
      String(texts(client, id)) === String(expected) && messages.get(id)?.items.every(item => item.seq > 0),
  );

/** Anna and Boris, signed in, with their chats open. */
export async function pair(options?: LoopbackOptions, extra?: Partial<ClientOptions>) {
  const world = createWorld(options);
  const devices: [Device, Device] = [createDevice(), createDevice()];
  const anna = await chatting(await world.person('Anna', devices[0], extra));
  const boris = await chatting(await world.person('Boris', devices[1], extra));
  return { world, anna, boris, id: idOf(anna, boris), devices };
}
