import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callerAddress, isLoopback } from '../../src/server/node-address.js';

const from = (remoteAddress: string, forwarded: string | undefined, trusted: number) =>
  callerAddress(
    { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as never,
    trusted,
  );

it('believes X-Forwarded-For only as far as there are proxies of ours', () => {
  assert.equal(from('10.0.0.1', '6.6.6.6', 0), '10.0.0.1');
  assert.equal(from('10.0.0.1', '6.6.6.6, 1.2.3.4', 1), '1.2.3.4');
  assert.equal(from('10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2), '1.2.3.4');
  assert.equal(from('10.0.0.1', '1.2.3.4', 2), '1.2.3.4');
  assert.equal(from('10.0.0.1', undefined, 1), '10.0.0.1');
  assert.equal(from('10.0.0.1', 'unknown, <script>', 1), '10.0.0.1');
  // What the caller wrote does not count because a proxy wrote no address.
  assert.equal(from('10.0.0.1', '6.6.6.6, unknown', 1), '10.0.0.1');
});

it('takes ports, brackets and IPv4-in-IPv6 off', () => {
  assert.equal(from('::ffff:10.0.0.1', undefined, 0), '10.0.0.1');
  assert.equal(from('::1', '1.2.3.4:5678', 1), '1.2.3.4');
  assert.equal(from('::1', '[2001:db8::1]:443', 1), '2001:db8:0:0::/64');
});

it('counts an IPv6 network as one caller', () => {
  assert.equal(from('2001:db8:1:2:a:b:c:d', undefined, 0), from('2001:0DB8:1:2::9', undefined, 0));
  assert.notEqual(from('2001:db8:1:2::1', undefined, 0), from('2001:db8:1:3::1', undefined, 0));
  assert.equal(from('::1', undefined, 0), '0:0:0:0::/64');
});

it('knows hosts that only this machine reaches', () => {
  for (const host of ['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost', 'LOCALHOST'])
    assert.equal(isLoopback(host), true, host);
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', 'example.org', ''])
    assert.equal(isLoopback(host), false, host);
});
