/** The judgement at rest: every device is as the server has it, every act happened as its person was told, every change was told once. */
import { judgeActs, judgeOrder } from './judge-acts.js';
import type { SimBrowser } from './browser.js';
import type { SimTab } from './tab.js';
import { chatOf, difference, shown, truth, unsure } from './truth.js';
import type { World } from './world.js';

/** Before pages are loaded anew. */
export const AT_REST = 'at rest';
/** Says whose the rows were; there may be none. */
const OWNER = '["meta","owner"]';
const LISTS = ['friends', 'requests', 'blacks', 'conversations'] as const;

/** Looks at every conversation, as a person would: from the newest to the oldest. */
async function look(world: World): Promise<() => void> {
  const closes: (() => void)[] = [];
  for (const tab of world.tabs)
    if (tab.signedIn)
      tab.run(async () => {
        for (const id of [...tab.client.state.conversations.keys()]) {
          closes.push(await tab.client.openConversation(id));
          for (let i = 0; i < 5 && tab.client.state.messages.get(id)?.older; i++)
            await tab.client.loadOlderMessages(id);
        }
      });
  await world.time.pass(2000);
  return () => {
    for (const close of closes) close();
  };
}

function judgeTab(world: World, tab: SimTab, when: string): void {
  const { client, name } = tab;
  const { state } = client;
  const blame = (what: string) => {
    world.blame(name, `${when}: ${what}`);
  };
  const me = state.session.userID;
  if (state.connection.status !== 'connected') return blame(`not connected: ${state.connection.status}`);
  const right = truth(world, me);
  const here = shown(state);
  const unknown = when === AT_REST ? unsure(world, me) : new Set<string>();
  for (const list of LISTS) {
    const known = (lines: string[]) => lines.filter(line => !unknown.has(line.split(' ')[0]!));
    const differs = difference(known(right[list]), known(here[list]));
    if (differs) blame(`${list}: ${differs}`);
  }
  for (const [id, messages] of Object.entries(right.messages)) {
    const differs = difference(messages, here.messages[id] ?? []);
    if (differs) blame(`messages of ${id}: ${differs}`);
  }
  if (right.unread !== here.unread) blame(`unread: server ${right.unread}, device ${here.unread}`);
  for (const [id, { items }] of state.messages)
    for (const item of items)
      if (!item.seq && item.status === 1) blame(`still sending in ${id}: ${item.textElem?.content}`);
  if (state.pending.size) blame(`still waiting: ${[...state.pending.keys()].join()}`);
  judgeEars(world, tab, blame);
}

/** What was heard comes to what is there. */
function judgeEars(world: World, { client, ears, browser: { storage } }: SimTab, blame: (what: string) => void): void {
  const { state } = client;
  for (const list of ['friends', 'requests', 'blacks'] as const) {
    // A request that is made twice in one ms is one.
    const lines = (items: ReadonlyMap<string, unknown>) =>
      [...items].map(item => JSON.stringify(item).replace(/"reqMsg":"m\d+"/, '')).sort();
    const heard = lines(ears[list]);
    const here = lines(state[list] as ReadonlyMap<string, unknown>);
    if (String(heard) !== String(here))
      blame(
        `events of ${list}: state [${here.filter(line => !heard.includes(line)).join()}], heard [${heard.filter(line => !here.includes(line)).join()}]`,
      );
  }
  if (ears.unread !== undefined && ears.unread !== state.unread)
    blame(`events say ${ears.unread} unread, the state ${state.unread}`);
  // Where rows were lost, a tab that takes over knows less than the one before.
  if (storage.failed) return;
  for (const [id, base] of ears.base ?? []) {
    for (const { seq, sendID, clientMsgID, content, state: row } of chatOf(world, state.session.userID, id).messages)
      if (seq > base && sendID !== state.session.userID && row === 0 && !ears.messages.has(clientMsgID))
        blame(`recvNewMessages was not raised for ${content}`);
  }
}

function judgeBrowser(world: World, browser: SimBrowser, when: string): void {
  const { name, tabs, storage } = browser;
  const live = tabs.filter(tab => tab.signedIn);
  const lines = world.network.served(name);
  const wanted = live.length ? 1 : 0;
  if (lines.length !== wanted)
    world.blame(
      name,
      `${when}: ${lines.length} connections instead of ${wanted}: ${lines.map(line => line.tab).join()}`,
    );
  for (const tab of tabs) {
    if (tab.signedIn) judgeTab(world, tab, when);
    else if (tab.client.state.session.status === 102) world.blame(tab.name, `${when}: still signing in`);
  }
  const users = new Set(tabs.map(tab => tab.userID));
  if (users.size > 1) world.blame(name, `${when}: several users: ${[...users].join()}`);
  for (const [cache, rows] of storage.caches)
    // What could not be cleared stays; nobody may be shown it.
    if ([...rows.keys()].some(key => key !== OWNER) && !storage.failed && !users.has(cache.split(' ')[1]!))
      world.blame(name, `${when}: rows of ${cache} are still there: ${[...rows.keys()].slice(0, 3).join()}`);
}

export async function judge(world: World, when: string): Promise<void> {
  world.say('the judge', when);
  const close = await look(world);
  for (const browser of world.browsers) judgeBrowser(world, browser, when);
  judgeActs(world, when);
  judgeOrder(world);
  close();
}
