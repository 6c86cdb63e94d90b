/**
 * SIGKILL can't tell FULL from OFF: the page cache outlives the process. So: the settings of every connection, and the
 * system calls of a server, in which each answer must come after the fsync of what it answers for.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createImServer } from '../../src/server.js';
import type { SqlDatabase } from '../../src/server/store/sqlite-database.js';
import { adminToken, call, startServer } from './running.js';
import { replaceSqlite } from './sqlite-double.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

const SECRET = 'secret of the fsync test';
const WRITES = 15;

const pragma = (database: SqlDatabase, name: string) =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0] as unknown;

const seen: SqlDatabase[] = [];
await replaceSqlite(
  Real =>
    class extends Real {
      constructor(path: string, options?: object) {
        // The library counts its arguments.
        super(...((options ? [path, options] : [path]) as [string]));
        seen.push(this);
      }
    },
);

it('every connection that the server opens for data is WAL and FULL', async () => {
  const data = join(folder, 'settings');
  const server = await createImServer({ data, port: 0, secret: SECRET });
  try {
    await adminToken(server.url, SECRET);
    const connections = seen.map(database => {
      const [{ file }] = database.prepare('PRAGMA database_list').all() as [{ file: string }];
      return {
        file: file.slice(data.length + 1),
        journal: pragma(database, 'journal_mode'),
        synchronous: pragma(database, 'synchronous'),
      };
    });
    const lock = connections.filter(({ file }) => file === 'im.lock');
    // It is held, never written: there is nothing in it to lose.
    assert.equal(lock.length, 1);
    assert.equal(readFileSync(join(data, 'im.lock')).length, 0);
    assert.deepEqual(
      connections.filter(({ file }) => file !== 'im.lock'),
      [{ file: 'im.db', journal: 'wal', synchronous: 2 }],
    );
  } finally {
    await server.close();
  }
});

const TRACER = 'strace';
const strace = (...args: string[]) => spawnSync(TRACER, args, { encoding: 'utf8' });

/** True when system calls can be watched here; Debian's package is fetched when this user may. */
function canTrace(): boolean {
  if (strace('-V').error && process.getuid?.() === 0) {
    spawnSync('sh', ['-c', 'apt-get update -q && apt-get install -qy --no-install-recommends strace'], {
      timeout: 120_000,
    });
  }
  return strace('-f', '-e', 'trace=fsync', '-o', '/dev/null', 'true').status === 0;
}

interface Traced {
  answers: number;
  /** Answers to writes that left before what they had written was synced. */
  early: number;
  syncs: number;
}

/** Runs a server under strace, writes, and reads the order of its system calls. */
async function trace(name: string, node: readonly string[]): Promise<Traced> {
  const log = join(folder, `${name}.strace`);
  const under = [
    TRACER,
    '-f',
    '-y',
    '-s',
    '64',
    '-e',
    'trace=read,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync',
    '-o',
    log,
  ];
  const server = await startServer(['--data', join(folder, name), '--secret', SECRET], { node, before: under });
  const token = await adminToken(server.url, SECRET);
  for (let i = 0; i < WRITES; i++) {
    const { errCode } = await call(
      server.url,
      '/user/user_register',
      { users: [{ userID: `u${i}`, nickname: 'n' }] },
      token,
    );
    assert.equal(errCode, 0);
  }
  // The tracer hands the signal on.
  const [pid] = /^\d+/.exec(readFileSync(log, 'utf8')) ?? [];
  process.kill(Number(pid), 'SIGTERM');
  await server.end('SIGCONT');
  return readTrace(readFileSync(log, 'utf8'));
}

const answer = / (?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP)[^"]*"HTTP\/1\.1 200/;

/**
 * Where threads cross, a call is told in two lines, its beginning and its end. It counts from its end on; only an answer
 * has left when it begins.
 */
function wholeCalls(log: string): string[] {
  const begun = new Map<string, string>();
  return log.split('\n').flatMap(line => {
    const [, pid = '', name] = /^(\d+) +(?:<\.\.\. (\w+) resumed>)?/.exec(line) ?? [];
    if (line.endsWith('<unfinished ...>')) {
      if (answer.test(line)) return [line];
      begun.set(pid, line.replace(/ <unfinished \.\.\.>$/, ''));
      return [];
    }
    if (!name) return [line];
    const start = begun.get(pid);
    begun.delete(pid);
    return start ? [start + line.replace(/^.*? resumed>/, '')] : [];
  });
}

function readTrace(log: string): Traced {
  const result: Traced = { answers: 0, early: 0, syncs: 0 };
  let asked = false;
  let written = false;
  let dirty = false;
  for (const line of wholeCalls(log)) {
    if (/ read\(\d+<(?:socket|TCP)[^"]*"POST \/user\/user_register/.test(line)) {
      asked = true;
      written = false;
    } else if (/ pwrite64\(\d+<[^>]*im\.db-wal>/.test(line)) written = dirty = true;
    else if (/ (?:fsync|fdatasync)\(\d+<[^>]*im\.db-wal>.*= 0/.test(line)) {
      result.syncs++;
      dirty = false;
    } else if (asked && answer.test(line)) {
      result.answers++;
      if (!written || dirty) result.early++;
      asked = false;
    }
  }
  return result;
}

// Elsewhere, and in containers that forbid it, calls can't be watched: the settings above are what can be shown.
if (process.platform === 'linux' && canTrace()) {
  it('every answer to a write leaves after its fsync', async t => {
    const traced = await trace('full', []);
    t.diagnostic(JSON.stringify(traced));
    assert.equal(traced.answers, WRITES);
    assert.equal(traced.early, 0);
    assert.ok(traced.syncs >= WRITES);
  });

  it('and the same check finds every answer early when synchronous = OFF is planted', async t => {
    const traced = await trace('off', ['--import', 'tsx', '--import', import.meta.resolve('./plant-off.ts')]);
    t.diagnostic(JSON.stringify(traced));
    assert.equal(traced.answers, WRITES);
    assert.equal(traced.early, WRITES);
  });
} else
  console.log("System calls can't be watched here: that answers leave after their fsync is shown by strace alone.");
