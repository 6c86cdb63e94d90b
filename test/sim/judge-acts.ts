/** Every acknowledged act happened exactly once; every other at most once, and its person was told. */
import { acts } from './acts.js';
import { excuse } from './judge-kept.js';
import type { Act, World } from './world.js';

/** Codes with which an act may fail: what was refused, and what the network broke. Others are faults. */
const isKnown = (code: number | undefined) => typeof code === 'number' && code > 0;

function judgeAct(world: World, act: Act, when: string): void {
  const { name, mark, tab, outcome, error } = act;
  const what = `${name} ${mark}`;
  const blame = (words: string) => {
    world.blame(tab.name, `${when}: ${what} ${words}`);
  };
  const { did, sets } = acts[name] ?? {};
  const times = did ? world.server.disk.journal.filter(entry => did(act, entry)).length : NaN;
  if (times > (sets && tab.browser.leads > 1 ? 2 : 1)) blame(`happened ${times} times`);
  if (outcome === 'done' && times === 0 && name !== 'revoke' && !excuse(world, act))
    blame('was acknowledged and did not happen');
  if (outcome === 'failed' && !isKnown(error?.errCode)) blame(`failed without words: ${String(error)}`);
  if (outcome === 'open' && !tab.owner.dead) blame('was neither acknowledged nor refused');
}

export function judgeActs(world: World, when: string): void {
  for (const act of world.acts) judgeAct(world, act, when);
}

/** What one tab said to one person stands in the order in which it was said. */
export function judgeOrder(world: World): void {
  const seqs = new Map<string, number>();
  for (const { table, before, after } of world.server.disk.journal)
    if (table === 'messages' && !before && after && typeof after['seq'] === 'number')
      seqs.set(String(after['content']), after['seq']);
  const last = new Map<string, { mark: string; seq: number }>();
  for (const { name, mark, tab, user, other } of world.acts) {
    const seq = seqs.get(JSON.stringify({ content: mark }));
    if (name !== 'say' || !seq) continue;
    const line = `${tab.name} ${user} ${other}`;
    const before = last.get(line);
    if (before && before.seq > seq) world.blame(tab.name, `${mark} was said after ${before.mark} and stands before it`);
    last.set(line, { mark, seq });
  }
}
