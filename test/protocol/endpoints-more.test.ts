import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as more from '../../src/protocol/endpoints-more.js';
import * as endpoints from '../../src/protocol/endpoints.js';

it('have paths of their own, apart from those of the client', () => {
  const paths = [...Object.values(more), ...Object.values(endpoints)].map(({ path }) => path);
  assert.equal(new Set(paths).size, paths.length);
  for (const { path } of Object.values(more)) assert.match(path, /^\/(user|application|applet)\/[a-z_]+(\/[a-z_]+)?$/);
});
