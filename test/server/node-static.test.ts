import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { createStatic } from '../../src/server/node-static.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
const site = join(folder, 'site');
const bundle = join(folder, 'bundle');
let port = 0;

const serve = createStatic([
  { path: site, strict: true, shared: false },
  { path: bundle, strict: true, shared: true },
]);
const server = createServer((req, res) => {
  void serve(req, res, (req.url ?? '').split('?')[0]!).then(found => found || res.writeHead(404).end('none'));
});

before(async () => {
  mkdirSync(join(site, 'sub'), { recursive: true });
  mkdirSync(join(site, '.git'));
  mkdirSync(bundle);
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  writeFileSync(join(site, 'index.html'), '<h1>hello</h1>');
  writeFileSync(join(site, 'sub/index.html'), 'sub');
  writeFileSync(join(site, 'a b.txt'), 'blank');
  writeFileSync(join(site, 'picture.svg'), '<svg/>');
  writeFileSync(join(site, '.hidden'), 'hidden');
  writeFileSync(join(site, '.git/config'), 'hidden');
  writeFileSync(join(bundle, 'im-elements.js'), `export default ${JSON.stringify('x'.repeat(5000))};`);
  writeFileSync(join(bundle, 'im-elements.zh-CN-Ab12_-9z.js'), 'export {};');
  symlinkSync(join(folder, 'outside.txt'), join(site, 'link.txt'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** Not fetch: it would tidy the path up before sending it. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers, method }, res => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(parts) }));
    })
      .on('error', reject)
      .end();
  });

it('serves files with their types, and index.html for folders', async () => {
  const page = await get('/');
  assert.equal(page.body.toString(), '<h1>hello</h1>');
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal((await get('/sub/')).body.toString(), 'sub');
  assert.equal((await get('/a%20b.txt?x=1')).body.toString(), 'blank');
  assert.equal((await get('/im-elements.js')).headers['content-type'], 'text/javascript; charset=utf-8');
});

it('serves nothing outside of its folders, nothing hidden, nothing oddly named', async () => {
  const paths = [
    '/../outside.txt',
    '/sub/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/sub/..%5c..%5coutside.txt',
    '/link.txt',
    '/.hidden',
    '/.git/config',
    '/%2egit/config',
    '/index.html%00.txt',
    '/%ff',
    '/%',
    '//../outside.txt',
    '/sub',
    '/none.html',
    `/${'a/'.repeat(3000)}`,
    `/${'x'.repeat(5000)}`,
    folder + '/outside.txt',
  ];
  for (const path of paths) assert.equal((await get(path)).status, 404, path);
});

it('pages run nothing but their own files, and are framed by nobody else', async () => {
  const { headers } = await get('/');
  assert.match(
    String(headers['content-security-policy']),
    /default-src 'none'; script-src 'self'; style-src 'self'.*frame-ancestors 'self'.*require-trusted-types-for 'script'/,
  );
  assert.match(String(headers['content-security-policy']), /media-src 'self' data: blob: http: https:/);
  assert.match(String(headers['permissions-policy']), /microphone=\(self\)/);
  assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  assert.match(String((await get('/picture.svg')).headers['content-security-policy']), /sandbox/);
});

it('the bundle may be loaded by other sites', async () => {
  const { headers } = await get('/im-elements.js');
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal((await get('/')).headers['access-control-allow-origin'], undefined);
});

it('answers 304 to who has it, and to nobody else', async () => {
  const { headers } = await get('/');
  const etag = String(headers['etag']);
  assert.equal(headers['cache-control'], 'no-cache');
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get('/', { 'if-none-match': tag });
    assert.deepEqual([again.status, again.body.length], [304, 0], tag);
  }
  assert.equal((await get('/', { 'if-none-match': '"other"' })).status, 200);
  writeFileSync(join(site, 'index.html'), '<h1>changed</h1>');
  assert.equal((await get('/', { 'if-none-match': etag })).status, 200);
  assert.match(String((await get('/im-elements.zh-CN-Ab12_-9z.js')).headers['cache-control']), /immutable/);
  // A name that stays the same with every release; eight letters behind a hyphen make no hash.
  assert.equal((await get('/im-elements.js')).headers['cache-control'], 'no-cache');
  // Nor do the operator's own names say anything.
  writeFileSync(join(site, 'app-Ab12_-9z.js'), '1');
  assert.equal((await get('/app-Ab12_-9z.js')).headers['cache-control'], 'no-cache');
});

it('packs text for those who unpack it; HEAD says the same without a body', async () => {
  const plain = await get('/im-elements.js');
  const packed = await get('/im-elements.js', { 'accept-encoding': 'gzip' });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(packed.body.length < plain.body.length / 4);
  assert.equal(plain.headers['content-encoding'], undefined);
  const head = await get('/im-elements.js', {}, 'HEAD');
  assert.deepEqual([head.body.length, head.headers['content-length']], [0, String(plain.body.length)]);
});
