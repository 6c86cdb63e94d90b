import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { requestKey, type Client, type State } from '../../src/client.js';
import { rows } from '../../src/core/acts-table.js';
import type { Scope } from '../../src/core/scope.js';
import { ACTS } from '../../src/core/sign-in.js';
import { openSlices } from '../../src/core/slices/index.js';
import { handleResult } from '../../src/protocol/model.js';
import { swift } from './chat/sending.js';
import { ownNetwork, type OwnNetwork } from './network.js';
import { createDevice, createWorld, loaded, until, type Device, type TestClient, type World } from './world.js';

let world: World;
afterEach(() => {
  (world as World | undefined)?.close();
});

const connected = ({ connection }: Readonly<State>) => connection.status === 'connected';
const settled = (state: Readonly<State>) => connected(state) && !state.pending.size;
const ACT = /\/friend\/(add_friend$|add_friend_r|set|del|upd|add_b|rem)|user_command_(add|del|upd)/;
/** Calls that change something. */
const acted = (net: OwnNetwork) => net.reached.filter(path => ACT.test(path));

/** Anna and Boris; Anna's network can be cut, her page reloaded. */
async function pair() {
  world = createWorld();
  const net = ownNetwork(world.backend);
  const device = createDevice();
  const extra = { ...swift, backend: net.backend };
  const a = await world.person('Anna', device, extra);
  const b = await world.person('Boris');
  const [idA, idB] = [a.getLoginUser(), b.getLoginUser()];
  return {
    net,
    device,
    a,
    b,
    idA,
    idB,
    async reload(page: TestClient, keptIn: Device = device) {
      page.dispose();
      const next = world.open(keptIn, extra);
      await next.ready;
      return next;
    },
    async cut() {
      net.set(false);
      await until(a, state => !connected(state));
      net.reached.length = 0;
    },
  };
}
async function befriend(a: Client, b: Client) {
  await a.addFriend({ toUserID: b.getLoginUser() });
  await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    await until(one, ({ friends }) => friends.has(other.getLoginUser()));
}
type Pair = Awaited<ReturnType<typeof pair>>;

/** Each act of the table: what comes before, the act itself, and how the server then has it, as a new device sees it. */
const cases: Record<
  string,
  {
    before?: (pair: Pair) => Promise<unknown>;
    act: (page: Client, pair: Pair) => Promise<unknown>;
    after: (state: Readonly<State>, pair: Pair) => unknown;
  }
> = {
  deleteFriend: {
    before: ({ a, b }) => befriend(a, b),
    act: (page, { idB }) => page.deleteFriend(idB),
    after: ({ friends }) => !friends.size,
  },
  setFriendRemark: {
    before: ({ a, b }) => befriend(a, b),
    act: (page, { idB }) => page.setFriendRemark({ toUserID: idB, remark: 'Bo' }),
    after: ({ friends }, { idB }) => friends.get(idB)?.remark === 'Bo',
  },
  pinFriends: {
    before: ({ a, b }) => befriend(a, b),
    act: (page, { idB }) => page.pinFriends({ toUserIDs: [idB], isPinned: true }),
    after: ({ friends }, { idB }) => friends.get(idB)?.isPinned,
  },
  setFriendsEx: {
    before: ({ a, b }) => befriend(a, b),
    act: (page, { idB }) => page.setFriendsEx({ toUserIDs: [idB], ex: '{"x":1}' }),
    after: ({ friends }, { idB }) => friends.get(idB)?.ex === '{"x":1}',
  },
  addBlack: {
    act: (page, { idB }) => page.addBlack({ toUserID: idB }),
    after: ({ blacks }, { idB }) => blacks.has(idB),
  },
  removeBlack: {
    before: ({ a, idB }) => a.addBlack({ toUserID: idB }),
    act: (page, { idB }) => page.removeBlack(idB),
    after: ({ blacks }) => !blacks.size,
  },
  addFriend: {
    act: (page, { idB }) => page.addFriend({ toUserID: idB, reqMsg: 'hello' }),
    after: ({ requests }, { idA, idB }) => requests.get(requestKey(idA, idB))?.reqMsg === 'hello',
  },
  acceptFriendApplication: {
    before: async ({ a, b, idA }) => {
      await b.addFriend({ toUserID: idA });
      await until(a, ({ requests }) => requests.size);
    },
    act: (page, { idB }) => page.acceptFriendApplication({ toUserID: idB, handleMsg: 'yes' }),
    after: ({ requests, friends }, { idA, idB }) =>
      friends.has(idB) && requests.get(requestKey(idB, idA))?.handleMsg === 'yes',
  },
  refuseFriendApplication: {
    before: ({ b, idA }) => b.addFriend({ toUserID: idA }),
    act: (page, { idB }) => page.refuseFriendApplication({ toUserID: idB }),
    after: ({ requests }, { idA, idB }) => requests.get(requestKey(idB, idA))?.handleResult === handleResult.refused,
  },
  deleteFriendApplication: {
    before: async ({ a, b, idA }) => {
      await b.addFriend({ toUserID: idA });
      await until(a, ({ requests }) => requests.size);
    },
    act: (page, { idA, idB }) => page.deleteFriendApplication({ fromUserID: idB, toUserID: idA }),
    after: ({ requests }) => !requests.size,
  },
  restoreFriendApplication: {
    before: async ({ a, b, idA, idB }) => {
      await b.addFriend({ toUserID: idA });
      await until(a, ({ requests }) => requests.size);
      await a.deleteFriendApplication({ fromUserID: idB, toUserID: idA });
    },
    act: (page, { idA, idB }) => page.restoreFriendApplication({ fromUserID: idB, toUserID: idA }),
    after: ({ requests }) => requests.size === 1,
  },
};

