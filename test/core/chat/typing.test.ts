import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../world.js';
import { hurried, pair, say } from './talk.js';

describe('typing', () => {
  it('[O13] shows who types, until they stop', async () => {
    const { world, anna, boris, id } = await pair();
    const me = anna.getLoginUser();
    const told: number[] = [];
    boris.on('conversationUserInputStatusChanged', ({ platformIDs }) => told.push(platformIDs.length));
    await anna.changeInputStates({ conversationID: id, focus: true });
    await until(boris, ({ typing }) => String(typing.get(id)) === me);
    assert.deepEqual(await boris.getInputStates({ conversationID: id, userID: me }), [5]);
    await anna.changeInputStates({ conversationID: id, focus: false });
    await until(boris, ({ typing }) => !typing.size);
    assert.deepEqual(told, [1, 0]);
    assert.equal(anna.state.typing.size, 0);
    world.close();
  });

  it('[O13] ends with the message', async () => {
    const { world, anna, boris, id } = await pair();
    await anna.changeInputStates({ conversationID: id, focus: true });
    await until(boris, ({ typing }) => typing.size);
    await say(anna, boris, 'done');
    await until(boris, ({ typing }) => !typing.size);
    world.close();
  });

  it('[O13] ends by itself', async () => {
    const { world, anna, boris, id } = await pair(undefined, hurried);
    const told: number[] = [];
    boris.on('conversationUserInputStatusChanged', ({ platformIDs }) => told.push(platformIDs.length));
    await anna.changeInputStates({ conversationID: id, focus: true });
    await until(boris, ({ typing }) => typing.size);
    await until(boris, ({ typing }) => !typing.size);
    assert.deepEqual(told, [1, 0]);
    world.close();
  });
});
