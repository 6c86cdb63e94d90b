import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveDemo } from '../../scripts/lib/demo-server.mjs';

describe('serveDemo', () => {
  let root: string;
  let server: { url: string; close(): Promise<void> };
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'demo-'));
    await mkdir(join(root, 'demo'));
    await mkdir(join(root, 'dist/cdn'), { recursive: true });
    await writeFile(join(root, 'demo/index.html'), '<p>Hello');
    await writeFile(join(root, 'dist/cdn/im-elements.js'), 'export {};');
    await writeFile(join(root, 'secret.txt'), 'no');
    server = await serveDemo(root);
  });
  after(async () => {
    await server.close();
    await rm(root, { recursive: true });
  });

  it('serves pages with the strict policy, and the bundles beside them', async () => {
    const page = await fetch(`${server.url}/`);
    assert.equal(await page.text(), '<p>Hello');
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*trusted-types im-elements$/);
    const script = await fetch(`${server.url}/im-elements.js`);
    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
  });

  it('serves nothing else', async () => {
    assert.equal((await fetch(`${server.url}/none.html`)).status, 404);
    const { hostname, port } = new URL(server.url);
    const status = await new Promise(resolve => {
      request({ hostname, port, path: '/../secret.txt' }, ({ statusCode }) => resolve(statusCode)).end();
    });
    assert.equal(status, 404);
  });
});
