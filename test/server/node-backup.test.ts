/** A copy of a running server's data has its database and its files, and makes a server again. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { backupFolder } from '../../src/server/node-backup.js';
import { forgetObjects } from '../../src/server/object-uploads.js';
import { temporaryFolder } from './store/stores.js';
import { hashOf, noise, Site } from './uploads.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('a server restored from it has accounts and files, also those removed meanwhile', async () => {
  const data = join(folder, 'data');
  const site = await Site.start({ data });
  const files = [noise(100, 1), noise(6 * 2 ** 20, 2)];
  for (const [i, bytes] of files.entries()) await site.upload(bytes, `a/${i}`);
  // Left by a process that ended in between: in no database.
  const orphan = 'f'.repeat(32);
  mkdirSync(join(data, 'objects/ff'), { recursive: true });
  writeFileSync(join(data, 'objects/ff', orphan), 'nobody knows me');
  const file = join(folder, 'copy');
  assert.deepEqual(await backupFolder(data, file), [file, `${file}.objects`]);
  assert.deepEqual(readdirSync(folder).sort(), ['copy', 'copy.objects', 'data']);
  assert.deepEqual([statSync(file).mode & 0o777, statSync(`${file}.objects`).mode & 0o777], [0o600, 0o700]);
  assert.ok(!existsSync(join(`${file}.objects`, 'ff', orphan)));

  // The copy is one of its own: what happens to the server later does not reach it.
  forgetObjects(site.server.context, 'a');
  await site.server.context.objects.sweep();
  assert.ok(!existsSync(join(data, 'objects', hashOf(files[0]!).slice(0, 2), hashOf(files[0]!))));
  await site.server.close();

  const restored = join(folder, 'restored');
  mkdirSync(restored);
  cpSync(join(data, 'secret'), join(restored, 'secret'));
  renameSync(file, join(restored, 'im.db'));
  renameSync(`${file}.objects`, join(restored, 'objects'));
  const again = await Site.start({ data: restored });
  for (const [i, bytes] of files.entries()) {
    const response = await fetch(`${again.server.url}/object/a/${i}`);
    assert.equal(response.status, 200);
    assert.ok(bytes.equals(Buffer.from(await response.arrayBuffer())));
  }
  assert.equal(again.server.context.store.get('fileUse', ['a'])?.files, 2);
  await again.server.close();
});

it('makes no folder where there are no files, never overwrites, and leaves nothing when it fails', async () => {
  const data = join(folder, 'empty');
  const site = await Site.start({ data });
  const file = join(folder, 'only');
  assert.deepEqual(await backupFolder(data, file), [file]);
  assert.ok(!existsSync(`${file}.objects`));
  await assert.rejects(backupFolder(data, file), /only exists already/);
  mkdirSync(join(folder, 'taken.objects'));
  await assert.rejects(backupFolder(data, join(folder, 'taken')), /taken\.objects exists already/);
  assert.ok(!existsSync(join(folder, 'taken')));
  await assert.rejects(backupFolder(data, join(folder, 'missing', 'copy')), /there is no folder/);
  // A file that can't be copied: its place is a folder.
  mkdirSync(join(data, 'objects/aa', 'a'.repeat(32)), { recursive: true });
  await assert.rejects(backupFolder(data, join(folder, 'broken')));
  assert.deepEqual(
    readdirSync(folder).filter(name => name.startsWith('broken')),
    [],
  );
  await site.server.close();
});
