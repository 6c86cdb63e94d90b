/** Bytes in and out over HTTP: signatures, limits, headers, ranges, names that want to be paths. */
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { temporaryFolder } from './store/stores.js';
import { addressOf, hashOf, MB, noise, PART, PNG, Site } from './uploads.js';

const folder = temporaryFolder();
let site: Site;
before(async () => {
  site = await Site.start({ data: folder, maxFileMb: 12 });
});
after(async () => {
  await site.server.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path nobody tidies up first. */
const raw = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const { hostname, port } = new URL(site.server.url);
    request({ hostname, port, path, method, headers }, answer => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
const storedFiles = () => readdirSync(join(folder, 'objects'), { recursive: true }).map(String);

describe('parts', () => {
  it('a file of several parts comes back as it was, and lies under its hash [O9]', async () => {
    const bytes = noise(2 * PART + 1000);
    const url = await site.upload(bytes, 'a/film.bin');
    const answer = await fetch(url);
    assert.deepEqual([answer.status, Buffer.from(await answer.arrayBuffer()).equals(bytes)], [200, true]);
    const hash = hashOf(bytes);
    assert.ok(storedFiles().includes(join(hash.slice(0, 2), hash)));
    assert.deepEqual(readdirSync(join(folder, 'uploads')), []);
  });

  it('are refused without the signature made for just this part, and when it is too old', async () => {
    const bytes = noise(PART + 10, 2);
    const { upload } = await site.initiate(bytes, 'a/signed');
    const good = new URL(addressOf(upload!.sign!, 2));
    const wrong = (change: (query: URLSearchParams) => void) => {
      const url = new URL(good);
      change(url.searchParams);
      return site.put(url.href, bytes.subarray(PART));
    };
    const old = String(Date.now() - 1);
    for (const change of [
      (query: URLSearchParams) => query.delete('signature'),
      (query: URLSearchParams) => query.set('signature', '0'.repeat(64)),
      (query: URLSearchParams) => query.set('partNumber', '1'),
      (query: URLSearchParams) => query.set('partNumber', '3'),
      (query: URLSearchParams) => query.set('partNumber', '1e0'),
      (query: URLSearchParams) => query.set('expires', old),
      (query: URLSearchParams) => query.set('expires', String(Date.now() + 1e12)),
      (query: URLSearchParams) => query.set('uploadId', '../../etc/passwd'),
      (query: URLSearchParams) => query.delete('uploadId'),
    ])
      assert.equal((await wrong(change)).status, 403);
    assert.equal((await wrong(() => undefined)).status, 200);
  });

  it('have just the announced length: longer is 413, shorter 400, announced or not', async () => {
    const bytes = noise(100, 3);
    const { upload } = await site.initiate(bytes, 'a/length');
    const url = addressOf(upload!.sign!, 1);
    assert.equal((await site.put(url, noise(101))).status, 413);
    assert.equal((await site.put(url, noise(99))).status, 400);
    const chunked = (length: number) => {
      const body = new ReadableStream({
        start(stream) {
          for (let at = 0; at < length; at += 50) stream.enqueue(noise(Math.min(50, length - at)));
          stream.close();
        },
      });
      return fetch(url, { method: 'PUT', body, duplex: 'half' } as RequestInit);
    };
    assert.equal((await chunked(200)).status, 413);
    assert.equal((await chunked(50)).status, 400);
    assert.equal((await site.put(url, noise(MB))).status, 413);
    assert.equal((await site.complete(bytes, upload!.uploadID, 'a/length')).errCode, 500);
    assert.equal((await site.put(url, bytes)).status, 200);
    assert.equal((await site.complete(bytes, upload!.uploadID, 'a/length')).errCode, 0);
  });

  it('other bytes of the right length do not pass for the file', async () => {
    const bytes = noise(500, 4);
    const { upload } = await site.initiate(bytes, 'a/forged');
    const url = addressOf(upload!.sign!, 1);
    assert.equal((await site.put(url, noise(500, 5))).status, 200);
    const { errCode, errDlt } = await site.complete(bytes, upload!.uploadID, 'a/forged');
    assert.deepEqual([errCode, /hash/.test(errDlt)], [500, true]);
    assert.equal((await fetch(`${site.server.url}/object/a/forged`)).status, 404);
  });

  it('pages of other sites may put and read: CORS without a list of origins', async () => {
    const bytes = noise(10, 6);
    const { upload } = await site.initiate(bytes, 'a/cors');
    const url = addressOf(upload!.sign!, 1);
    const origin = { origin: 'https://page.example' };
    const asked = await fetch(url, {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'PUT' },
    });
    assert.deepEqual(
      [
        asked.status,
        asked.headers.get('access-control-allow-origin'),
        asked.headers.get('access-control-allow-methods'),
      ],
      [200, '*', '*'],
    );
    const put = await site.put(url, bytes, origin);
    assert.equal(put.headers.get('access-control-allow-origin'), '*');
  });
});

describe('addresses', () => {
  it('hold behind the usual proxy paths', async () => {
    const bytes = noise(20, 7);
    const { data } = await site.ask<any>('/api/object/initiate_multipart_upload', {
      hash: hashOf(bytes),
      size: 20,
      maxParts: -1,
      name: 'a/proxied',
    });
    const url = addressOf(data.upload.sign, 1);
    assert.ok(url.startsWith(`${site.server.url}/api/object-parts?`));
    assert.equal((await site.put(url, bytes)).status, 200);
    await site.complete(bytes, data.upload.uploadID, 'a/proxied');
    for (const prefix of ['', '/api', '/chat'])
      assert.equal((await fetch(`${site.server.url}${prefix}/object/a/proxied`)).status, 200);
  });
});

describe('a file by its name', () => {
  it('a picture is shown; nothing in it may run; ETag, HEAD and 304 [O8]', async () => {
    const url = await site.upload(PNG, 'a/käse "1"; x.png');
    const answer = await fetch(url);
    const headers = Object.fromEntries(answer.headers);
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(
      headers['content-disposition'],
      `inline; filename="k_se _1__ x.png"; filename*=UTF-8''k%C3%A4se%20%221%22%3B%20x.png`,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['content-security-policy'], "sandbox; default-src 'none'");
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cache-control'], 'public, no-cache');
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(PNG));
    const etag = headers['etag']!;
    const again = await fetch(url, { headers: { 'if-none-match': `"x", W/${etag}` } });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    const head = await fetch(url, { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(PNG.length)]);
    const versioned = await fetch(`${url}?v=${hashOf(PNG)}`);
    assert.match(versioned.headers.get('cache-control')!, /immutable/);
    assert.doesNotMatch((await fetch(`${url}?v=other`)).headers.get('cache-control')!, /immutable/);
  });

  const active: [string, string][] = [
    ['page.html', '<!doctype html><script>top.ran = 1</script>'],
    ['page.png', '<html><body onload="top.ran=1">'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>top.ran=1</script></svg>'],
    ['feed.xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>'],
    ['code.js', 'top.ran = 1'],
    ['style.css', 'body { background: red }'],
    ['page.pdf', '%PDF-1.4 <script>'],
    ['page.mht', 'MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>1</script>'],
  ];
  for (const [file, text] of active) {
    it(`${file} is for saving, whatever its uploader called it`, async () => {
      const bytes = Buffer.from(text);
      const { headers } = await fetch(await site.upload(bytes, `a/${file}`));
      assert.match(headers.get('content-type')!, /^application\/(?:octet-stream|pdf)$/);
      assert.match(headers.get('content-disposition')!, /^attachment; /);
      assert.match(headers.get('content-security-policy')!, /^sandbox;/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    });
  }

  it('sound and film come in spans', async () => {
    const bytes = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), noise(1000, 8)]);
    const url = await site.upload(bytes, 'a/song.mp3');
    const span = async (range: string, more: Record<string, string> = {}) => {
      const answer = await fetch(url, { headers: { range, ...more } });
      const body = Buffer.from(await answer.arrayBuffer());
      return [answer.status, answer.headers.get('content-range'), body.toString('hex')];
    };
    const hex = (from: number, to?: number) => bytes.subarray(from, to).toString('hex');
    const size = bytes.length;
    assert.deepEqual(await span('bytes=0-9'), [206, `bytes 0-9/${size}`, hex(0, 10)]);
    assert.deepEqual(await span('bytes=1000-'), [206, `bytes 1000-${size - 1}/${size}`, hex(1000)]);
    assert.deepEqual(await span('bytes=-5'), [206, `bytes ${size - 5}-${size - 1}/${size}`, hex(size - 5)]);
    assert.deepEqual(await span('bytes=5-99999'), [206, `bytes 5-${size - 1}/${size}`, hex(5)]);
    assert.deepEqual(await span(`bytes=${size}-`), [416, `bytes */${size}`, '']);
    assert.deepEqual(await span('bytes=0-1,4-5'), [200, null, hex(0)]);
    assert.deepEqual(await span('bytes=0-1', { 'if-range': '"other"' }), [200, null, hex(0)]);
    assert.deepEqual(await span('bytes=0-1', { 'if-range': `"${hashOf(bytes)}"` }), [
      206,
      `bytes 0-1/${size}`,
      hex(0, 2),
    ]);
    const head = await fetch(url, { method: 'HEAD' });
    assert.deepEqual([head.headers.get('content-type'), head.headers.get('accept-ranges')], ['audio/mpeg', 'bytes']);
  });

  it('a small picture may be asked for: it comes in its own size; what is no picture is 500, odd queries 400', async () => {
    const picture = await site.upload(PNG, 'a/small.png');
    const text = await site.upload(Buffer.from('hello'), 'a/text.txt');
    const status = async (url: string) => (await fetch(url)).status;
    assert.equal(await status(`${picture}?type=image&width=100&height=100&format=png`), 200);
    assert.equal(await status(`${picture}?type=image`), 200);
    assert.equal(await status(`${text}?type=image`), 500);
    for (const query of ['type=video', 'type=', 'type=image&width=x', 'type=image&height=-1', 'type=image&format=svg'])
      assert.equal(await status(`${picture}?${query}`), 400, query);
  });

  it('names are no paths', async () => {
    const before = storedFiles().length;
    for (const path of [
      '/object/',
      '/object/../../../../etc/passwd',
      '/object/..%2f..%2f..%2fetc%2fpasswd',
      '/object/%2e%2e/%2e%2e/im.db',
      '/object/a/%00',
      '/object/a/%',
      '/object/a/%c3%28',
      '/object/a/%ff',
      '/object//etc/passwd',
      '/object/a\\..\\im.db',
      '/object/__proto__',
      '/object/constructor',
      `/object/${'a'.repeat(5000)}`,
      '/object/objects/ab',
      '/api/object/../im.db',
    ]) {
      const { status, body } = await raw(path);
      assert.equal(status, 404, path);
      assert.ok(body.length < 100);
    }
    assert.equal(storedFiles().length, before);
  });
});

