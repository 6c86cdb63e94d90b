import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Backend } from '../../../src/protocol/port.js';
import { createDevice, createWorld, type Device, type TestClient } from '../world.js';
import { seeded } from '../random.js';
import { chatting, hurried, idOf } from './talk.js';

/** What may happen at one place; `at` chooses the place, `n` whatever is to be chosen besides. */
const step = fc.record({
  act: fc.constantFrom('send', 'send', 'send', 'burst', 'cut', 'reload', 'revoke', 'delete', 'read', 'close'),
  at: fc.nat({ max: 3 }),
  n: fc.nat({ max: 1000 }),
});

/** Pushes of the last tick come twice, or in another order. */
function mischief(backend: Backend, chance: ReturnType<typeof seeded>): Backend {
  return {
    ...backend,
    socket(events) {
      let late: (() => void)[] = [];
      return backend.socket({
        ...events,
        message(message, id) {
          const tell = () => {
            events.message(message, id);
          };
          if (!late.length)
            queueMicrotask(() => {
              const all = late;
              late = [];
              while (all.length) all.splice(chance.below(all.length), 1)[0]!();
            });
          late.push(tell);
          // The timer lets more come together, so that they change places.
          if (chance.next() < 0.3) late.push(tell);
          if (chance.next() < 0.2) setTimeout(tell, 3);
        },
      });
    },
  };
}

/** A device of a user; its page may be reloaded. */
class Place {
  client!: TestClient;
  readonly news: string[] = [];
  constructor(
    readonly world: ReturnType<typeof createWorld>,
    readonly name: string,
    readonly platformID: number,
    readonly backend: Backend,
    readonly device: Device = createDevice(),
  ) {}
  open() {
    this.client = this.world.open(this.device, {
      ...hurried,
      backend: this.backend,
      platformID: this.platformID,
    });
    this.client.on('recvNewMessages', items => {
      for (const item of items) this.news.push(`${item.seq}`);
    });
    return this.client;
  }
}

/** Seq, type and words of what the server has for a user, by the history of a device that never was here before. */
const shape = (items: readonly { seq: number; contentType: number; textElem?: { content: string } }[]) =>
  items.map(item => `${item.seq} ${item.contentType} ${item.textElem?.content ?? ''}`);

async function settle(holds: () => boolean, ms = 60_000) {
  const end = Date.now() + ms;
  while (!holds() && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 5));
  return holds();
}

describe('seqs', () => {
  it('[O16] whatever is lost, repeated or out of order: every device has what the server has, each once, in order', async () => {
    const RUNS = Number(process.env['RUNS'] ?? 25);
    let total = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 8 }), { minLength: 20, maxLength: 20 }),
        fc.nat(),
        async (rounds, seed) => {
          const chance = seeded(seed);
          const world = createWorld();
          const places: Place[] = [];
          for (const [name, platformID] of [
            ['Anna', 5],
            ['Anna', 1],
            ['Boris', 5],
            ['Boris', 1],
          ] as const) {
            const place = new Place(world, name, platformID, mischief(world.backend, chance));
            places.push(place);
            const client = place.open();
            if (platformID === 5)
              await client.register({ user: { nickname: name, account: name.toLowerCase(), password: 'secret-1' } });
            else await client.login({ account: name.toLowerCase(), password: 'secret-1' });
            await chatting(client);
          }
          const id = idOf(places[0]!.client, places[2]!.client);
          const other = (place: Place) => places[place.name === 'Anna' ? 2 : 0]!.client.getLoginUser();
          let count = 0;
          const sent = new Set<string>();
          for (const steps of rounds) {
            total++;
            const pending: Promise<unknown>[] = [];
            // Refusals are fine (revoked twice, signed out); what counts is what is there in the end.
            const begin = (act: Promise<unknown>) => pending.push(act.catch(() => undefined));
            for (const { act, at, n } of steps) {
              const place = places[at]!;
              const { client } = place;
              const send = async () => {
                const text = `t${++count}`;
                sent.add(text);
                await client.sendMessage({ recvID: other(place), message: await client.createTextMessage(text) });
              };
              const items = client.state.messages.get(id)?.items.filter(item => item.seq) ?? [];
              const some = items[n % (items.length || 1)];
              if (act === 'send') begin(send());
              else if (act === 'burst') for (let i = 0; i < 4; i++) begin(send());
              else if (act === 'cut') world.server.killConnections();
              else if (act === 'read') begin(client.markConversationMessageAsRead(id));
              else if (act === 'close') begin(client.openConversation(id));
              else if (act === 'revoke' && some?.contentType === 101)
                begin(client.revokeMessage({ conversationID: id, clientMsgID: some.clientMsgID }));
              else if (act === 'delete' && some)
                begin(client.deleteMessage({ conversationID: id, clientMsgID: some.clientMsgID }));
              else if (act === 'reload') {
                await new Promise(resolve => setTimeout(resolve, 1));
                client.dispose();
                place.open();
                await place.client.ready;
                begin(place.client.openChat());
              }
              if (n % 3 === 0) await new Promise(resolve => setTimeout(resolve, n % 5));
            }
            await Promise.race([Promise.all(pending), new Promise(resolve => setTimeout(resolve, 300))]);
          }
          // All is quiet: everything waiting is sent, every device in step.
          for (const place of places) {
            const { client } = place;
            await client.openChat();
            assert.ok(
              await settle(() => client.state.connection.status === 'connected' && client.state.sync.status === 'done'),
              'not in step',
            );
            await client.openConversation(id);
            assert.ok(
              await settle(() => client.state.messages.get(id)!.items.every(item => item.seq > 0)),
              `unsent: ${JSON.stringify(client.state.messages.get(id)!.items.filter(item => !item.seq))}`,
            );
          }
          for (const [i, name] of ['anna', 'boris'].entries()) {
            const witness = world.open(createDevice(), { platformID: 7 });
            await witness.login({ account: name, password: 'secret-1' });
            await chatting(witness);
            const { messageList } = await witness.getAdvancedHistoryMessageList({ conversationID: id, count: 10_000 });
            const truth = shape(messageList);
            for (const { client, news } of places.slice(i * 2, i * 2 + 2)) {
              const mine = async () => {
                const history = await client.getAdvancedHistoryMessageList({ conversationID: id, count: 10_000 });
                return shape(history.messageList);
              };
              let last: string[] = [];
              for (let tries = 0; tries < 100; tries++) {
                last = await mine();
                if (String(last) === String(truth)) break;
                await new Promise(resolve => setTimeout(resolve, 10));
              }
              assert.deepEqual(last, truth);
              const { items } = client.state.messages.get(id)!;
              assert.deepEqual(shape(items), truth.slice(-items.length || truth.length));
              assert.equal(new Set(news).size, news.length, `told twice: ${news.join()}`);
              assert.deepEqual(
                news,
                [...news].sort((a, b) => +a - +b),
              );
            }
            // Nothing that was said is there twice.
            const texts = messageList.filter(item => item.textElem).map(item => item.textElem!.content);
            assert.equal(new Set(texts).size, texts.length);
            assert.equal(
              messageList.length && Math.max(...messageList.map(item => item.seq)) <= sent.size,
              messageList.length > 0,
            );
          }
          world.close();
        },
      ),
      { numRuns: RUNS, seed: 20240611, endOnFailure: true },
    );
    assert.ok(total >= RUNS * 20);
  });
});
