/** The operator's way into a running server: a socket file in the data folder, which only its owner can open. */
import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { ImError } from '../protocol/errors.js';
import { operate, type OperatedCore, type OperatorArgs } from './operator.js';

const SOCKET_FILE = 'operator.sock';
/** Longer names of sockets are refused by the operating system. */
const MAX_PATH = 100;
const MAX_LINE = 2 ** 16;
const SILENCE_MS = 60_000;

interface Answer {
  lines?: string[];
  error?: string;
}

const socketOf = (folder: string) => {
  const path = join(folder, SOCKET_FILE);
  return process.platform === 'win32' || path.length > MAX_PATH ? undefined : path;
};

/** One line in: `{"command","args"}`; one line out: `{"lines"}` or `{"error"}`. */
function serve(core: OperatedCore, socket: Socket): void {
  let text = '';
  let asked = false;
  socket.setEncoding('utf8').setTimeout(SILENCE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) {
      if (text.length > MAX_LINE) socket.destroy();
      return;
    }
    if (asked) return;
    asked = true;
    void answer(core, text.slice(0, end)).then(result => socket.end(`${JSON.stringify(result)}\n`));
  });
}

async function answer(core: OperatedCore, line: string): Promise<Answer> {
  try {
    const { command, args } = JSON.parse(line) as { command: string; args: OperatorArgs };
    const lines = await operate(core, command, args);
    core.context.runtime.log('info', 'operator', { command });
    return { lines };
  } catch (error) {
    return { error: error instanceof ImError ? error.errMsg : 'the command failed' };
  }
}

/**
 * Listens in a folder that this process has locked; a socket file found there is a dead one's.
 * @returns what ends it. Where there are no socket files it does nothing.
 */
export async function listenOperator(core: OperatedCore, folder: string): Promise<() => void> {
  const path = socketOf(folder);
  if (!path) return () => undefined;
  rmSync(path, { force: true });
  const server = createServer(socket => serve(core, socket));
  server.unref();
  const before = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
      process.umask(before);
    });
  } finally {
    process.umask(before);
  }
  chmodSync(path, 0o600);
  return () => {
    server.close();
    rmSync(path, { force: true });
  };
}

/**
 * Asks the server that runs on `folder`.
 * @returns undefined when none answers there.
 * @throws Error in the server's words.
 */
export async function askOperator(folder: string, command: string, args: OperatorArgs): Promise<string[] | undefined> {
  const path = socketOf(folder);
  const socket = path && (await connect(path));
  if (!socket) return undefined;
  socket.write(`${JSON.stringify({ command, args })}\n`);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  if (!text) throw new Error('the server ended without an answer');
  const { lines = [], error } = JSON.parse(text) as Answer;
  if (error !== undefined) throw new Error(error);
  return lines;
}

function connect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
  });
}
