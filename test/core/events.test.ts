import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import mitt from 'mitt';
import { tell } from '../../src/core/events.js';

describe('tell', () => {
  it('reports a listener that throws and goes on', t => {
    const reported: unknown[] = [];
    t.mock.method(console, 'error', (error: unknown) => {
      reported.push(error);
    });
    const bus = mitt<{ x: number }>();
    const heard: number[] = [];
    const bad = new Error('bad listener');
    bus.on('x', () => {
      throw bad;
    });
    bus.on('x', value => {
      heard.push(value);
    });
    tell(bus, 'x', 7);
    assert.deepEqual(heard, [7]);
    assert.deepEqual(reported, [bad]);
  });
  it('calls those who were there, though they leave meanwhile', () => {
    const bus = mitt<{ x: number }>();
    const heard: string[] = [];
    const first = () => {
      heard.push('first');
      bus.off('x', second);
    };
    const second = () => {
      heard.push('second');
    };
    bus.on('x', first);
    bus.on('x', second);
    tell(bus, 'x', 1);
    assert.deepEqual(heard, ['first', 'second']);
  });
});
