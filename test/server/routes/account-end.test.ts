/** Deleting an account and exporting its data. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { rowState } from '../../../src/server/message-rows.js';
import { tables, type Row, type TableName } from '../../../src/server/store/tables.js';
import { PASSWORD, People } from '../people.js';

/** anna with friends, requests, blacks on both sides, a command, a configuration, a code and two logins. */
async function life() {
  const world = new People({ superCode: '666666' });
  for (const id of ['b', 'c', 'd']) world.user(id);
  const session = await world.register('anna');
  const { userID } = session;
  const b = await world.listen('b');
  await world.ok(api.updateUser, userID, { userID, email: 'anna@example.org', verifyCode: '666666', bio: 'me' });
  await world.befriend(userID, 'b');
  await world.befriend('c', userID);
  await world.ok(api.deleteFriend, userID, { ownerUserID: userID, friendUserID: 'c' });
  await world.ok(api.addFriend, userID, { fromUserID: userID, toUserID: 'd', reqMsg: 'sent' });
  await world.ok(api.addFriend, 'd', { fromUserID: 'd', toUserID: userID, reqMsg: 'received' });
  await world.ok(api.addBlack, 'd', { ownerUserID: 'd', blackUserID: userID });
  await world.ok(api.addBlack, userID, { ownerUserID: userID, blackUserID: 'd' });
  await world.ok(api.addUserCommand, userID, { userID, type: 1, uuid: 'u', value: 'v' });
  await world.ok(api.setUserClientConfig, 'imAdmin', { userID, configs: { theme: 'dark' } });
  await world.ok(api.sendCode, '', { usedFor: 2, email: 'anna@example.org' });
  await world.heard(b);
  return { world, session, userID, b };
}
const remove = (userID: string, password = PASSWORD) => ({ userID, password });

describe('/account/delete', () => {
  it("leaves no trace in any table but the logs of others' lists", async () => {
    const { world, userID, session } = await life();
    await world.ok(api.deleteAccount, userID, remove(userID));
    for (const table of Object.keys(tables) as TableName[]) {
      const left = world.store
        .range(table)
        .filter(row => JSON.stringify(row).includes(userID) || JSON.stringify(row).includes('anna'));
      // Others keep their side of a chat; what the user wrote in it is emptied.
      if (table === 'messages')
        for (const row of left as Row<'messages'>[])
          assert.deepEqual(
            row.state === rowState.gone ? [row.sendID, row.content, row.senderNickname] : row.sendID !== userID,
            row.state === rowState.gone ? ['', '', ''] : true,
          );
      else if (table === 'userSeqs') assert.ok(left.every(row => (row as Row<'userSeqs'>).userID !== userID));
      else if (table === 'conversations')
        assert.ok(left.every(row => (row as Row<'conversations'>).ownerUserID !== userID));
      else if (table === 'seqs') assert.ok(left.length);
      else if (table === 'changes')
        assert.deepEqual(
          left
            .filter(row => (row as { list: string }).list === 'friends')
            .map(row => [(row as { ownerID: string }).ownerID, (row as { state: number }).state]),
          [
            ['b', 3],
            ['c', 3],
          ],
        );
      else assert.deepEqual(left, [], table);
    }
    assert.equal(
      (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, session.imToken)).errCode,
      codes.TokenNotExistError,
    );
    assert.equal(
      (await world.call(api.findUsersFull.path, { userIDs: ['x'] }, session.chatToken)).errCode,
      codes.TokenNotExist,
    );
    assert.equal(
      await world.code(api.login, '', { platform: 5, account: 'anna', password: PASSWORD }),
      codes.AccountNotFound,
    );
    await world.register('anna');
  });

  it('tells those who listed or blocked the user, as if they had done it, and kicks the user', async () => {
    const { world, userID, session, b } = await life();
    const d = await world.listen('d');
    const own = await world.connect({ userID, token: session.imToken });
    const { versionID, version } = await world.ok(api.getIncrementalFriends, 'b', {
      userID: 'b',
      versionID: '',
      version: 0,
    });
    await world.ok(api.deleteAccount, userID, remove(userID));
    const fromToUserID = { fromUserID: 'b', toUserID: userID };
    assert.deepEqual(await world.heard(b), [
      { type: 1205, from: 'b', to: 'b', detail: { fromToUserID, friendVersion: 0, friendVersionID: '' } },
    ]);
    assert.deepEqual(await world.heard(d), [
      { type: 1208, from: 'd', to: 'd', detail: { fromToUserID: { fromUserID: 'd', toUserID: userID } } },
    ]);
    const { delete: gone } = await world.ok(api.getIncrementalFriends, 'b', { userID: 'b', versionID, version });
    assert.deepEqual(gone, [userID]);
    assert.deepEqual([own.ended, own.frames.map(frame => frame.reqIdentifier)], [true, [2002]]);
  });

  it("a wrong password → 20001, another's account → 1002, and all is kept", async () => {
    const { world, userID } = await life();
    const { userID: other } = await world.register('bea');
    assert.equal(await world.code(api.deleteAccount, userID, remove(userID, 'x')), codes.PasswordError);
    assert.equal(await world.code(api.deleteAccount, userID, remove(userID, '')), codes.PasswordError);
    assert.equal(await world.code(api.deleteAccount, other, remove(userID)), codes.NoPermissionError);
    assert.equal(await world.code(api.deleteAccount, userID, remove('')), codes.ArgsError);
    assert.ok(world.store.get('accounts', [userID]) && world.store.get('friends', [userID, 'b']));
  });
});

describe('/account/export', () => {
  it("has all of the caller's, and no secret", async () => {
    const { world, userID } = await life();
    const data = await world.ok(api.exportAccount, userID, { userID });
    const count = (name: string) => (data[name] as unknown[]).length;
    assert.deepEqual(
      ['friends', 'requestsSent', 'requestsReceived', 'blacks', 'commands', 'configs'].map(count),
      [1, 2, 2, 1, 1, 1],
    );
    assert.ok(count('sessions') >= 2);
    assert.equal((data['user'] as { nickname: string }).nickname, 'anna');
    assert.equal((data['account'] as { email: string; bio: string }).email, 'anna@example.org');
    assert.ok(!/slow1|hash/i.test(JSON.stringify(data)));
    assert.equal(await world.code(api.exportAccount, userID, { userID: 'b' }), codes.NoPermissionError);
  });
});
