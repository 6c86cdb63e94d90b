/** What a login form learns before anybody has signed in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/endpoints.js';
import type { ImServerOptions } from '../../../src/server/options.js';
import { routes as all } from '../../../src/server/routes/index.js';
import { People } from '../people.js';

async function config(options: Partial<ImServerOptions>) {
  const { config } = await new People(options).ok(api.getClientConfig, '', {});
  assert.ok(config && Object.values(config).every(value => typeof value === 'string'));
  const { version, capabilities, registration } = JSON.parse(config['imElements']!) as {
    version: number;
    capabilities: string[];
    registration: boolean;
  };
  assert.equal(version, 1);
  return { loginMethods: config['loginMethods'], capabilities: new Set(capabilities), registration };
}

describe('/client_config/get', () => {
  it('without a way to send codes: account names only', async () => {
    const { loginMethods, capabilities, registration } = await config({});
    assert.deepEqual([loginMethods, registration], ['account', true]);
    for (const has of [
      'auth.account',
      'auth.register',
      'auth.refresh',
      'auth.logout',
      'account.delete',
      'relation.pin',
    ])
      assert.ok(capabilities.has(has), has);
    for (const hasNot of ['auth.email', 'auth.phone', 'auth.code', 'auth.resetPassword'])
      assert.ok(!capabilities.has(hasNot), hasNot);
  });

  for (const [name, options] of [
    ['a super code', { superCode: '6' }],
    ['a sender', { sendCode: async () => undefined }],
  ] as const) {
    it(`with ${name}: e-mail, phone, codes, reset`, async () => {
      const { loginMethods, capabilities } = await config(options);
      assert.equal(loginMethods, 'account,email,phone');
      for (const has of ['auth.email', 'auth.phone', 'auth.code', 'auth.resetPassword'])
        assert.ok(capabilities.has(has), has);
    });
  }

  it('says whether registering needs an invitation code [H11]', async () => {
    for (const [options, needed] of [
      [{}, false],
      [{ invitation: true }, true],
    ] as const) {
      const { config: answer } = await new People(options).ok(api.getClientConfig, '', {});
      assert.equal(answer?.['needInvitationCodeRegister'], needed ? '1' : '0');
      assert.equal((await config(options)).capabilities.has('auth.invitation'), needed);
    }
    assert.equal((await config({ invitation: true, registration: false })).capabilities.has('auth.invitation'), false);
  });

  it('closed registration shows', async () => {
    const { capabilities, registration } = await config({ registration: false });
    assert.deepEqual([registration, capabilities.has('auth.register')], [false, false]);
  });
});

describe('the routing table', () => {
  const routes = all.filter(({ endpoint }) => !endpoint.path.startsWith('/auth/'));
  const paths = routes.map(route => route.endpoint.path);

  it('answers every endpoint of the protocol once', () => {
    assert.equal(new Set(paths).size, paths.length);
    const missing = Object.values(api)
      .map(endpoint => endpoint.path)
      .filter(path => !path.startsWith('/auth/') && !paths.includes(path));
    assert.deepEqual(missing, []);
  });

  it('asks for the token of the service: chatToken for accounts, imToken for the rest', () => {
    for (const { endpoint, access } of routes) {
      assert.ok(
        endpoint.service === 'account'
          ? access === 'chat' || access === 'none'
          : access === 'user' || access === 'admin',
        endpoint.path,
      );
    }
    const open = routes
      .filter(route => route.access === 'none')
      .map(route => route.endpoint.path)
      .sort();
    assert.deepEqual(open, [
      '/account/code/send',
      '/account/code/verify',
      '/account/login',
      '/account/password/reset',
      '/account/register',
      '/application/latest_version',
      '/application/page_versions',
      '/client_config/get',
    ]);
  });
});

describe('rate limits', () => {
  const email = 'n@example.org';
  const calls: [string, { path: string; service: 'im' | 'account' }, boolean, object][] = [
    ['login', api.login, false, { platform: 5, account: 'anna', password: 'x' }],
    ['registration', api.register, false, { platform: 5, user: { nickname: 'n', account: 'anna', password: 'x' } }],
    ['sending codes', api.sendCode, false, { usedFor: 1, email }],
    ['trying codes', api.verifyCode, false, { email, verifyCode: '1' }],
    ['resetting', api.resetPassword, false, { email, verifyCode: '1', password: 'x' }],
    ['changing the password', api.changePassword, true, { currentPassword: 'x', newPassword: 'y' }],
    ['deleting the account', api.deleteAccount, true, { password: 'x' }],
    ['exporting', api.exportAccount, true, {}],
    ['renewing', api.renewToken, true, { platform: 5 }],
    ['searching', api.searchUsersFull, true, { keyword: 'xx', pagination: { pageNumber: 1, showNumber: 1 } }],
  ];
  for (const [name, endpoint, signedIn, body] of calls) {
    it(`hold for ${name}: 429 in the end, with words`, async () => {
      const world = new People({ limitFactor: 0.2 });
      const { userID } = await world.register('anna');
      const request = signedIn ? { userID, ...body } : body;
      let answer;
      for (let i = 0; i < 15 && answer?.errCode !== 429; i++) {
        answer = await world.ask(endpoint, signedIn ? userID : '', request);
      }
      assert.equal(answer?.errCode, 429);
      assert.match(answer.errDlt, /try again/);
    });
  }
});
