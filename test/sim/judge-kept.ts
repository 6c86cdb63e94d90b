/** Acts that wait for the network are acknowledged when they are kept: what may become of them then, but to happen. */
import type { Act, World } from './world.js';

/** Acts of one kind about the same person replace each other. */
const kinds: Readonly<Record<string, string>> = {
  apply: 'apply',
  accept: 'answer',
  refuse: 'answer',
  remark: 'remark',
  block: 'block',
  unblock: 'block',
  unfriend: 'friend',
};
/** These end the session in which an act is kept. */
const ENDS = new Set(['logout', 'login', 'useHere']);

/** Why an acknowledged act need not have happened; undefined = it must. */
export function excuse(world: World, act: Act): string | undefined {
  const { name, mark, user, other, tab, start } = act;
  const kind = kinds[name];
  if (!kind) return undefined;
  const { browser } = tab;
  if (world.refusals.has(mark)) return 'it was refused, and that was told';
  if (browser.storage.failed) return 'nothing could be kept';
  if ([tab, ...browser.tabs].some(({ ears }) => ears.endings.length)) return 'the session was ended by another sign-in';
  for (const later of world.acts) {
    if (later === act || later.end < start) continue;
    if (later.tab.browser === browser && ENDS.has(later.name)) return 'the session was ended';
    // Or what it wants is done by another device, or was when its turn came.
    const pair = [later.user, later.other].sort().join() === [user, other].sort().join();
    if (pair && later.start >= start && kinds[later.name] === kind) return 'something else was wanted later';
  }
  return wantedAlready(world, act) ? 'it was so already' : undefined;
}

/** The server had what the act wants, before it or since. */
function wantedAlready({ server, plan }: World, { name, user, other }: Act): boolean {
  const { journal } = server.disk;
  const was = (table: string, columns: Readonly<Record<string, string | number>>) =>
    journal.some(
      ({ table: at, after }) =>
        at === table && after && Object.entries(columns).every(([column, value]) => after[column] === value),
    );
  const friends =
    was('friends', { ownerUserID: user, userID: other }) ||
    (plan.acquainted && plan.people.slice(0, 2).includes(user) && plan.people.slice(0, 2).includes(other));
  if (name === 'block') return was('blacks', { ownerUserID: user, userID: other });
  if (name === 'apply' || name === 'accept') return friends;
  if (name === 'refuse') return was('requests', { fromUserID: other, toUserID: user, handleResult: -1 });
  return false;
}
