/** The runtime in Node: scrypt (passwords.ts bounds how many at once), zlib, timers that keep no process alive, one log line per event. */
import { createHash, randomFillSync, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { LogFields, Runtime, Timer } from './runtime.js';

/** 32 MB and about 0.2 s a hash: as strong as N = 2^17, p = 1 with a quarter of the memory. Stored hashes depend on it. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 } as const;
const MAX_TIMEOUT = 2 ** 31 - 1;

export interface NodeRuntimeOptions {
  /** One JSON object a line, or words. */
  log?: 'text' | 'json';
  /** Takes the log's lines; default: standard error, so that standard output stays for what was asked for. */
  logLine?: (line: string) => void;
  /** Tests make it small; a store's hashes are only found again with the same value. */
  scryptCost?: number;
}

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip) as (
  data: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Uint8Array>;

export function createNodeRuntime({
  log = 'text',
  logLine = line => void process.stderr.write(line),
  scryptCost = SCRYPT.N,
}: NodeRuntimeOptions = {}): Runtime {
  const hash = (secret: string, salt: Uint8Array) =>
    new Promise<Uint8Array>((resolve, reject) =>
      scrypt(secret, salt, 32, { ...SCRYPT, N: scryptCost }, (error, key) =>
        error ? reject(error) : resolve(new Uint8Array(key)),
      ),
    );
  const line = log === 'json' ? jsonLine : textLine;
  return {
    now: Date.now,
    random: bytes => randomFillSync(bytes),
    after: startTimer,
    slowHash: hash,
    sha256: text => createHash('sha256').update(text).digest('hex'),
    gzip: data => gzipAsync(data),
    gunzip: (data, limit) => gunzipAsync(data, { maxOutputLength: limit }),
    log: (level, event, fields = {}) => logLine(line(level, event, fields)),
    // Words are for people, who look for what went wrong; lines of JSON are counted.
    trace: log === 'json' ? (event, fields) => logLine(jsonLine('info', event, fields)) : undefined,
  };
}

function startTimer(ms: number, run: () => void): Timer {
  const timer = setTimeout(run, Math.min(ms, MAX_TIMEOUT)).unref();
  return { cancel: () => clearTimeout(timer) };
}

const SECRET_NAME = /token|passw|secret|code$|authorization|cookie/i;
/** What looks like a JWT, or a query's token, is one: a log line never needs it. */
const SECRET_VALUE = /eyJ[\w-]+\.[\w-]+\.[\w-]*|((?:token|v)=)[^&\s]+/gi;

const hide = (name: string, value: string | number | boolean) =>
  SECRET_NAME.test(name) && !/^(err|status)/i.test(name)
    ? '[hidden]'
    : typeof value === 'string'
      ? value.slice(0, 500).replace(SECRET_VALUE, '$1[hidden]')
      : value;

function jsonLine(level: string, event: string, fields: LogFields): string {
  const shown = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, hide(name, value)]));
  return `${JSON.stringify({ ...shown, time: new Date().toISOString(), level, event: hide('event', event) })}\n`;
}

/** Values are quoted as JSON where they hold more than a word: a line break from outside makes no line of its own. */
function textLine(level: string, event: string, fields: LogFields): string {
  const shown = Object.entries(fields).map(([name, value]) => {
    const text = String(hide(name, value));
    return ` ${name}=${/^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text)}`;
  });
  return `${new Date().toISOString()} ${level} ${String(hide('event', event)).replace(/[^\x20-\x7e]/g, '?')}${shown.join('')}\n`;
}
