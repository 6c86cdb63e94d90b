import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKey, type State } from '../../src/client.js';
import { ImError } from '../../src/protocol/errors.js';
import { handleResult } from '../../src/protocol/model.js';
import { ownNetwork } from './network.js';
import { seeded } from './random.js';
import { createDevice, createWorld, loaded, until, type TestClient } from './world.js';

/** To see one history again: SEED=121 HISTORIES=1. */
const HISTORIES = Number(process.env.HISTORIES ?? 120);
const SEED = Number(process.env.SEED ?? 1);
/** Histories that run at the same time: while one waits for a timer, the others work. */
const LANES = 4;
const STEPS = 16;

const atRest = ({ connection, pending, lists }: Readonly<State>) =>
  connection.status === 'connected' && !pending.size && Object.values(lists).every(({ status }) => status === 'ready');
const act = /\/friend\/(add|del|set|upd|remove)|user_command_(add|del|upd)/;
const pause = (ms = 0) => new Promise(resolve => setTimeout(resolve, ms));

/** What was wished last, by what it is about. */
interface Wishes {
  blocked: boolean;
  remark: string;
  isPinned: boolean;
  friend: boolean;
  hidden: boolean;
  answers: number[];
  greetings: string[];
}

/** One person acts while the network comes and goes; then rest. */
async function history(seed: number) {
  const chance = seeded(seed);
  const world = createWorld({
    runtime: { slowHash: async secret => new TextEncoder().encode(secret.padEnd(32)).slice(0, 32) },
  });
  const log: string[] = [];
  try {
    const net = ownNetwork(world.backend);
    const device = createDevice();
    const extra = {
      backend: net.backend,
      random: chance.bytes,
      clock: {
        now: Date.now,
        after(ms: number, run: () => void) {
          const timer = setTimeout(run, Math.min(ms, 3));
          return () => {
            clearTimeout(timer);
          };
        },
      },
    };
    let me: TestClient = await world.person('Anna', device, extra);
    const [friend, asker, target] = [
      await world.person('Boris'),
      await world.person('Chen'),
      await world.person('Dora'),
    ];
    const idMe = me.getLoginUser();
    const [idF, idA, idT] = [friend.getLoginUser(), asker.getLoginUser(), target.getLoginUser()];
    await friend.addFriend({ toUserID: idMe });
    await me.acceptFriendApplication({ toUserID: idF });
    await asker.addFriend({ toUserID: idMe, reqMsg: 'hello' });
    const asked = { fromUserID: idA, toUserID: idMe };
    const askedKey = requestKey(idA, idMe);
    await until(me, ({ requests, friends }) => requests.has(askedKey) && friends.has(idF));

    const wishes: Wishes = {
      blocked: false,
      remark: '',
      isPinned: false,
      friend: true,
      hidden: false,
      answers: [],
      greetings: [],
    };
    const steps: Record<string, () => unknown> = {
      block: () => ((wishes.blocked = true), me.addBlack({ toUserID: idF })),
      unblock: () => ((wishes.blocked = false), me.removeBlack(idF)),
      remark: () =>
        wishes.friend && me.setFriendRemark({ toUserID: idF, remark: (wishes.remark = chance.pick(['', 'x', 'y'])) }),
      pin: () =>
        wishes.friend && me.pinFriends({ toUserIDs: [idF], isPinned: (wishes.isPinned = chance.next() < 0.5) }),
      unfriend: () => chance.next() < 0.2 && ((wishes.friend = false), me.deleteFriend(idF)),
      accept: () => (wishes.answers.push(handleResult.agreed), me.acceptFriendApplication({ toUserID: idA })),
      refuse: () => (wishes.answers.push(handleResult.refused), me.refuseFriendApplication({ toUserID: idA })),
      hide: () => ((wishes.hidden = true), me.deleteFriendApplication(asked)),
      restore: () => ((wishes.hidden = false), me.restoreFriendApplication(asked)),
      async apply() {
        wishes.greetings.push(`greeting ${log.length}`);
        await me.addFriend({ toUserID: idT, reqMsg: wishes.greetings.at(-1)! });
      },
      cut() {
        net.set(false);
      },
      mend() {
        net.heal();
        net.set(true);
      },
      loseAnswers() {
        net.loseAnswers(act);
      },
      loseRequests() {
        net.loseRequests(act);
      },
      async reload() {
        me.dispose();
        me = world.open(device, extra);
        await me.ready;
      },
      pause: () => pause(chance.below(12)),
    };
    // Who reloads the page has not more in hand.
    const acts = Object.keys(steps).filter(name => name !== 'reload');
    for (let step = 0; step < STEPS; step++) {
      const alone = chance.next() < 0.8;
      // Mostly one after the other, as people do.
      await Promise.all(
        Array.from({ length: alone ? 1 : 2 }, async () => {
          const name = chance.pick(alone ? Object.keys(steps) : acts);
          log.push(name);
          try {
            await steps[name]!();
          } catch (error) {
            // Refused at once, by the rules.
            if (!(error instanceof ImError) || [10000, 10001, 10101].includes(error.errCode)) throw error;
            log.push(`${name} refused: ${error.errCode}`);
          }
        }),
      );
    }
    net.heal();
    net.set(true);
    // It answers when what an earlier page left is in the state.
    await me.cancelAct('none');
    await until(me, atRest, 60_000);

    const device2 = await world.again('Anna', createDevice(), { platformID: 3 });
    await loaded(device2);
    for (const { state } of [me, device2]) {
      const kept = state.friends.get(idF);
      assert.equal(!!kept, wishes.friend, 'friend');
      if (kept) assert.deepEqual([kept.remark, kept.isPinned], [wishes.remark, wishes.isPinned]);
      assert.equal(state.blacks.has(idF), wishes.blocked, 'blocked');
      const request = state.requests.get(askedKey);
      assert.equal(!request, wishes.hidden, 'hidden');
      if (request && wishes.answers.length) assert.ok(wishes.answers.includes(request.handleResult), 'answered');
      const sent = state.requests.get(requestKey(idMe, idT));
      assert.equal(sent?.reqMsg, wishes.greetings.at(-1), 'applied');
    }
    // Nothing was done twice.
    await until(target, ({ requests }) => requests.get(requestKey(idMe, idT))?.reqMsg === wishes.greetings.at(-1));
    const heard = target.events.flatMap(({ name, detail }) =>
      name === 'friendApplicationAdded' ? [(detail as { reqMsg: string }).reqMsg] : [],
    );
    assert.equal(new Set(heard).size, heard.length, `applied twice: ${heard.join()}`);
    if (wishes.answers.length) await until(asker, ({ requests }) => requests.get(askedKey)?.handleResult);
    const answers = asker.told('friendApplicationAccepted', 'friendApplicationRejected');
    assert.equal(answers.length, Math.min(wishes.answers.length, 1));
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).stack ?? ''}\n${log.join('\n')}`, { cause: error });
  } finally {
    world.close();
  }
}

describe('acts', () => {
  it(
    `${HISTORIES} histories with cuts, losses and reloads end as was wished last, nothing done twice`,
    {
      timeout: 240_000,
    },
    async () => {
      // One generator for all lanes: it ends for everybody when one of them fails.
      const seeds = (function* () {
        for (let seed = SEED; seed < SEED + HISTORIES; seed++) yield seed;
      })();
      await Promise.all(
        Array.from({ length: LANES }, async () => {
          for (const seed of seeds) await history(seed);
        }),
      );
    },
  );
});
