import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openConnection } from '../../src/core/connection.js';
import type { Renewal } from '../../src/core/renewal.js';
import type { Scope } from '../../src/core/scope.js';
import { ImError } from '../../src/protocol/errors.js';
import type { Backend, Socket, SocketEvents } from '../../src/protocol/port.js';

/** A connection whose socket, clock and chance the test owns. */
function setUp(mend: Renewal['mend'] = async () => false) {
  const waits: number[] = [];
  const log: string[] = [];
  let events!: SocketEvents;
  let due: (() => void) | undefined;
  let held: (() => void) | undefined;
  let wake = () => {};
  let probe: Socket['probe'] = async () => undefined;
  const scope = {
    alive: true,
    chance: () => 0.5,
    set: (_: string, { status }: { status: string }) => {
      log.push(status);
    },
    emit: (name: string) => {
      log.push(`! ${name}`);
    },
    after(ms: number, run: () => void) {
      if (ms === 10_000) {
        held = run;
        return () => {
          held = undefined;
        };
      }
      waits.push(ms);
      due = run;
      return () => {
        due = undefined;
      };
    },
  } as unknown as Scope;
  const backend = {
    socket(given: SocketEvents): Partial<Socket> {
      events = given;
      return {
        dial: () => {
          events.connecting();
        },
        close: () => {
          log.push('closed');
        },
        probe: ms => probe(ms),
      };
    },
  } as unknown as Backend;
  const renewal = { fresh: async () => ({ imToken: 't' }), mend } as unknown as Renewal;
  const connection = openConnection(
    scope,
    backend,
    renewal,
    run => {
      wake = run;
      return () => {
        wake = () => {};
      };
    },
    {
      opened: () => {
        log.push('load');
      },
      dialled: () => undefined,
      message: () => undefined,
      presence: () => undefined,
    },
  );
  const turn = () =>
    new Promise<void>(resolve => {
      setImmediate(resolve);
    });
  return {
    connection,
    waits,
    log,
    turn,
    events: () => events,
    pass: () => due?.(),
    /** The connection has held for long. */
    hold: () => held?.(),
    isWaiting: () => !!due,
    wake: () => {
      wake();
    },
    onProbe: (next: Socket['probe']) => {
      probe = next;
    },
  };
}
const lost = new ImError(10000, 'x');

describe('connection', () => {
  it('is connected when the gateway said so, and loads [B1, B2]', async () => {
    const { connection, log, turn, events } = setUp();
    connection.dial();
    await turn();
    assert.deepEqual(log, ['connecting', '! connecting']);
    events().open();
    assert.deepEqual(log.slice(2), ['connected', '! connectSuccess', 'load']);
  });
  it('waits with full jitter, twice as long each time up to 30 s, and begins anew after a connection that held [B7]', async () => {
    const { connection, waits, turn, events, pass, hold } = setUp();
    connection.dial();
    await turn();
    for (let i = 0; i < 8; i++) {
      events().lost(lost);
      pass();
      await turn();
    }
    assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    events().open();
    hold();
    events().lost(lost);
    assert.equal(waits.at(-1), 500);
  });
  it('goes on waiting longer for a server that lets in and drops at once', async () => {
    const { connection, waits, turn, events, pass, hold } = setUp();
    connection.dial();
    await turn();
    for (let i = 0; i < 5; i++) {
      events().open();
      events().lost(lost);
      // What was begun by the lost connection is over with it.
      hold();
      pass();
      await turn();
    }
    assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000]);
  });
  it('raises connectFailed for a dial that failed, not for a connection that was lost [B3]', async () => {
    const { connection, log, turn, events } = setUp();
    connection.dial();
    await turn();
    events().open();
    events().lost(lost);
    assert.ok(!log.includes('! connectFailed'));
    events().lost(lost);
    assert.ok(log.includes('! connectFailed'));
  });
  it('dials at once on wake', async () => {
    const { connection, log, turn, events, wake, isWaiting } = setUp();
    connection.dial();
    await turn();
    events().lost(lost);
    assert.ok(isWaiting());
    wake();
    await turn();
    assert.ok(!isWaiting());
    assert.equal(log.at(-1), '! connecting');
  });
  it('asks an open socket for a sign of life on wake, and dials at once when there is none', async () => {
    const { connection, log, turn, events, wake, onProbe } = setUp();
    connection.dial();
    await turn();
    events().open();
    wake();
    await turn();
    assert.equal(log.at(-1), 'load');
    onProbe(async () => {
      events().lost(lost);
      throw lost;
    });
    wake();
    await turn();
    assert.equal(log.at(-1), '! connecting');
  });
  it('dials again with a mended token, and waits for other refusals', async () => {
    const mended = setUp(async () => true);
    mended.connection.dial();
    await mended.turn();
    mended.events().refused(new ImError(1501, 'x'));
    await mended.turn();
    assert.equal(mended.log.filter(line => line === '! connecting').length, 2);
    const other = setUp();
    other.connection.dial();
    await other.turn();
    other.events().refused(new ImError(1004, 'x'));
    await other.turn();
    assert.ok(other.isWaiting());
  });
  it('is silent after its end', async () => {
    const { connection, log, wake } = setUp();
    connection.close();
    wake();
    assert.deepEqual(log, ['closed']);
  });
});
