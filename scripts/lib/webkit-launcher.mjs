// A @web/test-runner launcher for WebKitGTK: Xvfb, WebKitWebDriver and plain WebDriver calls over fetch.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { webDriverPage } from './webdriver-page.mjs';

const MINI_BROWSERS = [
  process.env.WEBKIT_PATH,
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
];

const freePort = () =>
  new Promise(done => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

const pause = ms => new Promise(done => setTimeout(done, ms));

/** One WebKit window that visits one test page after the other. */
export function webkitLauncher() {
  const children = [];
  const active = new Map();
  let base, session, ready;

  const call = async (method, path, body) => {
    for (let attempt = 0; ; attempt++) {
      let response;
      try {
        response = await fetch(base + path, { method, body: body && JSON.stringify(body) });
      } catch (error) {
        if (attempt > 100) throw error; // the driver takes a moment to listen
        await pause(50);
        continue;
      }
      const { value } = await response.json();
      if (!response.ok) throw new Error(`WebKitWebDriver ${path}: ${value?.message}`);
      return value;
    }
  };

  const display = async () => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(server);
    return new Promise((done, failed) => {
      server.on('error', failed);
      server.stdio[3].once('data', number => done(`:${String(number).trim()}`));
    });
  };

  const start = async () => {
    const binary = MINI_BROWSERS.find(path => path && existsSync(path));
    if (!binary)
      throw new Error(
        'WebKit is not installed: apt-get install webkit2gtk-driver xvfb, or set WEBKIT_PATH to MiniBrowser.',
      );
    const env = { ...process.env, DISPLAY: await display(), GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    children.push(spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }));
    const options = { binary, args: ['--automation'] };
    const { sessionId } = await call('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    });
    session = `/session/${sessionId}`;
  };

  const stopChildren = () => children.reverse().forEach(child => child.kill());
  process.on('exit', stopChildren);

  return {
    name: 'WebKit',
    // The runner's commands (keys, mouse, viewport) know three kinds of browsers; ours acts as one of them.
    type: 'playwright',
    getPage: () => webDriverPage((method, path, body) => call(method, session + path, body)),
    concurrency: 1,
    async startSession(id, url) {
      await (ready ??= start());
      active.set(id, url);
      await call('POST', `${session}/window/rect`, { width: 1200, height: 900 }).catch(() => {});
      await call('POST', `${session}/url`, { url });
    },
    async stopSession(id) {
      active.delete(id);
      await call('POST', `${session}/url`, { url: 'about:blank' }).catch(() => {});
      return {};
    },
    isActive: id => active.has(id),
    getBrowserUrl: id => active.get(id),
    async stop() {
      if (session) await call('DELETE', session).catch(() => {});
      stopChildren();
    },
  };
}
