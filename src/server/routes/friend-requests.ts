/** Friend requests: apply and answer (protocol §6.2). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { handleResult as results } from '../../protocol/model.js';
import { own, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, text, whole } from '../fields.js';
import { befriend, lists, requestInfo } from '../repo-friends.js';
import { mustUser } from '../repo-users.js';
import { write } from '../write.js';

/** Room for a greeting or an answer, as OpenIM's server has. */
const greeting = text(255);

/** Requests in 10 minutes. */
const PER_USER = 60;
const PER_IP = 300;
const WINDOW = 600_000;

const addFriend = route(
  endpoints.addFriend,
  'user',
  { fromUserID: id, toUserID: id, reqMsg: greeting, ex: text(4096) },
  (context, request, call) => {
    const { fromUserID, toUserID, reqMsg, ex } = request;
    const { store, runtime } = context;
    own(call, fromUserID);
    if (fromUserID === toUserID) refuse(codes.CanNotAddYourselfError, 'you cannot add yourself');
    if (!call.isAdmin) {
      context.limits.take('friend-request', call.userID, PER_USER, WINDOW);
      // One person with many accounts.
      context.limits.take('friend-request-ip', call.ip, PER_IP, WINDOW);
    }
    write(context, call, tell => {
      mustUser(store, fromUserID);
      mustUser(store, toUserID);
      if (store.get('accounts', [toUserID])?.allowAddFriend === 2)
        refuse(codes.RefuseFriend, 'this user does not accept friend requests');
      if (lists(store, fromUserID, toUserID) && lists(store, toUserID, fromUserID))
        refuse(codes.RelationshipAlreadyError, 'you are friends already');
      // One request per ordered pair: who applies again overwrites, but who handled it last, and when, stays.
      const { handlerUserID = '', handleTime = 0 } = store.get('requests', [fromUserID, toUserID]) ?? {};
      const row = {
        fromUserID,
        toUserID,
        handleResult: results.open,
        reqMsg,
        createTime: runtime.now(),
        handlerUserID,
        handleMsg: '',
        handleTime,
        ex,
      };
      store.put('requests', row);
      tell('friendApplication', fromUserID, toUserID, {
        fromToUserID: { fromUserID, toUserID },
        request: requestInfo(store, row),
      });
    });
  },
);

const respondFriend = route(
  endpoints.respondFriend,
  'user',
  { fromUserID: id, toUserID: id, handleResult: whole(-1, 1), handleMsg: greeting },
  (context, { fromUserID, toUserID, handleResult, handleMsg }, call) => {
    const { store, runtime } = context;
    own(call, toUserID);
    if (handleResult === results.open) refuse(codes.ArgsError, 'handleResult must be 1 (accept) or -1 (refuse)');
    const agreed = handleResult === results.agreed;
    write(context, call, tell => {
      const row =
        store.get('requests', [fromUserID, toUserID]) ??
        refuse(codes.RecordNotFoundError, 'there is no such friend request');
      if (row.handleResult !== results.open)
        refuse(agreed ? codes.ArgsError : codes.FriendRequestHandled, 'the request was answered already');
      const answered = { ...row, handleResult, handleMsg, handleTime: runtime.now() };
      const fromToUserID = { fromUserID, toUserID };
      if (!agreed) {
        // A refusal does not name its handler (§6.2).
        store.put('requests', answered);
        tell('friendApplicationRejected', toUserID, fromUserID, {
          fromToUserID,
          handleMsg,
          request: requestInfo(store, answered),
        });
        return;
      }
      answered.handlerUserID = toUserID;
      store.put('requests', answered);
      const opposite = store.get('requests', [toUserID, fromUserID]);
      if (opposite?.handleResult === results.open) {
        store.put('requests', { ...opposite, handleResult, handlerUserID: toUserID, handleTime: answered.handleTime });
      }
      befriend(context, fromUserID, toUserID);
      const request = requestInfo(store, answered);
      tell('friendApplicationApproved', toUserID, fromUserID, {
        fromToUserID,
        handleMsg,
        friendVersion: 0,
        friendVersionID: '',
        request,
      });
    });
  },
);

export const friendRequestRoutes: Route[] = [addFriend, respondFriend];
