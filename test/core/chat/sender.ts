/** What the creators of messages stand on, without a server: a profile, a clock that stands, and a device. */
import type { ChatParts } from '../../../src/core/chat/parts.js';
import { openScope } from '../../../src/core/scope.js';
import { createStore } from '../../../src/core/store.js';
import { emptyState, type Profile, type State } from '../../../src/core/state.js';
import { memoryCache } from '../../../src/core/memory-cache.js';
import { keyValue } from '../world.js';

export const NOW = 1700000000000;

export function createSender(rows: NonNullable<Parameters<typeof memoryCache>[0]> = new Map()): ChatParts {
  const store = createStore<State>({
    ...emptyState,
    profile: { userID: 'anna', nickname: 'Anna', faceURL: 'https://x/a.png' } as Profile,
  });
  let count = 0;
  const options = {
    clock: { now: () => NOW, after: () => () => undefined },
    random: (bytes: Uint8Array) => bytes.fill(++count),
    storage: { local: keyValue(), tab: keyValue(), cache: () => memoryCache(rows) },
    backend: { id: 'nowhere' },
    platformID: 5,
  } as unknown as ChatParts['options'];
  const never = () => Promise.reject(new Error('nothing is sent here'));
  const scope = openScope(
    { options, store, watch: { counts: new Map(), named: new Set() }, emit: () => undefined },
    'anna',
    never,
    never,
  );
  return { scope, options, store, users: { getUsersInfo: never } };
}
