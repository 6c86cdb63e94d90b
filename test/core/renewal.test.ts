import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRenewal, expiry, type RenewalParts } from '../../src/core/renewal.js';
import { ImError } from '../../src/protocol/errors.js';
import type { Credentials } from '../../src/protocol/port.js';

const jwt = (exp: number) =>
  `x.${btoa(JSON.stringify({ UserID: 'ä?>', exp }))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')}.y`;
const tokens = (imToken: string, userID = 'u'): Credentials => ({ userID, imToken, chatToken: '', platformID: 5 });

function setUp(parts: Partial<RenewalParts> = {}) {
  let now = 1_000_000;
  const ends: string[] = [];
  let grants = 0;
  const renewal = createRenewal(
    {
      credentials: tokens('old'),
      renewedAt: 0,
      grant: async () => tokens(`new${++grants}`),
      renewed: () => undefined,
      elsewhere: () => undefined,
      end: () => undefined,
      ...parts,
    },
    () => now,
    why => {
      ends.push(why);
    },
  );
  return {
    renewal,
    ends,
    grants: () => grants,
    later: (ms: number) => {
      now += ms;
    },
  };
}
const error = (code: number) => new ImError(code, 'x');

describe('expiry', () => {
  it('reads the JWT, and knows nothing of other tokens', () => {
    assert.equal(expiry(jwt(1234)), 1_234_000);
    assert.ok(Number.isNaN(expiry('opaque')));
    assert.ok(Number.isNaN(expiry('a.b.c')));
  });
});

describe('renewal', () => {
  for (const code of [1501, 1503, 1504, 1505, 1507])
    it(`mends ${code}, once for all who ask`, async () => {
      const { renewal, ends, grants } = setUp();
      assert.deepEqual(await Promise.all([renewal.mend(error(code), 'old'), renewal.mend(error(code), 'old')]), [
        true,
        true,
      ]);
      assert.equal(grants(), 1);
      assert.equal(renewal.current().imToken, 'new1');
      assert.deepEqual(ends, []);
    });
  it('never renews after a kick, and takes 1502 as invalid [B7]', async () => {
    for (const [code, why] of [
      [1506, 'kicked'],
      [1502, 'invalid'],
    ] as const) {
      const { renewal, ends, grants } = setUp();
      assert.equal(await renewal.mend(error(code), 'old'), false);
      assert.deepEqual(ends, [why]);
      assert.equal(grants(), 0);
    }
  });
  it('leaves other errors alone', async () => {
    const { renewal, ends, grants } = setUp();
    for (const code of [1004, 1500, 1508]) assert.equal(await renewal.mend(error(code), 'old'), false);
    assert.deepEqual([ends, grants()], [[], 0]);
  });
  it('stays kicked within 60 s of a renewal, so that devices do not take turns', async () => {
    const { renewal, ends, grants, later } = setUp();
    await renewal.mend(error(1507), 'old');
    later(59_000);
    assert.equal(await renewal.mend(error(1507), 'new1'), false);
    assert.deepEqual(ends, ['kicked']);
    assert.equal(grants(), 1);
  });
  it('renews again after that', async () => {
    const { renewal, grants, later } = setUp();
    await renewal.mend(error(1507), 'old');
    later(61_000);
    assert.equal(await renewal.mend(error(1507), 'new1'), true);
    assert.equal(grants(), 2);
  });
  it('is expired when there is no new token, and tries later when the network is to blame', async () => {
    const refused = setUp({ grant: () => Promise.reject(error(1501)) });
    assert.equal(await refused.renewal.mend(error(1501), 'old'), false);
    assert.deepEqual(refused.ends, ['expired']);
    const offline = setUp({ grant: () => Promise.reject(error(10000)) });
    await assert.rejects(offline.renewal.mend(error(1501), 'old'), { errCode: 10000 });
    assert.deepEqual(offline.ends, []);
  });
  it('looks for another chatToken, once, and leaves the session be when there is none', async () => {
    const given = setUp({ grant: async () => ({ ...tokens('new'), chatToken: 'chat' }) });
    assert.deepEqual(await Promise.all([given.renewal.again(''), given.renewal.again('')]), [true, true]);
    assert.equal(given.renewal.current().chatToken, 'chat');
    assert.equal(await given.renewal.again('chat'), false);
    const none = setUp({ grant: () => Promise.reject(error(1501)) });
    assert.equal(await none.renewal.again(''), false);
    assert.deepEqual([given.ends, none.ends], [[], []]);
  });
  it('refuses the token of somebody else', async () => {
    const { renewal, ends } = setUp({ grant: async () => tokens('theirs', 'v') });
    assert.equal(await renewal.mend(error(1501), 'old'), false);
    assert.deepEqual(ends, ['invalid']);
    assert.equal(renewal.current().imToken, 'old');
  });
  it('takes what another tab got', async () => {
    const { renewal, ends, grants } = setUp({ elsewhere: () => tokens('theirs') });
    assert.equal(await renewal.mend(error(1506), 'old'), true);
    assert.equal(renewal.current().imToken, 'theirs');
    assert.equal(grants(), 0);
    assert.deepEqual(ends, []);
  });
  it('takes what another tab got, right after a renewal of its own too: tabs of one session do not end each other', async () => {
    const elsewhere: Credentials[] = [];
    const { renewal, ends, grants } = setUp({ elsewhere: () => elsewhere.at(0) });
    await renewal.mend(error(1507), 'old');
    elsewhere[0] = tokens('theirs');
    assert.equal(await renewal.mend(error(1506), 'new1'), true);
    assert.equal(renewal.current().imToken, 'theirs');
    assert.equal(await renewal.mend(error(1506), 'theirs'), false);
    assert.deepEqual(ends, ['kicked']);
    assert.equal(grants(), 1);
  });
  it('asks for no new token when another tab has renewed it already', async () => {
    const { renewal, grants } = setUp({ credentials: tokens(jwt(1010)), elsewhere: () => tokens(jwt(5000)) });
    assert.equal((await renewal.fresh()).imToken, jwt(5000));
    assert.equal(grants(), 0);
  });
  it('does not blame a token that is not in use any more', async () => {
    const { renewal, ends } = setUp();
    await renewal.mend(error(1501), 'old');
    assert.equal(await renewal.mend(error(1506), 'old'), true);
    assert.deepEqual(ends, []);
  });
  it('renews before the token runs out [H22]', async () => {
    const { renewal, grants } = setUp({ credentials: tokens(jwt(1010)) });
    assert.equal((await renewal.fresh()).imToken, 'new1');
    assert.equal((await renewal.fresh()).imToken, 'new1');
    assert.equal(grants(), 1);
    const far = setUp({ credentials: tokens(jwt(5000)) });
    assert.equal((await far.renewal.fresh()).imToken, jwt(5000));
    assert.equal(far.grants(), 0);
  });
});
