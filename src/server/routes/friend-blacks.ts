/** The blacklist (protocol §6.1, §6.2). Blocking leaves the friendship as it is. */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, idList, pagination, text } from '../fields.js';
import { blackInfo, blackInfoInSeconds } from '../repo-friends.js';
import { mustUser } from '../repo-users.js';
import { write } from '../write.js';

const addBlack = route(
  endpoints.addBlack,
  'user',
  { ownerUserID: id, blackUserID: id, ex: text(4096) },
  (context, { ownerUserID, blackUserID, ex }, call) => {
    const { store, runtime } = context;
    own(call, ownerUserID);
    if (ownerUserID === blackUserID) refuse(codes.ArgsError, 'you cannot block yourself');
    write(context, call, tell => {
      mustUser(store, ownerUserID);
      mustUser(store, blackUserID);
      // OpenIM answers 500 here: its database's error comes through as it is.
      if (store.get('blacks', [ownerUserID, blackUserID]))
        refuse(codes.DuplicateKeyError, 'this user is blocked already');
      const last =
        store.range('blacks', { index: 'byOrder', prefix: [ownerUserID], reverse: true, limit: 1 })[0]?.seq ?? 0;
      store.put('blacks', {
        ownerUserID,
        userID: blackUserID,
        createTime: runtime.now(),
        operatorUserID: call.userID,
        ex,
        seq: last + 1,
      });
      tell('blackAdded', ownerUserID, blackUserID, {
        fromToUserID: { fromUserID: ownerUserID, toUserID: blackUserID },
      });
    });
  },
);

const removeBlack = route(
  endpoints.removeBlack,
  'user',
  { ownerUserID: id, blackUserID: id },
  (context, { ownerUserID, blackUserID }, call) => {
    own(call, ownerUserID);
    write(context, call, tell => {
      context.store.delete('blacks', [ownerUserID, blackUserID]);
      tell('blackDeleted', ownerUserID, blackUserID, {
        fromToUserID: { fromUserID: ownerUserID, toUserID: blackUserID },
      });
    });
  },
);

const getBlackList = route(
  endpoints.getBlackList,
  'user',
  { userID: id, pagination },
  ({ store }, { userID, pagination }, call) => {
    own(call, userID);
    const rows = store.range('blacks', { index: 'byOrder', prefix: [userID], ...pageOf(pagination) });
    return {
      blacks: orNull(rows.map(row => blackInfoInSeconds(store, row))),
      total: store.count('blacks', { prefix: [userID] }),
    };
  },
);

/** In the order asked for; `createTime` in ms here. */
const getSpecifiedBlacks = route(
  endpoints.getSpecifiedBlacks,
  'user',
  { ownerUserID: id, userIDList: idList() },
  ({ store }, { ownerUserID, userIDList }, call) => {
    own(call, ownerUserID);
    const blacks = userIDList
      .flatMap(userID => store.get('blacks', [ownerUserID, userID]) ?? [])
      .map(row => blackInfo(store, row));
    return { blacks: orNull(blacks), total: blacks.length };
  },
);

export const friendBlackRoutes: Route[] = [addBlack, removeBlack, getBlackList, getSpecifiedBlacks];
