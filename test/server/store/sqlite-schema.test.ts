import assert from 'node:assert/strict';
import { it } from 'node:test';
import { planOf, shapeOf } from '../../../src/server/store/order.js';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { boundValues, createSchema, createTable, quote, rangeSql } from '../../../src/server/store/sqlite-schema.js';
import { tables, type TableName } from '../../../src/server/store/tables.js';

it('quotes names, also those that are keywords or hold quotes', () => {
  const sql = createTable('order', {
    columns: { 'a"b': 'text', select: 'int' },
    key: ['a"b'],
    indexes: { from: ['select'] },
  });
  assert.equal(quote('a"b'), '"a""b"');
  assert.match(
    sql[0]!,
    /^CREATE TABLE "order" \("a""b" TEXT NOT NULL, "select" INTEGER NOT NULL, PRIMARY KEY \("a""b"\)\) STRICT/,
  );
});

it('reads every span of every index through that index, without sorting', async () => {
  const database = await openDatabase(':memory:');
  for (const sql of createSchema(tables)) database.exec(sql);
  let checked = 0;
  for (const name of Object.keys(tables) as TableName[]) {
    const table = shapeOf(name);
    for (const index of [undefined, ...Object.keys(table.indexes)]) {
      const columns = index ? table.indexes[index]! : table.key;
      const values = columns.map(column => (table.columns[column] === 'int' ? 1 : 'x'));
      for (const reverse of [false, true]) {
        const plan = planOf(table, {
          index: index as never,
          prefix: values.slice(0, -1),
          after: values.at(-1)!,
          reverse,
        });
        const steps = database
          .prepare(`EXPLAIN QUERY PLAN ${rangeSql(name, plan)}`)
          .all(...boundValues(plan), 1, 0) as { detail: string }[];
        const detail = steps.map(step => step.detail).join('; ');
        assert.match(
          detail,
          index ? new RegExp(`USING (COVERING )?INDEX ${name}_${index} `) : /USING PRIMARY KEY/,
          `${name}.${index}`,
        );
        assert.doesNotMatch(detail, /TEMP B-TREE|SCAN/, `${name}.${index}`);
        checked++;
      }
    }
  }
  database.close();
  assert.ok(checked > 40, `${checked} spans`);
});
