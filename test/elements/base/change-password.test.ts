import { expect } from '@open-wc/testing';
import type { Client } from '../../../src/core/api.js';
import { changePassword } from '../../../src/elements/base/change-password.js';

describe('the question for a new password', () => {
  it('asks for the current one and twice for the new one, as password managers know them', () => {
    const fields = changePassword(async () => undefined).fields();
    expect(fields.map(({ name, type, autocomplete }) => [name, type, autocomplete])).to.deep.equal([
      ['current', 'password', 'current-password'],
      ['fresh', 'password', 'new-password'],
      ['repeat', 'password', 'new-password'],
    ]);
  });

  it('changes it as it was typed, spaces too, and tells at which field it failed', async () => {
    const given: unknown[] = [];
    const spec = changePassword(async (action, run) => {
      given.push(action);
      await run({
        changePassword: async (params: unknown) => {
          given.push(params);
        },
      } as unknown as Client);
      return undefined;
    });
    await spec.act({ current: ' old ', fresh: ' new password ', repeat: ' new password ' });
    expect(given).to.deep.equal(['changePassword', { currentPassword: ' old ', newPassword: ' new password ' }]);
    expect(spec.at![1002]).to.deep.equal(['current', 'wrongPassword']);
  });
});
