/** Profiles on the IM server, and the administrator's user calls (protocol §2.5, §7). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, idList, listOf, object, optional, pagination, text, whole } from '../fields.js';
import { changeProfile } from '../profile-change.js';
import { insertUser, isUserID, mustUser, userInfo } from '../repo-users.js';
import { write } from '../write.js';

const nickname = text(256);
const faceURL = text(2048);
const ex = text(16_384);
const recvMsgOpt = whole(0, 2);

const getUsersInfo = route(
  endpoints.getUsersInfo,
  'user',
  { userIDs: optional(listOf(id)) },
  ({ store }, { userIDs }) => {
    if (!userIDs) return refuse(codes.ArgsError, 'userIDs is empty');
    return {
      usersInfo: orNull([...new Set(userIDs)].flatMap(userID => store.get('users', [userID]) ?? []).map(userInfo)),
    };
  },
);

const updateUserInfoEx = route(
  endpoints.updateUserInfoEx,
  'user',
  {
    userInfo: object({
      userID: id,
      nickname: optional(nickname),
      faceURL: optional(faceURL),
      ex: optional(ex),
      globalRecvMsgOpt: optional(recvMsgOpt),
    }),
  },
  (context, { userInfo: { userID, ...patch } }, call) => {
    own(call, userID);
    write(context, call, tell => changeProfile(context, call, tell, mustUser(context.store, userID), patch));
  },
);

/** The older form: empty and 0 mean "unchanged". */
const updateUserInfo = route(
  endpoints.updateUserInfo,
  'user',
  { userInfo: object({ userID: id, nickname, faceURL, ex, globalRecvMsgOpt: recvMsgOpt }) },
  (context, { userInfo: { userID, ...given } }, call) => {
    own(call, userID);
    const patch = {
      nickname: given.nickname || undefined,
      faceURL: given.faceURL || undefined,
      ex: given.ex || undefined,
      globalRecvMsgOpt: given.globalRecvMsgOpt || undefined,
    };
    write(context, call, tell => changeProfile(context, call, tell, mustUser(context.store, userID), patch));
  },
);

const setGlobalRecvMsgOpt = route(
  endpoints.setGlobalRecvMsgOpt,
  'user',
  { userID: id, globalRecvMsgOpt: recvMsgOpt },
  (context, { userID, globalRecvMsgOpt }, call) => {
    // OpenIM does not check whose setting it is.
    own(call, userID);
    write(context, call, tell =>
      changeProfile(context, call, tell, mustUser(context.store, userID), { globalRecvMsgOpt }),
    );
  },
);

const newUser = object({
  userID: id,
  nickname,
  faceURL,
  ex,
  appMangerLevel: whole(0, 1000),
  globalRecvMsgOpt: recvMsgOpt,
});

const registerUsers = route(
  endpoints.registerUsers,
  'admin',
  { users: listOf(newUser) },
  (context, { users }, call) => {
    if (!users.length) refuse(codes.ArgsError, 'users is empty');
    if (new Set(users.map(user => user.userID)).size < users.length) refuse(codes.ArgsError, 'users has repeats');
    for (const { userID, nickname } of users) {
      if (!isUserID(userID)) refuse(codes.ArgsError, 'userID may have letters, digits and _ only');
      if (!nickname) refuse(codes.ArgsError, 'nickname is empty');
    }
    write(context, call, () => {
      const known = users.find(user => context.store.get('users', [user.userID]));
      if (known) refuse(codes.RegisteredAlreadyError, `${known.userID} is registered already; none was made`);
      for (const user of users) insertUser(context, user);
    });
  },
);

const checkAccounts = route(
  endpoints.checkAccounts,
  'admin',
  { checkUserIDs: idList() },
  ({ store }, { checkUserIDs }) => ({
    results: orNull(
      checkUserIDs.map(userID => ({ userID, accountStatus: Number(store.get('users', [userID]) !== undefined) })),
    ),
  }),
);

/** Users up to this level are ordinary ones: not administrators, robots or notification accounts. */
const ORDINARY = 1;

/** OpenIM lets everybody list all users; here it is the administrator's. The two words are literal, and either will do. */
const getUsers = route(
  endpoints.getUsers,
  'admin',
  { pagination, userID: text(64), nickName: nickname },
  ({ store }, { pagination, userID, nickName }) => {
    const { offset, limit } = pageOf(pagination);
    const has = (text: string, word: string) => word !== '' && text.toLowerCase().includes(word.toLowerCase());
    const users = store
      .range('users', { index: 'byTime' })
      .filter(user => user.appMangerLevel <= ORDINARY)
      .filter(user => (!userID && !nickName) || has(user.userID, userID) || has(user.nickname, nickName));
    return { total: users.length, users: orNull(users.slice(offset, offset + limit).map(userInfo)) };
  },
);

const getAllUserIDs = route(endpoints.getAllUserIDs, 'admin', { pagination }, ({ store }, { pagination }) => ({
  total: store.count('users'),
  userIDs: orNull(store.range('users', { index: 'byTime', ...pageOf(pagination) }).map(user => user.userID)),
}));

export const userInfoRoutes: Route[] = [
  getUsersInfo,
  updateUserInfoEx,
  updateUserInfo,
  setGlobalRecvMsgOpt,
  registerUsers,
  checkAccounts,
  getUsers,
  getAllUserIDs,
];
