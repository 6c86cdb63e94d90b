/** What a login form learns before anybody has signed in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/endpoints.js';
import type { ImServerOptions } from '../../../src/server/options.js';
import { accountRoutes } from '../../../src/server/routes/account.js';
import { friendRoutes } from '../../../src/server/routes/friend.js';
import { laterRoutes } from '../../../src/server/routes/later.js';
import { userRoutes } from '../../../src/server/routes/user.js';
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

  it('closed registration shows', async () => {
    const { capabilities, registration } = await config({ registration: false });
    assert.deepEqual([registration, capabilities.has('auth.register')], [false, false]);
  });
});

describe('the routing table', () => {
  const routes = [...accountRoutes, ...userRoutes, ...friendRoutes, ...laterRoutes];
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
      '/client_config/get',
    ]);
  });
});
