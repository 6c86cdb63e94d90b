/** What an administrator sets for the clients of one user, or of everybody (protocol §7). */
import * as codes from '../../protocol/codes.js';
import * as more from '../../protocol/endpoints-more.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { listOf, pagination, text, word, type Check } from '../fields.js';
import { mustUser } from '../repo-users.js';

/** Everybody's (`userID` ""), and over it the user's own. */
const getUserClientConfig = route(
  endpoints.getUserClientConfig,
  'user',
  { userID: text(64) },
  ({ store }, { userID }, call) => {
    if (userID) {
      own(call, userID);
      mustUser(store, userID);
    }
    const rows = [...new Set(['', userID])].flatMap(owner => store.range('configs', { prefix: [owner] }));
    return { configs: Object.fromEntries(rows.map(row => [row.name, row.value])) };
  },
);

const configs: Check<[string, string][]> = (value, name) => {
  if (!value || typeof value !== 'object' || Array.isArray(value))
    return refuse(codes.ArgsError, `${name} must be an object`);
  const entries = Object.entries(value);
  if (entries.length > 1000) refuse(codes.ArgsError, `${name} must not have more than 1000 entries`);
  return entries.map(([key, item]) => [word(256)(key, name), text(16_384)(item, `${name}.${key}`)]);
};

const setUserClientConfig = route(
  endpoints.setUserClientConfig,
  'admin',
  { userID: text(64), configs },
  ({ store }, { userID, configs }) => {
    store.transaction(() => {
      if (userID) mustUser(store, userID);
      for (const [name, value] of configs) store.put('configs', { userID, name, value });
    });
  },
);

/** Keys that are not there are no error. */
const deleteUserClientConfig = route(
  more.deleteUserClientConfig,
  'admin',
  { userID: text(64), keys: listOf(word(256)) },
  ({ store }, { userID, keys }) => {
    store.transaction(() => {
      for (const name of keys) store.delete('configs', [userID, name]);
    });
  },
);

/** One user's, or for "" all there are; with `key` those of that name. */
const pageUserClientConfig = route(
  more.pageUserClientConfig,
  'admin',
  { userID: text(64), key: text(256), pagination },
  ({ store }, { userID, key, pagination }) => {
    const { offset, limit } = pageOf(pagination);
    const rows = store.range('configs', { prefix: userID ? [userID] : [] }).filter(row => !key || row.name === key);
    const page = rows.slice(offset, offset + limit).map(({ userID, name, value }) => ({ userID, key: name, value }));
    return { total: rows.length, configs: orNull(page) };
  },
);

export const userConfigRoutes: Route[] = [
  getUserClientConfig,
  setUserClientConfig,
  deleteUserClientConfig,
  pageUserClientConfig,
];
