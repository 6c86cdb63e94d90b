import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as api from '../../src/protocol/endpoints.js';
import { ImError } from '../../src/protocol/errors.js';
import type { FriendRequest } from '../../src/protocol/model.js';
import type { Credentials } from '../../src/protocol/port.js';
import { seeded, type Chance } from './random.js';
import { createDevice, createWorld, loaded, type Device, type TestClient, type World } from './world.js';

const NAMES = ['Anna', 'Boris', 'Chen'];
const STEPS = 10;

/** A place where somebody is signed in: its page may be reloaded, its connection cut. */
class Place {
  client!: TestClient;
  /** The lists as somebody who only listens to events knows them. */
  readonly heard = {
    friends: new Map<string, unknown>(),
    requests: new Map<string, unknown>(),
    blacks: new Map<string, unknown>(),
  };
  wake = () => {};
  readonly problems: string[] = [];

  constructor(
    readonly world: World,
    readonly name: string,
    readonly platformID: number,
    readonly chance: Chance,
    readonly clock: () => number,
    readonly device: Device = createDevice(),
  ) {}

  open() {
    this.client = this.world.open(this.device, {
      platformID: this.platformID,
      random: this.chance.bytes,
      clock: {
        now: this.clock,
        after: (ms, run) => {
          const timer = setTimeout(run, Math.min(ms, 1));
          return () => {
            clearTimeout(timer);
          };
        },
      },
      onWake: wake => {
        this.wake = wake;
        return () => {
          this.wake = () => {};
        };
      },
    });
    const { friends, requests, blacks } = this.heard;
    const key = ({ fromUserID, toUserID }: FriendRequest) => `${fromUserID}>${toUserID}`;
    const must = (holds: boolean, what: string, detail: unknown) => {
      if (!holds) this.problems.push(`${what}: ${JSON.stringify(detail)}`);
    };
    const differs = (known: unknown, next: unknown) => JSON.stringify(known) !== JSON.stringify(next);
    this.client.on('friendsLoaded', () => {
      for (const [id, friend] of this.client.state.friends) friends.set(id, friend);
    });
    this.client.on('friendAdded', friend => {
      must(!friends.has(friend.userID), 'added twice', friend);
      friends.set(friend.userID, friend);
    });
    this.client.on('friendInfoChanged', friend => {
      must(friends.has(friend.userID) && differs(friends.get(friend.userID), friend), 'changed in nothing', friend);
      friends.set(friend.userID, friend);
    });
    this.client.on('friendDeleted', friend => {
      must(friends.delete(friend.userID), 'deleted twice', friend);
    });
    this.client.on('blackAdded', black => {
      must(!blacks.has(black.userID), 'blocked twice', black);
      blacks.set(black.userID, black);
    });
    this.client.on('blackDeleted', black => {
      must(blacks.delete(black.userID), 'unblocked twice', black);
    });
    for (const name of ['friendApplicationAdded', 'friendApplicationAccepted', 'friendApplicationRejected'] as const)
      this.client.on(name, request => {
        must(differs(requests.get(key(request)), request), `${name} twice`, request);
        requests.set(key(request), request);
      });
    this.client.on('friendApplicationDeleted', request => {
      must(requests.delete(key(request)), 'request deleted twice', request);
    });
    return this.client;
  }
  get userID() {
    return this.client.getLoginUser();
  }
  credentials(): Credentials {
    return JSON.parse([...this.device.local.rows.values()][0]!) as Credentials;
  }
}

