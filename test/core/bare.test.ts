import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createClient } from '../../src/client.js';
import type { ImError } from '../../src/protocol/errors.js';
import { createDevice } from './world.js';

const platform = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
const credentials = { userID: 'anna', token: 'a' };
const server = 'http://127.0.0.1:9';

describe('a platform without WebSocket', () => {
  afterEach(() => {
    if (platform) Object.defineProperty(globalThis, 'WebSocket', platform);
  });

  it('rejects the sign-in, saying what to pass, and keeps nothing', async () => {
    Reflect.deleteProperty(globalThis, 'WebSocket');
    const device = createDevice();
    const client = createClient({ server, storage: device });
    await assert.rejects(
      client.login(credentials),
      ({ errCode, message }: ImError) => errCode === 10002 && message.includes('WebSocket'),
    );
    assert.equal(client.getLoginStatus(), 103);
    assert.equal(device.local.rows.size, 0);
    client.dispose();
  });

  it('dials with the WebSocket that is passed', async () => {
    Reflect.deleteProperty(globalThis, 'WebSocket');
    let tell!: (url: string) => void;
    const dialled = new Promise<string>(resolve => {
      tell = resolve;
    });
    class Fake extends EventTarget {
      readonly readyState = 0;
      binaryType = '';
      constructor(url: string) {
        super();
        tell(url);
      }
      close() {}
    }
    const client = createClient({ server, storage: createDevice(), WebSocket: Fake });
    client.login(credentials).catch(() => undefined);
    assert.match(await dialled, /^ws:\/\/127\.0\.0\.1:9\/msg_gateway\?sendID=anna/);
    client.dispose();
  });
});
