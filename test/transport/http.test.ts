import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { post } from '../../src/transport/http.js';

const answering = (body: string, status = 200) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return new Response(body, { status });
  }) as unknown as typeof globalThis.fetch;
  return { fetch, asked };
};

describe('post', () => {
  it('sends what the protocol wants, and opens the envelope', async () => {
    const { fetch, asked } = answering('{"errCode":0,"errMsg":"","errDlt":"","data":{"x":1}}');
    assert.deepEqual(await post(fetch, 'https://s/api/x', { q: 1 }, 'op', 'tok'), { x: 1 });
    const { url, init } = asked[0]!;
    assert.equal(url, 'https://s/api/x');
    assert.equal(init.method, 'POST');
    assert.deepEqual(init.headers, { 'Content-Type': 'application/json', operationID: 'op', token: 'tok' });
    assert.equal(init.body, '{"q":1}');
    assert.ok(init.signal);
  });
  it('sends no empty token, and knows answers without data', async () => {
    const { fetch, asked } = answering('{"errCode":0,"errMsg":"","errDlt":""}');
    assert.equal(await post(fetch, 'https://s/x', {}, 'op', ''), undefined);
    assert.ok(!('token' in (asked[0]!.init.headers as object)));
  });
  it('gives the server’s code and words', async () => {
    const { fetch } = answering('{"errCode":1004,"errMsg":"RecordNotFoundError","errDlt":"no such user"}');
    await assert.rejects(post(fetch, 'https://s/x', {}, 'op', ''), {
      errCode: 1004,
      errMsg: 'RecordNotFoundError no such user',
      operationID: 'op',
      retryable: false,
    });
  });
  for (const [status, body, errCode, retryable] of [
    [404, '404 page not found', 10005, false],
    [200, '<html>', 10005, false],
    [200, 'null', 10005, false],
    [502, 'Bad Gateway', 10005, true],
    [429, 'slow down', 429, true],
    [429, '{"errCode":429,"errMsg":"TooManyRequests","errDlt":""}', 429, true],
  ] as const)
    it(`explains HTTP ${status} with ${body}`, async () => {
      await assert.rejects(post(answering(body, status).fetch, 'https://s/x', {}, 'op', ''), { errCode, retryable });
    });
  it('tells a missing network from a time-out', async () => {
    const failing = (error: Error) => (() => Promise.reject(error)) as unknown as typeof globalThis.fetch;
    await assert.rejects(post(failing(new TypeError('Failed to fetch')), 'https://s/x', {}, 'op', ''), {
      errCode: 10000,
      retryable: true,
    });
    await assert.rejects(post(failing(new DOMException('late', 'TimeoutError')), 'https://s/x', {}, 'op', ''), {
      errCode: 10001,
      retryable: true,
    });
  });
});
