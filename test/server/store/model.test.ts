/** Both adapters under the same random work: they must answer alike, also after nested and failing transactions. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import type { Span, Store } from '../../../src/server/store/port.js';
import type { Row } from '../../../src/server/store/tables.js';
import { adapters, type Fresh } from './stores.js';

type Op =
  | { kind: 'put'; row: Row<'friends'> }
  | { kind: 'delete'; key: [string, string] }
  | { kind: 'get'; key: [string, string] }
  | { kind: 'range'; span: Span<'friends'> }
  | { kind: 'count'; span: Span<'friends'> }
  | { kind: 'transaction'; ops: Op[]; fails: boolean; caught: boolean };

const owner = fc.constantFrom('a', 'b', '\u{1f600}');
const user = fc.oneof(
  fc.constantFrom('', 'a', 'ab', '\uffff', '\u{1f600}', '\ud800'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const small = fc.integer({ min: -2, max: 3 });
const row = fc.record({
  ownerUserID: owner,
  userID: user,
  remark: user,
  createTime: small,
  addSource: small,
  operatorUserID: owner,
  ex: fc.constant(''),
  rank: fc.integer({ min: 0, max: 1 }),
  seq: small,
});
const page = fc.record({ reverse: fc.boolean(), offset: fc.nat(4), limit: fc.nat(6) }, { requiredKeys: [] });
const textBounds = fc.record({ after: user, upTo: user }, { requiredKeys: [] });
const numberBounds = fc.record({ after: small, upTo: small }, { requiredKeys: [] });
const span: fc.Arbitrary<Span<'friends'>> = fc
  .oneof(
    fc.tuple(fc.constantFrom({}, { prefix: [] }), textBounds),
    fc.tuple(
      owner.map(a => ({ prefix: [a] })),
      textBounds,
    ),
    fc.tuple(
      owner.map(a => ({ index: 'byOrder' as const, prefix: [a] })),
      numberBounds,
    ),
    fc.tuple(
      fc.tuple(owner, small).map(prefix => ({ index: 'byOrder' as const, prefix })),
      numberBounds,
    ),
    fc.tuple(
      user.map(a => ({ index: 'byFriend' as const, prefix: [a] })),
      textBounds,
    ),
    fc.tuple(fc.constant({ index: 'byFriend' as const }), textBounds),
  )
  .chain(([base, bounds]) => page.map(more => ({ ...base, ...bounds, ...more })));

const { op } = fc.letrec<{ op: Op; ops: Op[] }>(tie => ({
  op: fc.oneof(
    { depthSize: 'small' },
    { weight: 6, arbitrary: row.map(value => ({ kind: 'put' as const, row: value })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('delete' as const, 'get' as const), fc.tuple(owner, user))
        .map(([kind, key]) => ({ kind, key })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('range' as const, 'count' as const), span)
        .map(([kind, value]) => ({ kind, span: value })),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('transaction' as const),
        ops: tie('ops'),
        fails: fc.boolean(),
        caught: fc.boolean(),
      }),
    },
  ),
  ops: fc.array(tie('op'), { maxLength: 6, depthIdentifier: 'ops' }),
}));

/** Runs one operation and gives all it answered. */
function run(store: Store, step: Op, seen: unknown[]): void {
  if (step.kind === 'put') store.put('friends', step.row);
  else if (step.kind === 'get') seen.push(store.get('friends', step.key));
  else if (step.kind === 'delete') seen.push(store.delete('friends', step.key));
  else if (step.kind === 'range') seen.push(store.range('friends', step.span));
  else if (step.kind === 'count') seen.push(store.count('friends', step.span));
  else if (step.kind === 'transaction') {
    try {
      store.transaction(() => {
        for (const inner of step.ops) run(store, inner, seen);
        if (step.fails) throw new Error('planned');
      });
    } catch (error) {
      seen.push(String(error));
      if (!step.caught) throw error;
    }
  }
}

/** Everything stored, read by the key and by each index: an index that lost a row shows. */
const everything = (store: Store) => [
  store.range('friends'),
  store.range('friends', { index: 'byOrder' }),
  store.range('friends', { index: 'byFriend' }),
];

let memory: Fresh;
let sqlite: Fresh;
before(async () => {
  memory = await adapters.memory!();
  sqlite = await adapters.sqlite!();
});
after(() => {
  memory.end();
  sqlite.end();
});

it('memory and SQLite answer alike to 300 random histories', () => {
  fc.assert(
    fc.property(fc.array(op, { minLength: 5, maxLength: 30 }), history => {
      const answers = [memory.store, sqlite.store].map(store => {
        const seen: unknown[] = [];
        store.transaction(() => {
          for (const { ownerUserID, userID } of store.range('friends')) store.delete('friends', [ownerUserID, userID]);
        });
        for (const step of history) {
          try {
            run(store, step, seen);
          } catch (error) {
            seen.push(`ended: ${String(error)}`);
          }
        }
        return [seen, everything(store)];
      });
      assert.deepEqual(answers[0], answers[1]);
    }),
    { numRuns: 300, seed: 1 },
  );
});
