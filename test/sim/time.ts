/** Virtual time: one queue of tasks for every tab, browser and server of a history, each run to its end before the next begins. */
import type { Chance } from '../core/random.js';

/** 2026-01-01, when every history begins, in ms. */
export const EPOCH = 1767225600000;

/** Whose code a task runs: a tab, a browser, a server's process. */
export interface Owner {
  readonly name: string;
  /** Nothing of it runs any more. */
  dead: boolean;
  /** Its tasks wait for the thaw. */
  frozen: boolean;
  readonly waiting: Task[];
}

interface Task {
  due: number;
  order: number;
  owner: Owner;
  /** Tasks of one lane never overtake each other. */
  lane: unknown;
  run: (() => void) | undefined;
}

export const createOwner = (name: string): Owner => ({ name, dead: false, frozen: false, waiting: [] });

const nextTurn = setImmediate;

export class Time {
  now = EPOCH;
  /** Whose task runs: what it starts is its own. */
  owner = createOwner('the world');
  readonly #heap: Task[] = [];
  #order = 0;

  /** ms since the beginning. */
  get elapsed(): number {
    return this.now - EPOCH;
  }

  /** Runs `run` after `ms`, as a task of its own; gives what cancels it. */
  after(ms: number, run: () => void, owner = this.owner, lane: unknown = 'timers'): () => void {
    const task: Task = { due: this.now + Math.max(0, Math.floor(ms) || 0), order: this.#order++, owner, lane, run };
    this.#push(task);
    return () => {
      task.run = undefined;
    };
  }

  /** Runs what is due within the next `ms`. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let task; (task = this.#heap[0]) && task.due <= end;) {
      this.#pop();
      const { owner, run } = task;
      if (!run || owner.dead) continue;
      this.now = Math.max(this.now, task.due);
      if (owner.frozen) {
        owner.waiting.push(task);
        continue;
      }
      const before = this.owner;
      this.owner = owner;
      run();
      await settle();
      this.owner = before;
    }
    this.now = end;
  }

  /** What waited runs now: lanes in their order, between lanes as chance will have it. */
  thaw(owner: Owner, chance: Chance): void {
    owner.frozen = false;
    const lanes = new Map<unknown, Task[]>();
    for (const task of owner.waiting.splice(0)) lanes.set(task.lane, [...(lanes.get(task.lane) ?? []), task]);
    while (lanes.size) {
      const lane = chance.pick([...lanes.keys()]);
      const tasks = lanes.get(lane)!;
      const task = tasks.shift()!;
      if (!tasks.length) lanes.delete(lane);
      this.#push(Object.assign(task, { due: this.now, order: this.#order++ }));
    }
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(task, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (!heap.length) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

const before = (a: Task, b: Task) => a.due < b.due || (a.due === b.due && a.order < b.order);

/** Lets every promise that is settled be heard: nothing in a history waits for anything but tasks. */
const settle = () => new Promise<void>(resolve => nextTurn(resolve));
