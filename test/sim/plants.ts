/** Planted bugs, a row each: made at the ports that the core and the server are given, to see that the simulator finds them. */
import type { CoreOptions } from '../../src/core/api.js';
import type { Store } from '../../src/server/store/port.js';
import type { SimTab } from './tab.js';

export interface Plant {
  /** What is wrong. */
  words: string;
  core?(options: CoreOptions, tab: SimTab): CoreOptions;
  store?(store: Store): Store;
}

export const plants: Readonly<Record<string, Plant>> = {};
