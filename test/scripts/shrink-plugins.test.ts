// What the bundles leave out of our dependencies, and that what stays still works.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import {
  dropUnusedMembers,
  minifyStyles,
  quietKeys,
  quietLit,
  quietSocket,
} from '../../scripts/lib/shrink-plugins.mjs';
import { plant, uproot } from '../plant.js';

describe('dropUnusedMembers() and quietSocket()', () => {
  let folder: string;
  let out: string;
  before(() => {
    folder = plant({});
    out = mkdtempSync(join(tmpdir(), 'im-elements-shrunk-'));
  });
  after(() => {
    uproot(folder);
    rmSync(out, { recursive: true });
  });

  async function bundled(source: string) {
    writeFileSync(join(folder, 'entry.js'), source);
    const plugins = [nodeResolve({ browser: true }), quietSocket(), quietKeys(), dropUnusedMembers()];
    const bundle = await rollup({ input: join(folder, 'entry.js'), plugins });
    const { code } = (await bundle.generate({ format: 'es' })).output[0];
    await bundle.close();
    return code;
  }

  it('keep what another file calls', async () => {
    writeFileSync(
      join(folder, 'entry.js'),
      `export const a = () => import('./one.js'); export const b = () => import('./two.js');`,
    );
    const read = (how: string) =>
      `import { PbfReader } from 'pbf'; export const read = b => new PbfReader(b).${how}();`;
    writeFileSync(join(folder, 'one.js'), read('readFloat'));
    writeFileSync(join(folder, 'two.js'), read('readDouble'));
    const bundle = await rollup({
      input: join(folder, 'entry.js'),
      plugins: [nodeResolve({ browser: true }), dropUnusedMembers()],
    });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    const shared = output.find(({ fileName }) => !/^(entry|one|two)/.test(fileName)) as { code: string };
    for (const name of ['readFloat', 'readDouble']) assert.ok(shared.code.includes(`${name}(`), `${name} is missing`);
    assert.ok(!shared.code.includes('readSFixed64('));
  });

  it('keep signing and verifying with bytes, and refuse other keys', async () => {
    const code = await bundled(`import { SignJWT } from 'jose/jwt/sign';
      import { jwtVerify } from 'jose/jwt/verify';
      export const sign = key => new SignJWT({ UserID: '1' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
      export const verify = (token, key) => jwtVerify(token, key);`);
    writeFileSync(join(out, 'keys.mjs'), code);
    const { sign, verify } = (await import(pathToFileURL(join(out, 'keys.mjs')).href)) as {
      sign(key: unknown): Promise<string>;
      verify(token: string, key: unknown): Promise<{ payload: object }>;
    };
    const key = new TextEncoder().encode('a secret of thirty-two characters');
    assert.deepEqual((await verify(await sign(key), key)).payload, { UserID: '1' });
    await assert.rejects(verify(await sign(key), key.slice(1)), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    await assert.rejects(sign({ kty: 'oct', k: 'AAAA' }), /must be bytes/);
    assert.ok(!code.includes('setIssuer(') && !code.includes('importKey("jwk"'));
  });

  it('keep what is called, also by way of others, and drop the rest', async () => {
    const code = await bundled(`import { PbfReader, PbfWriter } from 'pbf';
      export const there = n => { const w = new PbfWriter(); w.writeVarintField(1, n); return w.finish(); };
      export const back = bytes => { const r = new PbfReader(bytes); return [r.readVarint() >> 3, r.readVarint(true)]; };`);
    for (const name of ['writeVarintField', 'writeTag', 'writeVarint', 'realloc', 'readVarint'])
      assert.ok(code.includes(`${name}(`), `${name} is missing`);
    for (const name of ['readFloat', 'writeSVarint', 'writePackedDouble', 'readPackedBoolean'])
      assert.ok(!code.includes(name), `${name} is there`);
    const file = join(out, 'pbf.mjs');
    writeFileSync(file, code);
    const { there, back } = (await import(pathToFileURL(file).href)) as {
      there: (n: number) => Uint8Array;
      back: (bytes: Uint8Array) => number[];
    };
    for (const n of [0, 1, 300, -1, 2 ** 40 + 1]) assert.deepEqual(back(there(n)), [1, n]);
  });

  it('keep a member that is only named in quotes', async () => {
    const code = await bundled(`import { PbfReader } from 'pbf';
      export const read = (bytes, how = 'readDouble') => new PbfReader(bytes)[how]();`);
    assert.ok(code.includes('readDouble()'));
  });

  it('leave the socket silent, without a branch for other platforms', async () => {
    const code = await bundled(`import Socket from 'partysocket/ws';
      export const open = (url, options) => { const s = new Socket(url, [], options); s.reconnect(); s.send(''); s.close(); };`);
    assert.doesNotMatch(code, /console\.(error|warn)|_debug\(|process|navigator/);
    for (const name of ['reconnect', 'send', 'close', 'addEventListener("close"']) assert.ok(code.includes(name), name);
    assert.doesNotMatch(code, /\b_[a-z]{3,}/i);
    for (const name of ['drainQueuedMessages', 'bufferedAmount']) assert.ok(!code.includes(name), name);
  });
});

describe('the socket that bundles have', () => {
  it('stays open when the time to dial is over', async t => {
    const folder = plant({
      'entry.js': `import Socket from 'partysocket/ws';
        export const dial = options => { const s = new Socket(() => 'ws://x', [], { startClosed: true, maxRetries: 0, maxEnqueuedMessages: 0, ...options });
          s.onclose = () => options.lost(); s.reconnect(); };`,
    });
    try {
      const plugins = [nodeResolve({ browser: true }), quietSocket(), dropUnusedMembers()];
      const bundle = await rollup({ input: join(folder, 'entry.js'), plugins });
      const { code } = (await bundle.generate({ format: 'es' })).output[0];
      await bundle.close();
      writeFileSync(join(folder, 'socket.mjs'), code);
      const { dial } = (await import(pathToFileURL(join(folder, 'socket.mjs')).href)) as {
        dial(options: object): void;
      };
      class Wire extends EventTarget {
        readyState = 0;
        close() {
          this.readyState = 3;
        }
      }
      const wires: Wire[] = [];
      const WebSocket = class extends Wire {
        static CONNECTING = 0;
        static OPEN = 1;
        static CLOSING = 2;
        static CLOSED = 3;
        constructor() {
          super();
          wires.push(this);
        }
      };
      let lost = 0;
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const options = { WebSocket, connectionTimeout: 10_000, lost: () => lost++ };
      const settled = async () => {
        for (let i = 0; i < 5; i++) {
          await Promise.resolve();
          t.mock.timers.tick(0);
        }
      };
      dial(options);
      await settled();
      wires[0]!.readyState = 1;
      wires[0]!.dispatchEvent(new Event('open'));
      t.mock.timers.tick(60_000);
      assert.deepEqual([wires[0]!.readyState, lost], [1, 0]);
      // The same time without an answer ends another.
      dial(options);
      await settled();
      t.mock.timers.tick(10_000);
      assert.deepEqual([wires[1]!.readyState, lost], [3, 1]);
    } finally {
      uproot(folder);
    }
  });
});

describe('minifyStyles()', () => {
  it('knows nested rules of today', () => {
    const css = 'dialog { opacity: 1; @starting-style { opacity: 0; } &:hover { color: red; } }';
    assert.equal(minifyStyles(css), 'dialog{opacity:1;@starting-style{opacity:0}&:hover{color:red}}');
  });

  it('objects to what is no CSS', () => assert.throws(() => minifyStyles('p { color red; }'), /in p/));
});

describe('quietLit()', () => {
  it('leaves out what no element asks of Lit, and keeps data from becoming a template', async () => {
    const folder = plant({ 'entry.js': "export { LitElement, css, html, svg } from 'lit';\n" });
    try {
      const plugins = [nodeResolve({ browser: true, exportConditions: ['production'] }), ...quietLit()];
      const bundle = await rollup({ input: join(folder, 'entry.js'), plugins });
      const { code } = (await bundle.generate({ format: 'es' })).output[0];
      await bundle.close();
      for (const gone of ['ShadyCSS', 'litNonce', 'PolyfillSupport', 'litPropertyMetadata', 'useDefault&&', '<math>'])
        assert.ok(!code.includes(gone), gone);
      for (const kept of ['invalid template strings array', 'adoptedStyleSheets', 'createPolicy('])
        assert.ok(code.includes(kept), kept);
    } finally {
      uproot(folder);
    }
  });
});