/** What somebody does, once. A refusal by the rules is fine. */
const acts: Record<string, (place: Place, other: Place, chance: Chance) => Promise<unknown>> = {
  apply: ({ client }, other, chance) =>
    client.addFriend({ toUserID: other.userID, reqMsg: `hello ${chance.below(100)}` }),
  accept: ({ client }, other) => client.acceptFriendApplication({ toUserID: other.userID }),
  refuse: ({ client }, other) => client.refuseFriendApplication({ toUserID: other.userID, handleMsg: 'no' }),
  delete: ({ client }, other) => client.deleteFriend(other.userID),
  block: ({ client }, other) => client.addBlack({ toUserID: other.userID }),
  unblock: ({ client }, other) => client.removeBlack(other.userID),
  remark: ({ client }, other, chance) =>
    client.setFriendRemark({ toUserID: other.userID, remark: chance.pick(['', 'x', 'my friend']) }),
  pin: ({ client }, other, chance) => client.pinFriends({ toUserIDs: [other.userID], isPinned: chance.next() < 0.5 }),
  rename: ({ client }, _, chance) => client.setSelfInfo({ nickname: `Name ${chance.below(1000)}` }),
  hide: ({ client, userID }, other) => client.deleteFriendApplication({ fromUserID: other.userID, toUserID: userID }),
  unhide: ({ client, userID }, other) =>
    client.restoreFriendApplication({ fromUserID: other.userID, toUserID: userID }),
  async reload(place) {
    place.client.dispose();
    place.open();
    await place.client.ready;
  },
  async reconnect({ world }) {
    world.server.killConnections();
  },
};
const weights = [
  'apply',
  'apply',
  'apply',
  'accept',
  'accept',
  'accept',
  'refuse',
  'delete',
  'block',
  'unblock',
  'remark',
  'pin',
  'rename',
  'hide',
  'unhide',
  'reload',
  'reconnect',
];

const byID = <T extends { userID: string }>(items: Iterable<T>) =>
  [...items].sort((a, b) => (a.userID < b.userID ? -1 : 1));
const bare = ({ fromUserID, toUserID, handleResult, reqMsg, createTime, handleMsg, handleTime }: FriendRequest) =>
  `${fromUserID}>${toUserID} ${handleResult} ${reqMsg} ${createTime} ${handleMsg} ${handleTime}`;

/** Everything as the server has it for whoever is signed in at the place. */
async function truth(place: Place) {
  const { backend } = place.world;
  const credentials = place.credentials();
  const { userID } = credentials;
  const pagination = { pageNumber: 1, showNumber: 1000 };
  const [friends, blacks, received, sent, marks] = await Promise.all([
    backend.call(api.getFriendList, { userID, pagination }, credentials),
    backend.call(api.getBlackList, { userID, pagination }, credentials),
    backend.call(api.getReceivedRequests, { userID, pagination }, credentials),
    backend.call(api.getSentRequests, { userID, pagination }, credentials),
    backend.call(api.getUserCommands, { userID, type: 1201 }, credentials),
  ]);
  const hidden = new Map((marks.CommandResp ?? []).map(({ uuid, value }) => [uuid, Number(value)]));
  const visible = [...(received.FriendRequests ?? []), ...(sent.friendRequests ?? [])].filter(
    request => (hidden.get(`${request.fromUserID}>${request.toUserID}`) ?? 0) < request.createTime,
  );
  return {
    friends: byID(
      (friends.friendsInfo ?? []).map(({ friendUser: { userID, nickname }, remark, isPinned, createTime }) => ({
        userID,
        nickname,
        remark,
        isPinned,
        createTime: createTime * 1000,
      })),
    ),
    blacks: byID((blacks.blacks ?? []).map(({ blackUserInfo: { userID } }) => ({ userID }))),
    requests: visible.map(bare).sort(),
  };
}

/** The same, as the place shows it. */
function shownAt({ client: { state } }: Place): Awaited<ReturnType<typeof truth>> {
  return {
    friends: byID(
      [...state.friends.values()].map(({ userID, nickname, remark, isPinned, createTime }) => ({
        userID,
        nickname,
        remark,
        isPinned,
        createTime,
      })),
    ),
    blacks: byID([...state.blacks.values()].map(({ userID }) => ({ userID }))),
    requests: [...state.requests.values()].map(bare).sort(),
  };
}

const pause = () => new Promise(resolve => setTimeout(resolve, 0));

