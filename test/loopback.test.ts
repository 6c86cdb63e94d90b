/** The client's own transport on the server in the same process. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as endpoints from '../src/protocol/endpoints.js';
import type { ImError } from '../src/protocol/errors.js';
import * as frames from '../src/protocol/frames.js';
import type { MsgData } from '../src/protocol/messages.js';
import type { Backend, SocketEvents } from '../src/protocol/port.js';
import { createLoopback } from '../src/loopback.js';

/** Events of a socket, as a list that can be waited on. */
function record() {
  const seen: [string, unknown][] = [];
  let wake = () => {};
  const note = (name: string) => (value?: unknown) => {
    seen.push([name, value]);
    wake();
  };
  const names = ['connecting', 'open', 'lost', 'refused', 'kicked', 'message', 'presence'] as const;
  const events = Object.fromEntries(names.map(name => [name, note(name)])) as unknown as SocketEvents;
  const next = async (name: string): Promise<unknown> => {
    for (;;) {
      const at = seen.findIndex(([other]) => other === name);
      if (at >= 0) return seen.splice(0, at + 1).at(-1)![1];
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  };
  return { events, next, seen };
}
const register = async (backend: Backend, account: string) => ({
  platformID: 5,
  ...(await backend.call(endpoints.register, {
    platform: 5,
    autoLogin: true,
    user: { nickname: account, account, password: '0'.repeat(32) },
  })),
});

describe('loopback', () => {
  it('two people become friends over the real transport', async () => {
    const loopback = createLoopback();
    const backend = loopback.backend();
    const [ann, bob] = [await register(backend, 'annann'), await register(backend, 'bobbob')];
    const [a, b] = [record(), record()];
    const [annSocket, bobSocket] = [backend.socket(a.events), backend.socket(b.events)];
    annSocket.dial(ann);
    bobSocket.dial(bob);
    await Promise.all([a.next('open'), b.next('open')]);
    const { subscribers } = await annSocket.request(frames.onlineStatus, { subscribeUserID: [bob.userID] });
    assert.deepEqual(subscribers, [{ userID: bob.userID, onlinePlatformIDs: [5] }]);
    await backend.call(endpoints.addFriend, { fromUserID: ann.userID, toUserID: bob.userID, reqMsg: 'hi' }, ann);
    assert.equal(((await b.next('message')) as MsgData).contentType, 1203);
    await backend.call(
      endpoints.respondFriend,
      { fromUserID: ann.userID, toUserID: bob.userID, handleResult: 1, handleMsg: 'ok' },
      bob,
    );
    await a.next('message');
    assert.equal(((await a.next('message')) as MsgData).contentType, 1201);
    const { friendsInfo } = await backend.call(
      endpoints.getFriendList,
      { userID: ann.userID, pagination: { pageNumber: 1, showNumber: 10 } },
      ann,
    );
    assert.deepEqual(
      friendsInfo!.map(({ friendUser }) => friendUser.nickname),
      ['bobbob'],
    );
    bobSocket.close();
    assert.deepEqual(await a.next('presence'), [{ userID: bob.userID, onlinePlatformIDs: [] }]);
    annSocket.close();
    loopback.close();
  });

  it('errors reach the caller with their code', async () => {
    const backend = createLoopback().backend();
    const ann = await register(backend, 'annann');
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 0,
        (error: unknown) => (error as ImError).errCode,
      );
    assert.equal(
      await code(backend.call(endpoints.addFriend, { fromUserID: ann.userID, toUserID: ann.userID, reqMsg: '' }, ann)),
      1301,
    );
    assert.equal(await code(register(backend, 'annann')), 20004);
    assert.equal(await code(backend.call(endpoints.getUsersInfo, { userIDs: ['x'] }, { ...ann, imToken: 'x' })), 1503);
  });

  it('a second sign-in kicks the first; a lost network and a restarted server are told', async () => {
    const loopback = createLoopback();
    const backend = loopback.backend();
    const ann = await register(backend, 'annann');
    const [first, second] = [record(), record()];
    const socket = backend.socket(first.events);
    socket.dial(ann);
    await first.next('open');
    const again = {
      platformID: 5,
      ...(await backend.call(endpoints.login, { account: 'annann', password: '0'.repeat(32), platform: 5 })),
    };
    const other = backend.socket(second.events);
    other.dial(again);
    await Promise.all([second.next('open'), first.next('kicked')]);
    socket.dial(ann);
    assert.equal(((await first.next('refused')) as ImError).errCode, 1506);
    loopback.restart();
    assert.equal(((await second.next('lost')) as ImError).errCode, 10000);
    other.dial(again);
    await second.next('open');
    loopback.setOnline(false);
    await second.next('lost');
    other.dial(again);
    await second.next('lost');
    loopback.setOnline(true);
    other.dial(again);
    await second.next('open');
    await other.probe(1000);
    other.close();
    loopback.close();
  });

  it('each has an ID of its own: caches must not outlive their server', () => {
    const [one, two] = [createLoopback(), createLoopback()];
    assert.notEqual(one.backend().id, two.backend().id);
    assert.equal(one.backend().id, one.backend().id);
  });
});
