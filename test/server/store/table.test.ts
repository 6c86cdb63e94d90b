/** What a table is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { table } from '../../../src/server/store/table.js';
import { tables } from '../../../src/server/store/tables.js';

it('is its own definition', () => {
  const definition = { columns: { id: 'text' }, key: ['id'], indexes: {} } as const;
  assert.equal(table(definition), definition);
});
it('has typed columns, and a key and indexes of these', () => {
  for (const [name, { columns, key, indexes }] of Object.entries(tables)) {
    for (const type of Object.values(columns)) assert.ok(type === 'text' || type === 'int', name);
    for (const column of [...key, ...Object.values(indexes).flat()]) assert.ok(column in columns, `${name}.${column}`);
  }
});
