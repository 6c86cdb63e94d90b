/** The gateway's URL: every parameter, every defect, in the order the server looks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readQuery } from '../../src/server/gateway-query.js';

const good = {
  sendID: '1002',
  token: 'tok',
  platformID: '5',
  operationID: 'op',
  isBackground: 'false',
  isMsgResp: 'true',
  sdkType: 'js',
};
const read = (query: Record<string, string>, header = '') => {
  try {
    return readQuery(new URLSearchParams(query), header);
  } catch (error) {
    const { errCode, errMsg } = error as { errCode: number; errMsg: string };
    return `${errCode} ${errMsg}`;
  }
};
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)));
const pack = (fields: unknown) =>
  Buffer.from(typeof fields === 'string' ? fields : JSON.stringify(fields)).toString('base64url');

describe('gateway query', () => {
  it('reads the usual form', () => {
    assert.deepEqual(read(good), {
      userID: '1002',
      token: 'tok',
      platformID: 5,
      operationID: 'op',
      isMsgResp: true,
      gzip: false,
    });
    assert.deepEqual(read({ ...good, compression: 'gzip' }), { ...(read(good) as object), gzip: true });
    assert.deepEqual(read(good, 'gzip'), { ...(read(good) as object), gzip: true });
    assert.deepEqual(
      read({ ...good, compression: 'br' }, 'gzip'),
      read(good),
      'the parameter counts, and others than gzip are none',
    );
    assert.deepEqual(read(without('isMsgResp')), { ...(read(good) as object), isMsgResp: false });
  });

  it("takes Go's words for true and false", () => {
    for (const word of ['1', 't', 'T', 'true', 'TRUE', 'True'])
      assert.equal((read({ ...good, isMsgResp: word, isBackground: word }) as { isMsgResp: boolean }).isMsgResp, true);
    for (const word of ['0', 'f', 'F', 'false', 'FALSE', 'False'])
      assert.equal((read({ ...good, isMsgResp: word, isBackground: word }) as { isMsgResp: boolean }).isMsgResp, false);
    assert.match(String(read({ ...good, isMsgResp: 'yes' })), /^1602 isMsgResp/);
    assert.match(String(read({ ...good, isBackground: 'yes' })), /^500 isBackground/);
  });

  it("names the first defect in the server's order", () => {
    const order: [string, RegExp][] = [
      ['platformID', /^1602 platformID is not int/],
      ['isBackground', /^500 isBackground/],
      ['operationID', /^1602 operationID/],
      ['token', /^1602 token/],
      ['sendID', /^1602 sendID/],
      ['sdkType', /^1602 sdkType/],
    ];
    const names = order.map(([name]) => name);
    order.forEach(([, words], i) => {
      assert.match(String(read(without(...names.slice(i)))), words);
    });
    for (const platformID of ['x', '', '5x', '1e3'])
      assert.match(String(read({ ...good, platformID })), /^1602 platformID is not int/);
    for (const platformID of ['0', '12', '-1'])
      assert.match(String(read({ ...good, platformID })), /^1602 platformID is invalid/);
    for (const sdkType of ['go', 'php']) assert.match(String(read({ ...good, sdkType })), /^1602 sdkType/);
  });

  it('reads the packed form, and nothing beside it', () => {
    const fields = {
      token: 'tok',
      userID: '1002',
      platformID: 5,
      operationID: 'op',
      compression: 'gzip',
      sdkType: 'js',
      sendResponse: true,
      background: false,
      sdkVersion: '1',
    };
    assert.deepEqual(read({ v: pack(fields) }), {
      userID: '1002',
      token: 'tok',
      platformID: 5,
      operationID: 'op',
      isMsgResp: true,
      gzip: true,
    });
    const { background: _, compression: __, ...fewer } = fields;
    assert.deepEqual(read({ ...good, sendID: 'other', v: pack(fewer) }, 'gzip'), {
      userID: '1002',
      token: 'tok',
      platformID: 5,
      operationID: 'op',
      isMsgResp: true,
      gzip: false,
    });
    assert.deepEqual(read({ ...good, v: '' }), read(good));
    const unicode = { ...fewer, operationID: 'öp-😀' };
    assert.equal((read({ v: pack(unicode) }) as { operationID: string }).operationID, 'öp-😀');
  });

  it('refuses a packed form that is none', () => {
    const fields = { token: 'tok', userID: '1002', platformID: 5, operationID: 'op', sdkType: 'js' };
    const bad = [
      '*',
      'a',
      pack('{'),
      pack([]),
      pack('null'),
      pack('7'),
      pack({ ...fields, token: 7 }),
      pack({ ...fields, platformID: '5' }),
      pack({ ...fields, platformID: 1.5 }),
      pack({ ...fields, sendResponse: 'true' }),
      pack({ ...fields, background: 1 }),
      pack({ ...fields, userID: '' }),
      `${pack(fields)}=`,
      Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url'),
    ];
    for (const v of bad) assert.match(String(read({ v })), /^1602 /, v);
  });
});