/** Random acts, then rest: every device shows what the server has, and heard of each difference once. */
async function history(places: readonly Place[], chance: Chance, log: string[]) {
  for (let step = 0; step < STEPS; step++) {
    // Up to three things at once, from any places.
    await Promise.all(
      Array.from({ length: 1 + chance.below(3) }, async () => {
        const place = chance.pick(places);
        const other = chance.pick(places.filter(({ name }) => name !== place.name));
        const act = chance.pick(weights);
        log.push(`${place.name}/${place.platformID} ${act} ${other.name}`);
        try {
          await acts[act]!(place, other, chance);
        } catch (error) {
          if (!(error instanceof ImError) || error.errCode === 1506) throw error;
        }
      }),
    );
    for (const { wake } of places) wake();
  }
  const settled = (place: Place) => {
    const { lists, connection, pending } = place.client.state;
    return (
      connection.status === 'connected' && !pending.size && Object.values(lists).every(list => list.status === 'ready')
    );
  };
  const rest = async () => {
    for (const place of places)
      for (let turn = 0; turn < 500 && !settled(place); turn++) {
        await pause();
        place.wake();
      }
  };
  // What waits for a connection is done with it.
  await rest();
  for (const place of places)
    // The protocol tells the other devices nothing of what was hidden: they see it when they load.
    if (log.some(line => line.startsWith(place.name) && line.includes('hide')))
      await place.client.reload('received').catch(() => undefined);
  await rest();
  for (const [at, place] of places.entries()) {
    if (at % 2) continue;
    const server = await truth(place);
    for (const device of [place, places[at + 1]!])
      for (let turn = 0; turn < 500 && !(settled(device) && isDeepStrictEqual(shownAt(device), server)); turn++) {
        await pause();
        device.wake();
      }
    for (const device of [place, places[at + 1]!])
      assert.deepEqual(shownAt(device), server, `${device.name}/${device.platformID}`);
  }
  for (const place of places) {
    assert.deepEqual(place.problems, []);
    for (const list of ['friends', 'requests', 'blacks'] as const)
      assert.deepEqual(
        [...place.heard[list].keys()].sort(),
        [...place.client.state[list].keys()].sort(),
        `${place.name}/${place.platformID} heard of other ${list}`,
      );
  }
}

/** Some histories of the same people, one after the other: each begins with what the last one left. */
async function histories(seed: number, count: number, policy: 0 | 1, platforms: readonly [number, number]) {
  const chance = seeded(seed);
  let time = 1_800_000_000_000;
  const clock = () => (time += 1);
  const slow = chance.next() < 0.15;
  const world = createWorld({
    options: { policy },
    runtime: {
      now: clock,
      random: chance.bytes,
      slowHash: async secret => new TextEncoder().encode(secret.padEnd(32)).slice(0, 32),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return {
          cancel: () => {
            clearTimeout(timer);
          },
        };
      },
    },
    delay: () => (slow ? chance.below(3) : 0),
  });
  const log: string[] = [];
  try {
    const places: Place[] = [];
    for (const name of NAMES) {
      const [first, second] = platforms.map(platformID => new Place(world, name, platformID, chance, clock)) as [
        Place,
        Place,
      ];
      await first.open().register({ user: { nickname: name, account: name, password: 'p' } });
      await second.open().login({ account: name, password: 'p' });
      places.push(first, second);
    }
    await Promise.all(places.map(place => loaded(place.client)));
    for (let at = 0; at < count; at++) await history(places, chance, log);
  } catch (error) {
    throw new Error(`seed ${seed}, policy ${policy}: ${(error as Error).stack ?? ''}\n${log.join('\n')}`, {
      cause: error,
    });
  } finally {
    world.close();
  }
}

const HISTORIES = Number(process.env.HISTORIES ?? 500);
/** To see one history again: SEED=121 HISTORIES=5. */
const SEED = Number(process.env.SEED ?? 1);

const TOGETHER = 5;
/** Worlds that run at the same time: while one waits for a timer, the others work. */
const LANES = 4;

async function all(count: number, policy: 0 | 1, platforms: readonly [number, number]) {
  // One generator for all lanes: it ends for everybody when one of them fails.
  const seeds = (function* () {
    for (let seed = SEED; seed < SEED + count; seed += TOGETHER) yield seed;
  })();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const seed of seeds) await histories(seed, TOGETHER, policy, platforms);
    }),
  );
}

describe('random histories', () => {
  it(`${HISTORIES} histories of three people with two devices each end with equal lists (policy 0) [F4, F5, F6]`, async () => {
    await all(HISTORIES, 0, [5, 5]);
  });
  it('the same under policy 1, on platforms 5 and 3', async () => {
    await all(HISTORIES / 5, 1, [5, 3]);
  });
});
