/** Verification codes for e-mail addresses and phone numbers: sent, tried, used up (protocol §2.6). */
import {
  ArgsError,
  ServerInternalError,
  VerifyCodeExpired,
  VerifyCodeMaxCount,
  VerifyCodeNotMatch,
  VerifyCodeSendFrequently,
  VerifyCodeUsed,
} from '../protocol/codes.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import type { AccountIdentity } from './repo-accounts.js';
import { equalSecrets } from './runtime.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

export const codeUses = { register: 1, resetPassword: 2, login: 3 } as const;
export type CodeUse = (typeof codeUses)[keyof typeof codeUses];

const LIFE = 300_000;
const RESEND_AFTER = 60_000;
const DAY = 86_400_000;
const MAX_PER_DAY = 10;
const MAX_TRIES = 5;

type Parts = Pick<ServerContext, 'store' | 'runtime' | 'options'>;

/** Codes are short: hashed with the server's secret, a copy of the database alone does not give them away. */
const hashOf = ({ runtime, options }: Parts, identity: string, usedFor: number, code: string) =>
  runtime.sha256([options.secret, identity, usedFor, code].join('\n'));

const rowsOf = ({ store }: Parts, identity: string) => store.range('codes', { prefix: [identity] });
const times = (row: Row<'codes'>) => JSON.parse(row.sentTimes) as number[];

/** Rows looked at with each code that is sent. */
const SWEEP = 50;
/** Where the next look begins. */
const swept = new WeakMap<Store, string>();

/** Forgets codes that count for nothing any more: the addresses of people who never came are not kept. */
function sweep({ store }: Parts, now: number): void {
  const rows = store.range('codes', { after: swept.get(store) ?? '', limit: SWEEP });
  swept.set(store, rows[SWEEP - 1]?.identity ?? '');
  for (const row of rows) {
    if (row.expireTime <= now && times(row).every(time => time <= now - DAY))
      store.delete('codes', [row.identity, row.usedFor]);
  }
}

/** Can people prove an e-mail address or a phone number here? */
export const codesWork = ({ options }: Pick<ServerContext, 'options'>) => !!(options.sendCode ?? options.superCode);

/**
 * Makes a code and sends it.
 * @throws ImError 20005 within 60 s of the last one, or after 10 in 24 h; 1001 when the server sends none; 500 when sending failed.
 */
export async function sendCode(parts: Parts, identity: AccountIdentity, usedFor: CodeUse): Promise<void> {
  const { runtime, options, store } = parts;
  if (!codesWork(parts)) refuse(ArgsError, 'this server sends no codes: use an account name and a password');
  const code = String(new DataView(runtime.random(new Uint8Array(4)).buffer).getUint32(0) % 1_000_000).padStart(6, '0');
  store.transaction(() => {
    const now = runtime.now();
    sweep(parts, now);
    const sent = rowsOf(parts, identity.key)
      .flatMap(times)
      .filter(time => time > now - DAY);
    if (sent.length >= MAX_PER_DAY)
      refuse(VerifyCodeSendFrequently, `only ${MAX_PER_DAY} codes are sent in 24 hours: try tomorrow`);
    if (sent.some(time => time > now - RESEND_AFTER))
      refuse(VerifyCodeSendFrequently, 'wait a minute before asking for another code');
    const old = store.get('codes', [identity.key, usedFor]);
    const sentTimes = JSON.stringify([...(old ? times(old).filter(time => time > now - DAY) : []), now]);
    // Without a sender only the super code is accepted: no live code is stored, but the limits hold.
    const codeHash = options.sendCode ? hashOf(parts, identity.key, usedFor, code) : '';
    store.put('codes', {
      identity: identity.key,
      usedFor,
      codeHash,
      expireTime: now + LIFE,
      tries: 0,
      used: 0,
      sentTimes,
    });
  });
  try {
    await options.sendCode?.(identity.to, code, usedFor);
  } catch (error) {
    runtime.log('error', 'code-not-sent', {
      kind: identity.kind,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    refuse(ServerInternalError, 'the code could not be sent; try again later');
  }
}

const isSuper = ({ options }: Parts, code: string) => options.superCode !== '' && equalSecrets(options.superCode, code);

/** Why the code of `row` can't be used, whatever was typed; 0 when it can. */
function spent({ runtime, options }: Parts, row: Row<'codes'> | undefined): number {
  // A server with a super code alone answers as if every code were merely wrong, as OpenIM does by default.
  if (!options.sendCode) return options.superCode ? VerifyCodeNotMatch : VerifyCodeExpired;
  if (!row || row.expireTime <= runtime.now()) return VerifyCodeExpired;
  return row.used ? VerifyCodeUsed : row.tries >= MAX_TRIES ? VerifyCodeMaxCount : 0;
}

const words: Record<number, string> = {
  [VerifyCodeNotMatch]: 'the code is wrong',
  [VerifyCodeExpired]: 'the code is older than 5 minutes, or none was sent',
  [VerifyCodeUsed]: 'the code was used already: ask for another one',
  [VerifyCodeMaxCount]: 'too many wrong codes: ask for another one',
};
const refuseCode = (code: number) => refuse(code, words[code] ?? '');

/**
 * Tries a code without using it up; a wrong one counts, also when the call fails afterwards.
 * @param uses - which codes will do; `/account/code/verify` does not say what for.
 * @throws ImError 1001 empty, 20007 expired or none sent, 20009 used, 20008 after 5 wrong tries, 20006 wrong
 */
export function tryCode(parts: Parts, identity: AccountIdentity, uses: readonly CodeUse[], code: string): void {
  if (!code) refuse(ArgsError, 'verifyCode is empty');
  if (isSuper(parts, code)) return;
  const { store } = parts;
  const rows = rowsOf(parts, identity.key)
    .filter(row => uses.some(use => use === row.usedFor))
    .sort((a, b) => b.expireTime - a.expireTime);
  const live = rows.filter(row => !spent(parts, row));
  if (!live.length) refuseCode(spent(parts, rows[0]));
  if (live.some(row => equalSecrets(row.codeHash, hashOf(parts, identity.key, row.usedFor, code)))) return;
  store.transaction(() => {
    for (const row of live) store.put('codes', { ...row, tries: row.tries + 1 });
  });
  refuseCode(VerifyCodeNotMatch);
}

/** Uses up a code that `tryCode` let pass. Call it in the transaction of what the code is for: then both happen or none. */
export function useCode(parts: Parts, identity: AccountIdentity, usedFor: CodeUse, code: string): void {
  if (isSuper(parts, code)) return;
  const row = parts.store.get('codes', [identity.key, usedFor]);
  const why = spent(parts, row);
  if (!row || why) refuseCode(why);
  else if (!equalSecrets(row.codeHash, hashOf(parts, identity.key, usedFor, code))) refuseCode(VerifyCodeNotMatch);
  else parts.store.put('codes', { ...row, used: 1 });
}
