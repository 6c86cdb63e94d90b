/** What a user's clients keep on the server: commands, a key/value store (protocol §7). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, optional, text, whole, word, type Check } from '../fields.js';
import { mustUser } from '../repo-users.js';
import type { Row } from '../store/tables.js';

/** Per user. Clients keep small marks here, not files. */
const MAX_COMMANDS = 10_000;

const type: Check<number> = (value, name) =>
  whole(-0x8000_0000, 0x7fff_ffff)(value, name) || refuse(codes.ArgsError, `${name} must not be 0`);
const key = { userID: id, type, uuid: word(256) };
const content = { value: optional(text(16_384)), ex: optional(text(16_384)) };

/** Adding what is there already replaces it. (OpenIM stores `ex` as the value; here it is `ex`.) */
const addUserCommand = route(
  endpoints.addUserCommand,
  'user',
  { ...key, ...content },
  ({ store, runtime }, { userID, type, uuid, value, ex }, call) => {
    own(call, userID);
    store.transaction(() => {
      mustUser(store, userID);
      if (
        store.count('commands', { prefix: [userID] }) >= MAX_COMMANDS &&
        !store.get('commands', [userID, type, uuid])
      ) {
        refuse(codes.ArgsError, `a user can have ${MAX_COMMANDS} commands at most: delete old ones`);
      }
      store.put('commands', { userID, type, uuid, value: value ?? '', ex: ex ?? '', createTime: runtime.now() });
    });
  },
);

const updateUserCommand = route(
  endpoints.updateUserCommand,
  'user',
  { ...key, ...content },
  ({ store }, { userID, type, uuid, value, ex }, call) => {
    own(call, userID);
    store.transaction(() => {
      const row =
        store.get('commands', [userID, type, uuid]) ?? refuse(codes.RecordNotFoundError, 'there is no such command');
      store.put('commands', { ...row, value: value ?? row.value, ex: ex ?? row.ex });
    });
  },
);

const deleteUserCommand = route(endpoints.deleteUserCommand, 'user', key, ({ store }, { userID, type, uuid }, call) => {
  own(call, userID);
  store.delete('commands', [userID, type, uuid]);
});

/** Oldest first, `createTime` in s. */
const told = (rows: Row<'commands'>[]) => ({
  CommandResp: orNull(
    rows
      .sort((a, b) => a.createTime - b.createTime)
      .map(({ type, createTime, uuid, value, ex }) => ({
        type,
        createTime: Math.floor(createTime / 1000),
        uuid,
        value,
        ex,
      })),
  ),
});

const getUserCommands = route(
  endpoints.getUserCommands,
  'user',
  { userID: id, type },
  ({ store }, { userID, type }, call) => {
    own(call, userID);
    return told(store.range('commands', { prefix: [userID, type] }));
  },
);

const getAllUserCommands = route(
  endpoints.getAllUserCommands,
  'user',
  { userID: id },
  ({ store }, { userID }, call) => {
    own(call, userID);
    return told(store.range('commands', { prefix: [userID] }));
  },
);

export const userCommandRoutes: Route[] = [
  addUserCommand,
  updateUserCommand,
  deleteUserCommand,
  getUserCommands,
  getAllUserCommands,
];
