/** Sessions: what starts one, what ends all. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import * as api from '../../src/protocol/endpoints.js';
import { checkOwnPassword, endAllSessions, startSession } from '../../src/server/sign-in.js';
import { PASSWORD, People } from './people.js';

async function home() {
  const world = new People();
  const { userID } = await world.register('anna');
  return { world, userID, context: world.core.context, account: world.store.get('accounts', [userID])! };
}

describe('sessions', () => {
  it('start with both tokens', async () => {
    const { world, context, account, userID } = await home();
    const session = await startSession(context, account, 3);
    assert.equal(session.userID, userID);
    assert.deepEqual(
      await world.core.context.tokens
        .check(session.imToken, 'im')
        .then(({ userID, platformID }) => [userID, platformID]),
      [userID, 3],
    );
    assert.equal((await world.call(api.findUsersFull.path, { userIDs: ['x'] }, session.chatToken)).errCode, 0);
  });

  it('do not start for an account that is gone', async () => {
    const { world, context, account, userID } = await home();
    world.store.delete('accounts', [userID]);
    const before = world.store.count('tokens');
    await assert.rejects(startSession(context, account, 3), { errCode: codes.AccountNotFound });
    assert.equal(world.store.count('tokens'), before);
  });

  it('all end at once, on every platform', async () => {
    const { world, context, account, userID } = await home();
    const sessions = [];
    for (const platformID of [1, 2, 3, 4, 5, 6, 7, 8, 9, 11])
      sessions.push(await startSession(context, account, platformID));
    endAllSessions(context, userID);
    for (const { imToken, chatToken } of sessions) {
      await assert.rejects(context.tokens.check(imToken, 'im'), { errCode: codes.TokenKickedError });
      await assert.rejects(context.tokens.check(chatToken, 'account'), { errCode: codes.TokenNotExist });
    }
    assert.ok(world.store.range('tokens').every(row => row.state === 2));
  });
});

describe('the own password', () => {
  it('fits or is refused with the code asked for', async () => {
    const { context, account } = await home();
    await checkOwnPassword(context, account, PASSWORD);
    await assert.rejects(checkOwnPassword(context, account, 'x'), { errCode: codes.PasswordError });
    await assert.rejects(checkOwnPassword(context, account, 'x', codes.NoPermissionError), {
      errCode: codes.NoPermissionError,
    });
  });

  it('that was changed meanwhile does not count', async () => {
    const { world, context, account, userID } = await home();
    world.store.put('accounts', { ...account, passwordHash: 'slow1$00$00' });
    await assert.rejects(checkOwnPassword(context, account, PASSWORD), { errCode: codes.NoPermissionError });
    assert.ok(world.store.get('accounts', [userID]));
  });
});
