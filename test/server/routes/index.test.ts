/** The routing table as a whole. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as more from '../../../src/protocol/endpoints-more.js';
import * as endpoints from '../../../src/protocol/endpoints.js';
import { routes } from '../../../src/server/routes/index.js';

describe('routes', () => {
  it('answer each path once', () => {
    const paths = routes.map(({ endpoint }) => endpoint.path);
    assert.deepEqual(
      paths.filter((path, i) => paths.indexOf(path) !== i),
      [],
    );
  });
  it("answer every call of the protocol's table", () => {
    const answered = new Set(routes.map(({ endpoint }) => endpoint.path));
    const missing = [...Object.values(endpoints), ...Object.values(more)]
      .map(({ path }) => path)
      .filter(path => !answered.has(path));
    assert.deepEqual(missing, []);
  });
  it('take a chatToken exactly where the account service answers', () => {
    for (const { access, endpoint } of routes) {
      if (endpoint.service === 'account') assert.ok(access === 'chat' || access === 'none', endpoint.path);
      else assert.notEqual(access, 'chat', endpoint.path);
    }
  });
  it('are open to everybody only where they must be', () => {
    const open = routes
      .filter(({ access }) => access === 'none')
      .map(({ endpoint }) => endpoint.path)
      .sort();
    assert.deepEqual(open, [
      '/account/code/send',
      '/account/code/verify',
      '/account/login',
      '/account/password/reset',
      '/account/register',
      '/application/latest_version',
      '/application/page_versions',
      '/auth/get_admin_token',
      '/auth/parse_token',
      '/client_config/get',
    ]);
  });
});
