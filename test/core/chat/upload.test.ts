import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { buildSync } from 'esbuild';
import { chromium } from 'playwright-core';
import WebSocket from 'ws';
import { CHROME_FLAGS, installedBrowser } from '../../../scripts/lib/browser.mjs';
import type { upload } from '../../../src/core/chat/upload.js';
import { createClient, type Client } from '../../../src/client.js';
import { ImError } from '../../../src/protocol/errors.js';
import type { Backend, UploadRequest } from '../../../src/protocol/port.js';
import { addresses, openimBackend } from '../../../src/transport/openim.js';
import { openSocket } from '../../../src/transport/socket.js';
import { startServer, type Running } from '../../server/running.js';
import { createDevice, until } from '../world.js';
import { createSending, shown, swift, untilShown, type Sending } from './sending.js';

const MB = 1 << 20;
/** Bytes that no other test has sent. */
const bytes = (size: number, seed: number) =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255);
const blob = (size: number, seed: number) => new Blob([bytes(size, seed)], { type: 'application/octet-stream' });
const partOf = ({ url }: UploadRequest) => Number(new URL(url).searchParams.get('partNumber'));

/** A backend that counts the parts it puts, and has trouble where the test says. */
function counted(backend: Backend) {
  const net = {
    parts: [] as number[],
    calls: [] as string[],
    trouble: (_part: number, _request: UploadRequest): unknown => undefined,
    backend: {
      ...backend,
      call: (endpoint, ...rest) => {
        net.calls.push(endpoint.path);
        return backend.call(endpoint, ...rest);
      },
      async upload(request) {
        const part = partOf(request);
        net.parts.push(part);
        await net.trouble(part, request);
        await backend.upload!(request);
      },
    } as Backend,
  };
  return net;
}
const gone = () => {
  throw new ImError(10000, 'gone');
};

describe('upload over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'im-upload-'));
  let server: Running;
  let net: ReturnType<typeof counted>;
  let client: Client;
  let userID: string;
  before(async () => {
    server = await startServer(['--data', data]);
    net = counted(openimBackend({ ...addresses({ server: server.url }), WebSocket }, openSocket));
    client = createClient({ backend: net.backend, storage: createDevice(), ...swift });
    ({ userID } = await client.register({ user: { nickname: 'Anna', account: 'anna', password: 'secret-1' } }));
    await until(client, state => state.connection.status === 'connected');
  });
  after(async () => {
    client.dispose();
    await server.end('SIGTERM');
    rmSync(data, { recursive: true });
  });
  afterEach(() => {
    net.trouble = () => undefined;
    net.parts = [];
    net.calls = [];
  });
  const send = (file: Blob, name: string, rest: Partial<Parameters<Client['uploadFile']>[0]> = {}) =>
    client.uploadFile({ file, name: `${userID}/${name}`, ...rest });
  const read = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

  it('takes a file in one part, which can be read then [O4, O6]', async () => {
    const file = blob(70_000, 1);
    const progress: number[] = [];
    const { url } = await send(file, 'one part.bin', { onProgress: loaded => progress.push(loaded) });
    assert.deepEqual(await read(url), bytes(70_000, 1));
    assert.equal(net.parts.length, 1);
    assert.equal(progress.at(-1), 70_000);
  });
  it('puts nothing of what the server has already', async () => {
    await send(blob(1000, 2), 'a.bin');
    net.parts = [];
    const { url } = await send(blob(1000, 2), 'b.bin');
    assert.deepEqual(net.parts, []);
    assert.deepEqual(await read(url), bytes(1000, 2));
  });
  it('takes a long file in parts, each begun again when it fails', async () => {
    let failed = 0;
    net.trouble = part => (part === 2 && failed++ < 2 ? gone() : undefined);
    const { url } = await send(blob(11 * MB, 3), 'long.bin');
    assert.deepEqual(net.parts, [1, 2, 2, 2, 3]);
    assert.deepEqual(await read(url), bytes(11 * MB, 3));
  });
  it('goes on with the missing parts when it is called again', async () => {
    net.trouble = part => (part === 3 ? gone() : undefined);
    const file = blob(11 * MB, 4);
    await assert.rejects(send(file, 'cut.bin'), { errCode: 10000 });
    assert.deepEqual(net.parts.slice(0, 3), [1, 2, 3]);
    net.trouble = () => undefined;
    net.parts = [];
    const { url } = await send(file, 'cut.bin');
    assert.deepEqual(net.parts, [3]);
    assert.deepEqual(await read(url), bytes(11 * MB, 4));
  });
  it('asks for a fresh signature when one is refused', async () => {
    let refused = 0;
    net.trouble = part => {
      if (part === 2 && !refused++) throw new ImError(403, 'signature');
    };
    await send(blob(6 * MB, 5), 'signed.bin');
    assert.deepEqual(net.parts, [1, 2, 2]);
    assert.equal(net.calls.filter(path => path === '/object/auth_sign').length, 1);
    net.trouble = () => {
      throw new ImError(403, 'signature');
    };
    await assert.rejects(send(blob(6 * MB, 6), 'never.bin'), { errCode: 403 });
  });
  it('begins anew when the server forgot the upload', async () => {
    let turn = 0;
    net.trouble = part => {
      if (part === 2 && !turn++) gone();
    };
    // The server takes no such upload: its first completion is refused.
    const { call } = net.backend;
    let completions = 0;
    Object.assign(net.backend, {
      call: (...args: Parameters<Backend['call']>) =>
        args[0].path === '/object/complete_multipart_upload' && !completions++
          ? Promise.reject(new ImError(1004, 'RecordNotFoundError'))
          : call(...args),
    });
    const { url } = await send(blob(6 * MB, 7), 'forgotten.bin');
    Object.assign(net.backend, { call });
    assert.deepEqual(net.parts, [1, 2, 2, 1, 2]);
    assert.deepEqual(await read(url), bytes(6 * MB, 7));
  });
  it('stops when told', async () => {
    const control = new AbortController();
    net.trouble = part => {
      if (part === 2) control.abort(new Error('enough'));
    };
    await assert.rejects(send(blob(6 * MB, 8), 'stopped.bin', { signal: control.signal }), /enough/);
    assert.deepEqual(net.parts, [1, 2]);
  });
  it('says what cannot be uploaded', async () => {
    await assert.rejects(send(new Blob([]), 'empty.bin'), { errCode: 10002, message: /empty/ });
    await assert.rejects(client.uploadFile({ file: blob(10, 9), name: 'somebody/a.bin' }), { errCode: 1002 });
    await assert.rejects(send(blob(21 * MB, 9), 'large.bin'), { errCode: 1001 });
    assert.deepEqual(net.parts, []);
  });
});