describe('acts without a network', () => {
  it('has a case here for each act', () => {
    assert.deepEqual(Object.keys(cases).sort(), Object.keys(rows).sort());
  });
  it('is asked for all of them, and for nothing else', () => {
    const { actions } = openSlices({} as Scope, { counts: new Map(), named: new Set() }, () => false);
    assert.deepEqual(
      Object.keys(actions)
        .filter(name => ACTS.test(name))
        .sort(),
      [...Object.keys(rows), 'updateFriends', 'cancelAct'].sort(),
    );
  });
  for (const [name, { before, act, after }] of Object.entries(cases)) {
    it(`${name}: stored, pending after a reload, sent once with the network, and then so`, async () => {
      const all = await pair();
      const { net, a, idB } = all;
      await before?.(all);
      await all.cut();
      await act(a, all);
      assert.equal(a.state.pending.size, 1);
      assert.equal(after(a.state, all) ? 1 : 0, 0, 'the records stay as the server has them');
      const page = await all.reload(a);
      await until(page, ({ pending }) => pending.size);
      const [key, kept] = [...page.state.pending][0]!;
      assert.equal(kept.name, name);
      assert.ok(key.includes(idB) && kept.at <= Date.now());
      assert.deepEqual(structuredClone(page.state.pending), page.state.pending);
      assert.equal(acted(net).length, 0);
      net.set(true);
      await until(page, settled);
      assert.equal(acted(net).length, 1);
      await until(page, state => after(state, all));
      const again = await all.reload(page);
      await loaded(again);
      assert.equal(again.state.pending.size, 0);
      const other = await world.again('Anna', undefined, { platformID: 3 });
      assert.ok(after(other.state, all));
    });
    it(`${name}: done by the server, the answer lost: not done again`, async () => {
      const all = await pair();
      const { net, a } = all;
      await before?.(all);
      await loaded(a);
      net.reached.length = 0;
      net.loseAnswers(ACT);
      await act(a, all);
      assert.equal(a.state.pending.size, 1);
      net.heal();
      await until(a, settled);
      assert.equal(acted(net).length, 1);
      assert.ok(after(a.state, all));
    });
  }

  it('accepts twice, by two devices without a network: one friendship, nobody is told of a refusal', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    await b.addFriend({ toUserID: idA });
    await until(a, ({ requests }) => requests.size);
    await all.cut();
    await a.acceptFriendApplication({ toUserID: idB });
    await a.acceptFriendApplication({ toUserID: idB });
    assert.equal(a.state.pending.size, 1);
    const other = await world.again('Anna', createDevice(), { platformID: 3 });
    await other.acceptFriendApplication({ toUserID: idB });
    const refused: unknown[] = [];
    a.on('actRefused', detail => refused.push(detail));
    net.set(true);
    await until(a, settled);
    assert.equal(acted(net).length, 0);
    assert.deepEqual(refused, []);
    assert.deepEqual(a.told('friendAdded'), ['friendAdded']);
    assert.deepEqual([...a.state.friends.keys()], [idB]);
    const page = await all.reload(a);
    await loaded(page);
    assert.equal(page.state.pending.size, 0);
  });

  it('takes back what the server refuses, and tells it once', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    await b.addFriend({ toUserID: idA });
    await until(a, ({ requests }) => requests.size);
    await all.cut();
    await a.acceptFriendApplication({ toUserID: idB });
    await a.addBlack({ toUserID: idB });
    // Answered elsewhere, the other way.
    const other = await world.again('Anna', createDevice(), { platformID: 3 });
    await other.refuseFriendApplication({ toUserID: idB });
    const refused: { name: string; error: { errCode: number } }[] = [];
    a.on('actRefused', detail => refused.push(detail));
    net.set(true);
    await until(a, settled);
    assert.deepEqual(
      refused.map(({ name, error }) => [name, error.errCode]),
      [['acceptFriendApplication', 1001]],
    );
    assert.equal(a.state.friends.size, 0);
    assert.ok(a.state.blacks.has(idB), 'what comes after a refusal is done');
    await (
      await all.reload(a)
    ).ready;
    assert.equal(refused.length, 1);
  });

  it('sends nothing for contradictions, and the last of several wishes', async () => {
    const all = await pair();
    const { net, a, b, idB } = all;
    await befriend(a, b);
    await all.cut();
    await a.addBlack({ toUserID: idB });
    await a.removeBlack(idB);
    await a.pinFriends({ toUserIDs: [idB], isPinned: true });
    await a.updateFriends({ friendUserIDs: [idB], isPinned: false });
    assert.equal(a.state.pending.size, 0);
    await a.setFriendRemark({ toUserID: idB, remark: 'one' });
    await a.updateFriends({ friendUserIDs: [idB], remark: 'two', ex: 'x' });
    assert.deepEqual([...a.state.pending.keys()], [`remark:${idB}`, `ex:${idB}`]);
    net.set(true);
    await until(a, settled);
    assert.deepEqual(acted(net), ['/friend/set_friend_remark', '/friend/update_friends']);
    assert.equal(a.state.friends.get(idB)?.remark, 'two');
  });

  it('keeps the order: deleted, then applied to again', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    await befriend(a, b);
    await b.deleteFriend(idA);
    await all.cut();
    await a.deleteFriend(idB);
    await a.addFriend({ toUserID: idB, reqMsg: 'sorry' });
    const page = await all.reload(a);
    net.set(true);
    await until(b, ({ requests }) => requests.get(requestKey(idA, idB))?.reqMsg === 'sorry');
    await until(page, settled);
    assert.deepEqual(acted(net), ['/friend/delete_friend', '/friend/add_friend']);
    assert.equal(page.state.friends.size, 0);
  });

  it('takes an act back when asked to', async () => {
    const all = await pair();
    const { net, a, idB } = all;
    await all.cut();
    await a.addBlack({ toUserID: idB });
    await a.cancelAct(`block:${idB}`);
    assert.equal(a.state.pending.size, 0);
    const page = await all.reload(a);
    net.set(true);
    await until(page, connected);
    await loaded(page);
    assert.deepEqual(acted(net), []);
  });

  it('does not send the acts of one account for another, nor after a logout', async () => {
    const all = await pair();
    const { net, a, b, idB, device } = all;
    await all.cut();
    await a.addFriend({ toUserID: idB });
    await a.logout();
    assert.equal(a.state.pending.size, 0);
    net.set(true);
    await a.register({ user: { nickname: 'Chen', account: 'chen', password: 'p' } });
    await loaded(a);
    assert.equal(a.state.pending.size, 0);
    await a.logout();
    await a.login({ account: 'anna', password: 'secret-1' });
    await loaded(a);
    assert.equal(a.state.pending.size, 0);
    assert.deepEqual(acted(net), []);
    assert.equal(b.state.requests.size, 0);
    assert.ok(![...device.caches.values()].some(rows => [...rows.keys()].some(key => key.startsWith('["act"'))));
  });

  it('does not repeat a request that was sent, lost its answer, and was refused meanwhile', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    net.loseAnswers(/add_friend$/);
    await a.addFriend({ toUserID: idB });
    await b.refuseFriendApplication({ toUserID: idA });
    net.heal();
    await until(a, settled);
    assert.equal(acted(net).length, 1);
    assert.deepEqual(b.told('friendApplicationAdded'), ['friendApplicationAdded']);
  });

  it('does not answer or remove a request that was made anew since', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    await b.addFriend({ toUserID: idA });
    await until(a, ({ requests }) => requests.size);
    await all.cut();
    await a.refuseFriendApplication({ toUserID: idB });
    await a.deleteFriendApplication({ fromUserID: idB, toUserID: idA });
    await new Promise(resolve => setTimeout(resolve, 5));
    await b.addFriend({ toUserID: idA, reqMsg: 'please' });
    net.set(true);
    await until(a, settled);
    const request = a.state.requests.get(requestKey(idB, idA));
    assert.deepEqual([request?.handleResult, request?.reqMsg], [handleResult.open, 'please']);
  });

  it('sends by itself where calls pass and no socket does', async () => {
    const all = await pair();
    const { net, a, b, idA, idB } = all;
    await all.cut();
    await a.addFriend({ toUserID: idB });
    net.set(true);
    net.backend.socket = () => assert.fail('no new socket');
    // The socket that is there dials in vain.
    await until(b, ({ requests }) => requests.has(requestKey(idA, idB)));
    await until(a, ({ pending }) => !pending.size);
  });

  it('rejects at once what the server refuses at once', async () => {
    const { a, idA } = await pair();
    await assert.rejects(a.addFriend({ toUserID: idA }), { errCode: 1301 });
    assert.equal(a.state.pending.size, 0);
  });
});
