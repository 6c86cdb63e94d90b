// `npm start`: installs and builds what is missing, then runs the server with the demo. `--port N`, `--data DIR`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureInstalled } from './lib/install.mjs';
import { startOptions } from './lib/options.mjs';

const root = join(import.meta.dirname, '..');
const DEFAULT_PORT = '10002';

async function start() {
  const { port, data, rest } = startOptions(process.argv.slice(2));
  ensureInstalled(root);
  const { build, SERVED } = await import('./build.mjs');
  await build(SERVED);
  const cli = join(root, 'dist/server/cli.js');
  if (!existsSync(cli)) throw new Error('There is no server in src/server yet.');

  const where = port === undefined ? [DEFAULT_PORT, '--next-port'] : [String(port)];
  const args = [cli, 'serve', '--demo', '--port', ...where, '--data', data ?? join(root, '.im-data'), ...rest];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 1 : 0)));

  let listening = false;
  createInterface({ input: server.stdout }).on('line', line => {
    const [, address] = /^listening (http\S+)/.exec(line) ?? [];
    if (!address || listening) return console.log(line);
    listening = true;
    console.log(`im-elements is at ${address}/ – open it in two browsers, register two accounts, and add each other.`);
    console.log(
      `Two users side by side: ${address}/two.html   smallest page: ${address}/embed.html   every element: ${address}/gallery.html`,
    );
    console.log(`Data is in ${data ?? '.im-data'}. Ctrl+C stops it.`);
  });
}

start().catch(error => {
  console.error(error.message);
  process.exit(1);
});
