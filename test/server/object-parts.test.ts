import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  isSigned,
  joinedHash,
  partCount,
  partLimits,
  partSizeOf,
  partSpan,
  SIGNATURE_LIFE,
  signedURL,
  signParts,
} from '../../src/server/object-parts.js';
import type { Row } from '../../src/server/store/tables.js';
import { addressOf, md5 } from './uploads.js';

const upload: Row<'uploads'> = {
  uploadID: 'u1',
  userID: 'a',
  name: 'a/x',
  hash: '',
  size: 25,
  partSize: 10,
  type: '',
  cause: '',
  kind: 'multipart',
  secret: 's'.repeat(64),
  expireTime: 10 * SIGNATURE_LIFE,
};

it('parts are as large as needed for 10,000 of them, never smaller than 5 MB', () => {
  const { minPartSize, maxNumSize } = partLimits;
  const most = minPartSize * maxNumSize;
  assert.equal(partSizeOf(1, most), minPartSize);
  assert.equal(partSizeOf(most, most), minPartSize);
  assert.equal(partSizeOf(most + 1, 2 * most), Math.ceil((most + 1) / maxNumSize));
  for (const size of [0, -1, most + 1]) assert.throws(() => partSizeOf(size, most), { errCode: 1001 });
  assert.equal(partCount(upload), 3);
  assert.deepEqual(
    [partSpan(upload, 1), partSpan(upload, 3)],
    [
      { offset: 0, length: 10 },
      { offset: 20, length: 5 },
    ],
  );
  assert.equal(joinedHash(['a', 'b']), md5('a,b'));
});

it('a signature is for one part of one upload, until its time', () => {
  const now = 1000;
  const query = new URL(signedURL('http://h', '/object-parts', upload, 2, now)).searchParams;
  assert.equal(isSigned(upload, 2, query, now), true);
  assert.equal(isSigned(upload, 1, query, now), false);
  assert.equal(isSigned({ ...upload, secret: 'other' }, 2, query, now), false);
  assert.equal(isSigned({ ...upload, uploadID: 'u2' }, 2, query, now), false);
  assert.equal(isSigned(upload, 2, query, now + SIGNATURE_LIFE - 1), true);
  assert.equal(isSigned(upload, 2, query, now + SIGNATURE_LIFE), false);
  assert.equal(isSigned(upload, 2, new URLSearchParams(), now), false);
  const soon = { ...upload, expireTime: now + 5 };
  assert.equal(isSigned(soon, 1, new URL(signedURL('http://h', '/p', soon, 1, now)).searchParams, now + 5), false);
  const joint = new URL(addressOf(signParts('http://h', upload, [1, 3], now), 3)).searchParams;
  assert.deepEqual([joint.get('uploadId'), isSigned(upload, 3, joint, now)], ['u1', true]);
});
