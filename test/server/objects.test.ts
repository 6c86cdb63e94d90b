/** What is left over, and who is in whose way. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { eraseUser } from '../../src/server/routes/account-end.js';
import { temporaryFolder } from './store/stores.js';
import { addressOf, hashOf, noise, PART, Site } from './uploads.js';
import { until } from './world.js';

async function inFolder(work: (data: string) => Promise<void>) {
  const data = temporaryFolder();
  try {
    await work(data);
  } finally {
    rmSync(data, { recursive: true });
  }
}
const pathOf = (data: string, hash: string) => join(data, 'objects', hash.slice(0, 2), hash);

describe('sweeping', () => {
  it('a restart in the middle of an upload: it goes on; finished files stay', () =>
    inFolder(async data => {
      let site = await Site.start({ data });
      const bytes = noise(PART + 100);
      const kept = await site.upload(noise(50, 2), 'a/kept');
      const { upload } = await site.initiate(bytes, 'a/middle');
      assert.equal((await site.put(addressOf(upload!.sign!, 1), bytes.subarray(0, PART))).status, 200);
      await site.server.close();
      site = await Site.start({ data });
      await site.server.context.objects.sweep();
      assert.equal((await fetch(site.server.url + new URL(kept).pathname)).status, 200);
      const sign = await site.ok<any>('/object/auth_sign', { uploadID: upload!.uploadID, partNumbers: [2] });
      assert.equal((await site.put(addressOf(sign, 2), bytes.subarray(PART))).status, 200);
      const { data: done } = await site.complete(bytes, upload!.uploadID, 'a/middle');
      assert.ok(Buffer.from(await (await fetch(done!.url)).arrayBuffer()).equals(bytes));
      await site.server.close();
    }));

  it('at the start: bytes of nobody, uploads too old, objects without a name', () =>
    inFolder(async data => {
      let site = await Site.start({ data });
      const [named, unnamed] = [noise(50, 3), noise(50, 4)];
      await site.upload(named, 'a/named');
      await site.upload(unnamed, 'a/unnamed');
      const { upload } = await site.initiate(noise(50, 5), 'a/old');
      await site.put(addressOf(upload!.sign!, 1), noise(50, 5));
      const { store } = site.server.context;
      store.delete('objectNames', ['a/unnamed']);
      store.put('uploads', { ...store.get('uploads', [upload!.uploadID])!, expireTime: 1 });
      assert.equal((await site.complete(noise(50, 5), upload!.uploadID, 'a/old')).errCode, 1701);
      await site.server.close();
      const stray = 'd'.repeat(32);
      writeFileSync(join(data, 'uploads', stray), 'x');
      mkdirSync(join(data, 'objects', 'dd'));
      writeFileSync(pathOf(data, stray), 'x');
      site = await Site.start({ data });
      await until(() => !existsSync(pathOf(data, hashOf(unnamed))));
      await site.server.context.objects.sweep();
      assert.deepEqual(readdirSync(join(data, 'uploads')), []);
      const left = readdirSync(join(data, 'objects'), { recursive: true }).map(String);
      assert.deepEqual(
        left.filter(path => path.length > 30),
        [join(hashOf(named).slice(0, 2), hashOf(named))],
      );
      assert.equal(site.server.context.store.count('objects'), 1);
      assert.equal(site.server.context.store.count('uploads'), 0);
      await site.server.close();
    }));

  it('a file that lost its last name goes; one that others have stays', () =>
    inFolder(async data => {
      const site = await Site.start({ data });
      const { context } = site.server;
      const [mine, ours, replaced] = [noise(60, 6), noise(60, 7), noise(60, 8)];
      await site.upload(mine, 'a/mine');
      await site.upload(ours, 'a/ours');
      const theirs = await site.upload(ours, 'b/ours', 'b');
      await site.upload(replaced, 'b/replaced', 'b');
      await site.upload(noise(60, 9), 'b/replaced', 'b');
      await until(() => !existsSync(pathOf(data, hashOf(replaced))));
      assert.equal(existsSync(pathOf(data, hashOf(replaced))), false);
      context.store.transaction(() => eraseUser(context, () => undefined, 'a'));
      await until(() => !existsSync(pathOf(data, hashOf(mine))));
      assert.equal(existsSync(pathOf(data, hashOf(mine))), false);
      assert.equal((await fetch(`${site.server.url}/object/a/mine`)).status, 404);
      assert.equal((await fetch(theirs)).status, 200);
      assert.equal(context.store.count('objectNames', { index: 'byUser', prefix: ['a'] }), 0);
      await site.server.close();
    }));

  it('a server that stops while it sweeps has nothing to complain of', () =>
    inFolder(async data => {
      for (let i = 0; i < 24; i++) {
        for (const name of ['a', 'b', 'c'].map(digit => digit.repeat(32))) {
          mkdirSync(join(data, 'objects', name.slice(0, 2)), { recursive: true });
          writeFileSync(pathOf(data, name), 'x');
          mkdirSync(join(data, 'uploads'), { recursive: true });
          writeFileSync(join(data, 'uploads', name), 'x');
        }
        const lines: string[] = [];
        const site = await Site.start({ data, logLine: line => void lines.push(line) });
        for (let turn = 0; turn < i; turn++) await new Promise(resolve => setImmediate(resolve));
        await site.server.close();
        const { objects } = site.server.context;
        await objects.sweep();
        objects.dropUnnamed(['a'.repeat(32)]);
        for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve));
        assert.deepEqual(lines.join(''), '');
      }
    }));

  it('a deletion that was taken back removes nothing', () =>
    inFolder(async data => {
      const site = await Site.start({ data });
      const { context } = site.server;
      const url = await site.upload(noise(60, 10), 'a/stays');
      assert.throws(() =>
        context.store.transaction(() => {
          eraseUser(context, () => undefined, 'a');
          throw new Error('taken back');
        }),
      );
      await context.objects.sweep();
      assert.equal((await fetch(url)).status, 200);
      await site.server.close();
    }));
});

describe('turns', () => {
  it('one at a time for a hash, in order, whatever fails', async () => {
    const site = await Site.start();
    const { objects } = site.server.context;
    const seen: number[] = [];
    const work = (n: number) => async () => {
      await new Promise(resolve => setImmediate(resolve));
      seen.push(n);
      if (n === 2) throw new Error('two');
      return n;
    };
    const results = await Promise.allSettled([1, 2, 3].map(n => objects.withHash('h', work(n))));
    assert.deepEqual(
      [seen, results.map(one => one.status)],
      [
        [1, 2, 3],
        ['fulfilled', 'rejected', 'fulfilled'],
      ],
    );
    await site.server.close();
  });

  it('an upload is finished or written, not both', async () => {
    const site = await Site.start();
    const { objects } = site.server.context;
    const [one, two] = [objects.writing('u'), objects.writing('u')];
    await assert.rejects(
      objects.alone('u', () => Promise.resolve()),
      { errCode: 1001 },
    );
    one();
    await assert.rejects(
      objects.alone('u', () => Promise.resolve()),
      { errCode: 1001 },
    );
    two();
    await objects.alone('u', async () => {
      assert.throws(() => objects.writing('u'), { errCode: 1001 });
      await assert.rejects(
        objects.alone('u', () => Promise.resolve()),
        { errCode: 1001 },
      );
    });
    objects.writing('u')();
    await site.server.close();
  });
});