describe('while it runs', () => {
  it('the same file uploaded by many at once is stored once, and whole for each', async () => {
    const bytes = noise(PART + 77, 9);
    const begun = await Promise.all(Array.from({ length: 6 }, (_, i) => site.initiate(bytes, `a/same${i}`)));
    const urls = await Promise.all(
      begun.map(async ({ upload }, i) => {
        await site.put(addressOf(upload!.sign!, 1), bytes.subarray(0, PART));
        await site.put(addressOf(upload!.sign!, 2), bytes.subarray(PART));
        const { data } = await site.complete(bytes, upload!.uploadID, `a/same${i}`);
        return data!.url;
      }),
    );
    for (const url of urls) assert.ok(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes));
    assert.equal(storedFiles().filter(path => path.endsWith(hashOf(bytes))).length, 1);
    const known = await site.initiate(bytes, 'b/same', { who: 'b' });
    assert.deepEqual([known.upload, known.url], [null, `${site.server.url}/object/b/same`]);
  });

  it('who still writes can not have it finished: no bytes change after they were checked', async () => {
    const bytes = noise(1000, 10);
    const { upload } = await site.initiate(bytes, 'a/late');
    const url = addressOf(upload!.sign!, 1);
    assert.equal((await site.put(url, bytes)).status, 200);
    const { hostname, port, pathname, search } = new URL(url);
    const slow = request({
      hostname,
      port,
      path: pathname + search,
      method: 'PUT',
      headers: { 'content-length': '1000' },
    });
    const answered = new Promise<number>(resolve =>
      slow.on('response', answer => resolve(answer.resume().statusCode!)),
    );
    slow.write(bytes.subarray(0, 500));
    const { context } = site.server;
    let code = 0;
    // The request needs its time to get there; until then there is nobody who writes.
    for (let i = 0; !code && i < 100; i++) {
      try {
        context.objects.writing(upload!.uploadID)();
        await new Promise(resolve => setImmediate(resolve));
        await context.objects.alone(upload!.uploadID, () => Promise.resolve());
      } catch {
        code = (await site.complete(bytes, upload!.uploadID, 'a/late')).errCode;
      }
    }
    assert.equal(code, 1001);
    slow.end(bytes.subarray(500));
    assert.equal(await answered, 200);
    assert.equal((await site.complete(bytes, upload!.uploadID, 'a/late')).errCode, 0);
    assert.equal((await site.put(url, bytes)).status, 403);
  });

  it('a caller who hangs up leaves an upload that can go on', async () => {
    const bytes = noise(2000, 11);
    const { upload } = await site.initiate(bytes, 'a/again');
    const url = new URL(addressOf(upload!.sign!, 1));
    await new Promise<void>(resolve => {
      const half = request({
        hostname: url.hostname,
        port: url.port,
        path: url.pathname + url.search,
        method: 'PUT',
        headers: { 'content-length': '2000' },
      });
      half.on('error', () => resolve());
      half.write(bytes.subarray(0, 700), () => half.destroy());
      half.on('close', () => resolve());
    });
    assert.equal((await site.put(url.href, bytes)).status, 200);
    assert.equal((await site.complete(bytes, upload!.uploadID, 'a/again')).errCode, 0);
  });
});
