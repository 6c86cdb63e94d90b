/** The registry of connections. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hub } from '../../src/server/gateway-hub.js';
import type { Session } from '../../src/server/gateway-session.js';

const session = (userID: string) => ({ facts: { userID } }) as Session;

describe('gateway hub', () => {
  it('knows the connections of each user, and how many there are', () => {
    const hub = new Hub();
    const [a, b, c] = [session('x'), session('x'), session('y')];
    for (const one of [a, b, c]) hub.add(one);
    assert.deepEqual([hub.of('x'), hub.of('y'), hub.of('z'), hub.size, hub.all().length], [[a, b], [c], [], 3, 3]);
    hub.remove(a);
    hub.remove(a);
    hub.remove(session('z'));
    assert.deepEqual([hub.of('x'), hub.size], [[b], 2]);
  });
  it('gives copies: connections may end while they are gone through', () => {
    const hub = new Hub();
    for (let i = 0; i < 3; i++) hub.add(session('x'));
    for (const one of hub.of('x')) hub.remove(one);
    for (const one of hub.all()) hub.remove(one);
    assert.equal(hub.size, 0);
  });
});
