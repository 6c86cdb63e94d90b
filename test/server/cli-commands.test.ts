import assert from 'node:assert/strict';
import { it } from 'node:test';
import { commands } from '../../src/server/cli-commands.js';

it('commands and the flags of each have names of their own', () => {
  const names = commands.map(command => command.name);
  assert.equal(new Set(names).size, names.length);
  for (const { name, flags, about } of commands) {
    assert.equal(new Set(flags.map(flag => flag.name)).size, flags.length, name);
    assert.ok(about, name);
    for (const flag of flags) assert.match(flag.name, /^[a-z]+(-[a-z]+)*$/);
    // A switch has nothing to repeat.
    assert.ok(flags.every(flag => flag.value ?? !flag.many));
  }
});
