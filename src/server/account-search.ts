/** Finding people: what may be told of whom, and what a keyword matches (protocol §2.6). */
import type { UserFullInfo, UserPublicInfo } from '../protocol/model.js';
import type { ServerContext } from './context.js';
import { blankAccount, type Account } from './repo-accounts.js';
import type { Runtime } from './runtime.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

type Searched = Pick<ServerContext, 'store' | 'runtime'>;

/** A user and their account; who was registered by an administrator has none. */
export interface Person {
  user: Row<'users'>;
  account: Account;
}

export function personOf(store: Store, userID: string): Person | undefined {
  const user = store.get('users', [userID]);
  return (
    user && {
      user,
      account: store.get('accounts', [userID]) ?? { ...blankAccount, userID, createTime: user.createTime },
    }
  );
}

/** When people were last online is told to their friends, if they have each other on their lists. */
function mayKnowLastOnline(store: Store, viewer: string, userID: string): boolean {
  if (viewer === userID) return true;
  return (
    !!store.get('friends', [userID, viewer]) &&
    !!store.get('friends', [viewer, userID]) &&
    !store.get('blacks', [userID, viewer])
  );
}

/** What `viewer` may know: the e-mail address, phone number and birthday of others stay theirs. */
export function fullInfo(store: Store, viewer: string, { user, account }: Person): UserFullInfo {
  const own = viewer === user.userID;
  return {
    userID: user.userID,
    password: '',
    account: account.account,
    phoneNumber: own ? account.phoneNumber : '',
    areaCode: own ? account.areaCode : '',
    email: own ? account.email : '',
    nickname: user.nickname,
    faceURL: user.faceURL,
    gender: account.gender,
    level: account.level,
    birth: own ? account.birth : 0,
    allowAddFriend: account.allowAddFriend,
    allowBeep: account.allowBeep,
    allowVibration: account.allowVibration,
    globalRecvMsgOpt: user.globalRecvMsgOpt,
    registerType: account.registerType,
    lastOnlineTime: mayKnowLastOnline(store, viewer, user.userID) ? user.lastOnlineTime : 0,
    bio: account.bio,
  };
}

export function publicInfo(_store: Store, viewer: string, { user, account }: Person): UserPublicInfo {
  const { userID, nickname, faceURL } = user;
  return {
    userID,
    account: account.account,
    email: viewer === userID ? account.email : '',
    nickname,
    faceURL,
    gender: account.gender,
    level: account.level,
  };
}

/** Lower-case keyword, and the phone number in it, if it looks like one. */
interface Keyword {
  word: string;
  digits: string;
}
export function keywordOf(typed: string): Keyword {
  const word = typed.trim().toLowerCase();
  return { word, digits: /^\+?[\d\s().-]+$/.test(word) ? word.replace(/[^\d+]/g, '') : '' };
}

/** Parts of the names do; of e-mail address and phone number only the whole. */
export function matches({ user, account }: Person, { word, digits }: Keyword): boolean {
  return (
    [user.userID, user.nickname, account.account].some(text => text.toLowerCase().includes(word)) ||
    account.emailKey === word ||
    (digits !== '' && (account.phoneKey === digits || account.phoneNumber === digits))
  );
}

/** Rows looked at in one search, hits collected, and rows read before others get a turn. */
const MAX_ROWS = 50_000;
const MAX_HITS = 1000;
const STEP = 2000;

/** Adds the IDs of all rows that fit, up to the limits. `readAfter` gives the next STEP rows after an ID. */
async function scan<R extends { userID: string }>(
  runtime: Runtime,
  readAfter: (userID: string) => R[],
  fits: (row: R) => boolean,
  hits: Set<string>,
) {
  let after = '';
  for (let read = 0; read < MAX_ROWS && hits.size < MAX_HITS; read += STEP) {
    const rows = readAfter(after);
    for (const row of rows) if (hits.size < MAX_HITS && fits(row)) hits.add(row.userID);
    if (rows.length < STEP) return;
    after = rows[STEP - 1]!.userID;
    await new Promise<void>(go => runtime.after(0, go));
  }
}

/**
 * The IDs of the people a keyword of at least 2 characters finds, exact hits first; [] for a shorter one.
 * The keyword is literal: nothing in it has a meaning of its own.
 */
export async function searchPeople(context: Searched, typed: string): Promise<string[]> {
  const keyword = keywordOf(typed);
  const { word, digits } = keyword;
  if ([...word].length < 2) return [];
  const { store, runtime } = context;
  const exact = [
    ...store.range('users', { prefix: [typed.trim()] }),
    ...store.range('accounts', { index: 'byAccount', prefix: [word] }),
    ...store.range('accounts', { index: 'byEmail', prefix: [word] }),
    ...(digits ? store.range('accounts', { index: 'byPhone', prefix: [digits] }) : []),
  ];
  const hits = new Set(exact.map(row => row.userID));
  const users = (after: string) => store.range('users', { after, limit: STEP });
  const accounts = (after: string) => store.range('accounts', { after, limit: STEP });
  await scan(
    runtime,
    users,
    row => row.userID.toLowerCase().includes(word) || row.nickname.toLowerCase().includes(word),
    hits,
  );
  const isNumber = (row: Account) => digits !== '' && row.phoneNumber === digits;
  await scan(runtime, accounts, row => row.accountKey.includes(word) || isNumber(row), hits);
  return [...hits];
}