describe('upload in a browser', () => {
  it('gives others their turn after every MB that it hashes', async () => {
    const { text } = buildSync({
      entryPoints: [join(import.meta.dirname, '../../../src/core/chat/upload.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'core',
    }).outputFiles[0]!;
    const browser = await chromium.launch({ executablePath: installedBrowser()!, args: CHROME_FLAGS });
    try {
      const page = await browser.newPage();
      // What the test's compiler puts around functions that go into the page.
      await page.addScriptTag({ content: `${text}; globalThis.__name = act => act;` });
      const { hash, most } = await page.evaluate(async size => {
        const { core } = window as unknown as { core: { upload: typeof upload } };
        const file = new Blob([new Uint8Array(size)]);
        // Bytes that are read between two turns of another: how long they take depends on the machine.
        let most = 0;
        let bytes = 0;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          bytes = 0;
          port2.postMessage(0);
        };
        const { arrayBuffer } = Blob.prototype;
        Blob.prototype.arrayBuffer = async function () {
          const read = await arrayBuffer.call(this);
          most = Math.max(most, (bytes += read.byteLength));
          return read;
        };
        port2.postMessage(0);
        let hash = '';
        const scope = {
          alive: true,
          async call({ path }: { path: string }, request: { hash: string }) {
            if (path.endsWith('part_limit')) return { minPartSize: 5 << 20, maxPartSize: 5 << 30, maxNumSize: 10_000 };
            ({ hash } = request);
            return { url: 'https://x/known', upload: null };
          },
        };
        const options = { backend: { id: '', upload: async () => undefined }, clock: { now: Date.now } };
        await core.upload({ scope, options, store: {} } as never, { file, name: 'a/b' });
        return { hash, most };
      }, 20 * MB);
      // MD5 of four times the MD5 of 5 MiB of zeros.
      const part = createHash('md5')
        .update(new Uint8Array(5 * MB))
        .digest('hex');
      assert.equal(hash, createHash('md5').update([part, part, part, part].join()).digest('hex'));
      assert.ok(most > 0 && most <= MB, `${most} bytes`);
    } finally {
      await browser.close();
    }
  });
});

describe('messages with files', () => {
  let stage: Sending;
  afterEach(() => {
    stage.world.close();
  });
  /** The in-page server's addresses are the page's own. */
  const read = async (url = '') => new Uint8Array(await (await fetch(url)).arrayBuffer());

  it('send the file first, tell how far it is, then the message [O4]', async () => {
    stage = await createSending();
    const { anna, boris, recvID, conversationID } = stage;
    await anna.openConversation(conversationID);
    const arrived = new Promise<unknown>(resolve => {
      boris.on('recvNewMessages', ([item]) => {
        resolve(item?.pictureElem?.sourcePicture.url);
      });
    });
    const told: number[] = [];
    anna.on('uploadProgress', ({ loaded }) => told.push(loaded));
    const file = new File([bytes(5000, 1)], 'a.png', { type: 'image/png' });
    const message = await anna.createImageMessageByFile({ file, width: 2, height: 1 });
    const sending = anna.sendMessage({ recvID, message });
    await until(anna, state => state.uploads.get(message.clientMsgID)?.total === 5000);
    const sent = await sending;
    assert.deepEqual(await read(sent.pictureElem?.sourcePicture.url), bytes(5000, 1));
    assert.equal(await arrived, sent.pictureElem?.sourcePicture.url);
    assert.equal(told.at(-1), 5000);
    assert.equal(anna.state.uploads.size, 0);
  });
  it('wait for the network, and send only what is missing', async () => {
    let net!: ReturnType<typeof counted>;
    stage = await createSending({}, backend => (net = counted(backend)).backend);
    const { anna, recvID, world } = stage;
    let cut = 0;
    net.trouble = part => {
      if (part !== 2 || cut++) return;
      world.server.setOnline(false);
      setTimeout(() => {
        world.server.setOnline(true);
      }, 20);
      gone();
    };
    const message = await anna.createFileMessageByFile({ file: blob(11 * MB, 11), name: 'long.bin' });
    const sent = await anna.sendMessage({ recvID, message });
    assert.deepEqual(await read(sent.fileElem?.sourceUrl), bytes(11 * MB, 11));
    assert.deepEqual(net.parts, [1, 2, 2, 3]);
  });
  it('are sent after a reload, with the file that was kept [O6]', async () => {
    stage = await createSending();
    const { anna, world, recvID, conversationID } = stage;
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const message = await anna.createSoundMessageByFile({ file: new File([bytes(900, 2)], 'v.webm'), duration: 1 });
    void anna.sendMessage({ recvID, message }).catch(() => undefined);
    await until(anna, state => state.conversations.get(conversationID)?.latestMsg.includes(message.clientMsgID));
    anna.dispose();
    world.server.setOnline(true);
    const page = await stage.reload(anna.device);
    await page.openConversation(conversationID);
    await untilShown(page, conversationID, items => items[0]?.seq === 1);
    assert.deepEqual(await read(shown(page, conversationID)[0]?.soundElem?.sourceUrl), bytes(900, 2));
    const rows = () =>
      [...anna.device.caches.values()].flatMap(cache => [...cache.keys()]).filter(key => key.startsWith('["file"'));
    // Rows are written behind.
    for (let tries = 0; rows().length && tries < 100; tries++) await new Promise(done => setTimeout(done, 20));
    assert.deepEqual(rows(), []);
  });
  it('fail when their file is gone', async () => {
    stage = await createSending();
    const { anna, recvID } = stage;
    const message = await anna.createFileMessageByFile({ file: blob(10, 12), name: 'a.bin' });
    const copy = { ...message, clientMsgID: 'other' };
    await assert.rejects(anna.sendMessage({ recvID, message: copy }), /choose it again/);
  });
  it('stop when they are discarded', async () => {
    let net!: ReturnType<typeof counted>;
    stage = await createSending({}, backend => (net = counted(backend)).backend);
    const { anna, recvID, conversationID } = stage;
    const begun = new Promise<AbortSignal>(resolve => {
      net.trouble = (_, { signal }) => {
        resolve(signal!);
        return new Promise((_, reject) => {
          signal!.addEventListener('abort', () => {
            reject(signal!.reason as Error);
          });
        });
      };
    });
    const message = await anna.createFileMessageByFile({ file: blob(10, 13), name: 'a.bin' });
    const sending = anna.sendMessage({ recvID, message });
    const signal = await begun;
    await Promise.all([
      assert.rejects(sending, /discarded/),
      anna.discardMessage({ conversationID, clientMsgID: message.clientMsgID }),
    ]);
    assert.ok(signal.aborted);
    assert.equal(anna.state.uploads.size, 0);
    await stage.say('next');
    assert.deepEqual(await stage.stored(), ['next']);
  });
});
