/** The blacklist: one list call, compared with what was known (protocol §6). */
import * as api from '../../protocol/endpoints.js';
import type { BlackInfo, BlackItem, FromToUserID } from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, listLoad, type Slice } from '../slice.js';
import { toMs } from './friends.js';

export type BlackActions = Pick<Client, 'addBlack' | 'removeBlack' | 'getBlackList'>;

const flat = ({ ownerUserID, createTime, blackUserInfo: { userID, nickname, faceURL }, addSource, operatorUserID, ex }: BlackInfo): BlackItem => ({
  ownerUserID, userID, nickname, faceURL, createTime: toMs(createTime), addSource, operatorUserID, ex, attachedInfo: '',
});

export function blacks(scope: Scope): Slice<BlackActions> {
  const { userID } = scope;
  const table = openTable<'blacks', BlackItem>(scope, 'blacks', black => black.userID, (before, after) => {
    if (!after) scope.emit('blackDeleted', before!);
    else if (!before) scope.emit('blackAdded', after);
  });
  const load = listLoad(scope, ['blacks'], async () => {
    const all = await allPages(1000, async pagination => {
      const { blacks: items, total } = await scope.call(api.getBlackList, { userID, pagination });
      return { items, total };
    });
    const upserts = all.map(flat);
    const ids = new Set(upserts.map(black => black.userID));
    table.apply({ upserts, deletes: [...scope.state.blacks.keys()].filter(id => !ids.has(id)), version: 1 }, !table.version());
  });
  const mine = ({ fromToUserID }: { fromToUserID: FromToUserID }) => {
    if (fromToUserID.fromUserID === userID) return load();
  };
  return {
    async restore() {
      await table.restore();
      if (table.version()) scope.list('blacks', { status: 'cached' });
    },
    load,
    notices: { blackAdded: mine, blackDeleted: mine },
    actions: {
      async addBlack({ toUserID, ex = '' }) {
        await scope.call(api.addBlack, { ownerUserID: userID, blackUserID: toUserID, ex });
        await load();
      },
      async removeBlack(blackUserID) {
        await scope.call(api.removeBlack, { ownerUserID: userID, blackUserID });
        await load();
      },
      async getBlackList() {
        if (scope.state.lists.blacks.status === 'loading') await load();
        return [...scope.state.blacks.values()];
      },
    },
  };
}
