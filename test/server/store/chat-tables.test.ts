/** The tables of chats are among those of the server. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chatTables } from '../../../src/server/store/chat-tables.js';
import { tables } from '../../../src/server/store/tables.js';

it('are tables of the server, each once', () => {
  for (const [name, definition] of Object.entries(chatTables))
    assert.equal(tables[name as keyof typeof chatTables], definition);
});
