/** Looking people up: by ID, by keyword, among one's friends (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, pageWithRoom, refuse } from '../access.js';
import { fullInfo, keywordOf, matches, personOf, publicInfo, searchPeople, type Person } from '../account-search.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { id, listOf, pagination, text, whole, type Check } from '../fields.js';
import type { Store } from '../store/port.js';

const userIDs: Check<string[]> = (value, name) => {
  const ids = listOf(id)(value, name);
  return ids.length ? [...new Set(ids)] : refuse(codes.ArgsError, `${name} is empty`);
};
const keyword = text(256);
const search = { keyword, pagination, genders: whole(0, 255), normal: whole(0, 1) };

const people = (store: Store, ids: readonly string[]) => ids.flatMap(userID => personOf(store, userID) ?? []);

/** Robots and administrators are not found by searching. */
const ORDINARY = 1;

async function found(
  context: ServerContext,
  request: { keyword: string; pagination: { pageNumber: number; showNumber: number }; genders: number; normal: number },
  call: Call,
) {
  const { offset, limit } = pageWithRoom(request.pagination);
  context.limits.take('search', call.userID, 60, 60_000);
  const wanted = ({ user, account }: Person) =>
    user.appMangerLevel <= ORDINARY &&
    (!request.genders || account.gender === request.genders) &&
    !(request.normal && account.banned);
  const hits = people(context.store, await searchPeople(context, request.keyword)).filter(wanted);
  return { total: hits.length, page: hits.slice(offset, offset + limit) };
}

const findUsersPublic = route(endpoints.findUsersPublic, 'chat', { userIDs }, ({ store }, { userIDs }, call) => ({
  users: orNull(people(store, userIDs).map(person => publicInfo(store, call.userID, person))),
}));

const findUsersFull = route(endpoints.findUsersFull, 'chat', { userIDs }, ({ store }, { userIDs }, call) => ({
  users: orNull(people(store, userIDs).map(person => fullInfo(store, call.userID, person))),
}));

const searchUsersPublic = route(endpoints.searchUsersPublic, 'chat', search, async (context, request, call) => {
  const { total, page } = await found(context, request, call);
  return { total, users: orNull(page.map(person => publicInfo(context.store, call.userID, person))) };
});

const searchUsersFull = route(endpoints.searchUsersFull, 'chat', search, async (context, request, call) => {
  const { total, page } = await found(context, request, call);
  return { total, users: orNull(page.map(person => fullInfo(context.store, call.userID, person))) };
});

/** One's own friends only (OpenIM takes any `userID`), in the order of the list; here one character will do. */
const searchFriendUsers = route(
  endpoints.searchFriendUsers,
  'chat',
  { userID: text(64), keyword, pagination, genders: listOf(whole(0, 255), 256) },
  ({ store, limits }, request, call) => {
    if (request.userID) own(call, request.userID);
    const { offset, limit } = pageWithRoom(request.pagination);
    limits.take('search', call.userID, 60, 60_000);
    const wanted = keywordOf(request.keyword);
    const friends = wanted.word
      ? store.range('friends', { index: 'byOrder', prefix: [call.userID] }).map(row => row.userID)
      : [];
    const hits = people(store, friends)
      .filter(person => matches(person, wanted))
      .filter(({ account }) => !request.genders.length || request.genders.includes(account.gender));
    return {
      total: hits.length,
      users: orNull(hits.slice(offset, offset + limit).map(person => fullInfo(store, call.userID, person))),
    };
  },
);

export const accountFindRoutes: Route[] = [
  findUsersPublic,
  findUsersFull,
  searchUsersPublic,
  searchUsersFull,
  searchFriendUsers,
];
