/** Invitation codes: needed, good once, and only once when many come at the same time (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import * as api from '../../src/protocol/endpoints.js';
import { createInvitations, deleteInvitation, listInvitations, MAX_INVITATIONS } from '../../src/server/invitations.js';
import { PASSWORD, People } from './people.js';
import { adapters } from './store/stores.js';
import { T } from './world.js';

const body = (account: string, invitationCode?: string) => ({
  platform: 5,
  autoLogin: true,
  user: { nickname: account, account, password: PASSWORD },
  ...(invitationCode !== undefined && { invitationCode }),
});

describe('invitation codes [H11]', () => {
  it('are made apart from each other, listed from the oldest on, and deleted', () => {
    const world = new People();
    const { context } = world.core;
    const made = [...createInvitations(context, 2), ...createInvitations(context, 1)];
    assert.equal(new Set(made).size, 3);
    for (const code of made) assert.match(code, /^[a-z2-9]{10}$/);
    assert.deepEqual(
      listInvitations(context)
        .map(row => row.code)
        .sort(),
      [...made].sort(),
    );
    assert.equal(deleteInvitation(context, ` ${made[0]!.toUpperCase()} `).code, made[0]);
    assert.throws(() => deleteInvitation(context, made[0]!), { errCode: codes.InvitationNotFound });
    for (const wrong of [0, -1, 1.5, NaN, MAX_INVITATIONS + 1])
      assert.throws(() => createInvitations(context, wrong), { errCode: codes.ArgsError });
    assert.equal(world.store.count('invitations'), 2);
  });

  it('none, an unknown one and a used one are refused, and nothing is stored', async () => {
    const world = new People({ invitation: true });
    const [code = ''] = createInvitations(world.core.context, 1);
    for (const wrong of [undefined, '', 'abc'])
      assert.equal(await world.code(api.register, '', body('a', wrong)), codes.InvitationNotFound);
    const { userID } = await world.ok(
      api.register,
      '',
      body('a', `${code.slice(0, 5)}-${code.slice(5).toUpperCase()}`),
    );
    assert.equal(await world.code(api.register, '', body('b', code)), codes.InvitationCodeUsed);
    assert.equal(world.store.count('users'), 1);
    const [row] = listInvitations(world.core.context);
    assert.deepEqual(row, { code, createTime: T, usedBy: userID, usedTime: T });
  });

  it('a registration that fails for another reason leaves the code free', async () => {
    const world = new People({ invitation: true });
    const [first = '', second = ''] = createInvitations(world.core.context, 2);
    await world.ok(api.register, '', body('a', first));
    assert.equal(await world.code(api.register, '', body('A', second)), codes.AccountAlreadyRegister);
    assert.equal(await world.code(api.register, '', body('b', second)), 0);
  });

  it('where none is needed nobody looks at them', async () => {
    const world = new People();
    assert.equal(await world.code(api.register, '', body('a', 'whatever')), 0);
  });

  it('are forgotten with the account that used them, and stay used; the export has them', async () => {
    const world = new People({ invitation: true });
    const [code = ''] = createInvitations(world.core.context, 1);
    const { userID } = await world.ok(api.register, '', body('a', code));
    const { invitations } = await world.ok(api.exportAccount, userID, { userID });
    assert.deepEqual(
      (invitations as { code: string }[]).map(row => row.code),
      [code],
    );
    await world.ok(api.deleteAccount, userID, { userID, password: PASSWORD });
    assert.deepEqual(world.store.get('invitations', [code])?.usedBy, '');
    assert.equal(await world.code(api.register, '', body('b', code)), codes.InvitationCodeUsed);
  });

  for (const [name, open] of Object.entries(adapters)) {
    it(`of many registrations at once with one code, one gets it: ${name}`, async () => {
      const { store, end } = await open();
      const world = new People({ invitation: true }, store);
      const [code = ''] = createInvitations(world.core.context, 1);
      const names = Array.from({ length: 8 }, (_, i) => `a${i}`);
      const found = await Promise.all(names.map(account => world.code(api.register, '', body(account, code))));
      assert.deepEqual(found.sort(), [0, ...Array.from({ length: 7 }, () => codes.InvitationCodeUsed)]);
      assert.deepEqual([store.count('users'), store.count('accounts')], [1, 1]);
      world.core.close();
      end();
    });
  }
});
