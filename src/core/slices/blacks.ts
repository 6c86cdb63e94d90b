/** The blacklist: one list call, compared with what was known (protocol §6). */
import * as api from '../../protocol/endpoints.js';
import type { BlackInfo, BlackItem, FromToUserID } from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, follow, type Slice } from '../slice.js';
import { flatten } from './friends.js';

export type BlackActions = Pick<Client, 'addBlack' | 'removeBlack' | 'getBlackList'>;

const flat = ({ blackUserInfo, ...rest }: BlackInfo): BlackItem => flatten(blackUserInfo, rest);

export function blacks(scope: Scope): Slice<BlackActions> {
  const ownerUserID = scope.userID;
  const table = openTable<'blacks', BlackItem>(
    scope,
    'blacks',
    ['blacks'],
    black => black.userID,
    (before, after) => {
      if (!after) scope.emit('blackDeleted', before!);
      else if (!before) scope.emit('blackAdded', after);
    },
    async () => {
      const upserts = await allPages(1000, async pagination => {
        const { blacks, total } = await scope.call(api.getBlackList, { userID: ownerUserID, pagination });
        return { items: (blacks ?? []).map(flat), total };
      });
      const ids = new Set(upserts.map(black => black.userID));
      table.apply({ upserts, deletes: [...scope.state.blacks.keys()].filter(id => !ids.has(id)), version: 1 });
    },
  );
  const { load } = table;
  const mine = ({ fromToUserID }: { fromToUserID: FromToUserID }) => {
    if (fromToUserID.fromUserID === ownerUserID) return load();
  };
  return {
    restore: table.restore,
    load,
    notices: { blackAdded: mine, blackDeleted: mine },
    actions: {
      async addBlack({ toUserID, ex = '' }) {
        await scope.call(api.addBlack, { ownerUserID, blackUserID: toUserID, ex });
        await follow(load);
      },
      async removeBlack(blackUserID) {
        await scope.call(api.removeBlack, { ownerUserID, blackUserID });
        await follow(load);
      },
      getBlackList: table.whole,
    },
  };
}
