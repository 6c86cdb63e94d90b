/** The leading tab ends many times, in every way a tab can end, while people talk: nothing is lost, nothing doubled, nobody kicked. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { singleChatID } from '../../src/protocol/ids.js';
import { openDatabase } from '../../src/server/store/sqlite-database.js';
import { DATABASE_FILE } from '../../src/server/store/sqlite-open.js';
import { PATIENCE } from './site.js';
import { startWorld, type TabWorld } from './tab-world.js';
import { leaders, openTab, register, settled } from './tab.js';

/** Tabs among which the leading one ends. */
const TABS = 3;
const KILLS = 50;
/** Acknowledged messages between two ends. */
const BETWEEN = 8;
/** ms between the messages that all tabs answer. */
const PACE = 200;

let world: TabWorld;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

/** Answers each message of the other one. */
const answer = (page: Page, to: string) =>
  page.evaluate(async to => {
    await tab.client.openChat();
    const me = Math.random().toString(36).slice(2);
    let n = 0;
    tab.client.on('recvNewMessages', messages => {
      if (!messages.some(({ sendID }) => sendID === to)) return;
      tab.sending++;
      void tab.client
        .createTextMessage(`${me} ${n++}`)
        .then(message => tab.client.sendMessage({ recvID: to, groupID: '', message }))
        .then(
          ({ clientMsgID }) => report('sent', clientMsgID),
          (error: unknown) => report('unsent', String(error)),
        )
        .finally(() => tab.sending--);
    });
  }, to);

const ways: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  closed: page => page.close(),
  async crashed(page) {
    const crash = new Promise(done => page.once('crash', done));
    const session = await page.context().newCDPSession(page);
    session.send('Page.crash').catch(() => undefined);
    await crash;
  },
  left: page => page.goto('about:blank'),
};

test(
  `${KILLS} times the leading tab ends while messages flow: 0 lost, 0 doubled, 0 kicks`,
  { timeout: 240_000 },
  async t => {
    const acknowledged = new Set<string>();
    const faults: string[] = [];
    let pages: Page[] = [];
    /** Who waits for another leader, or for messages. */
    let leads: (page: Page) => void = () => undefined;
    let more = () => {};
    const context = await world.person(({ what, detail, page }) => {
      if (what === 'leads') leads(page);
      else if (what === 'sent') {
        acknowledged.add(detail);
        more();
      } else if (what !== 'loginChanged') faults.push(`${what} ${detail}`);
    });
    const peers = await world.person(({ what, detail }) => {
      if (what === 'sent') acknowledged.add(detail);
      else if (what !== 'leads' && what !== 'loginChanged') faults.push(`peer: ${what} ${detail}`);
    });
    const peer = await openTab(peers, world.bare());
    const peerID = await register(peer, 'peer');
    pages.push(await openTab(context, world.bare()));
    const userID = await register(pages[0]!, 'killed');
    const id = singleChatID(userID, peerID);
    await answer(pages[0]!, peerID);

    const open = async () => {
      const page = await openTab(context, world.bare());
      await settled(page);
      await answer(page, peerID);
      page.once('crash', () => (pages = pages.filter(other => other !== page)));
      pages.push(page);
    };
    while (pages.length < TABS) await open();
    await peer.evaluate(
      ([to, pace]) => {
        let n = 0;
        const timer = setInterval(() => {
          if (!to) return clearInterval(timer);
          tab.sending++;
          void tab.client
            .createTextMessage(`peer ${n++}`)
            .then(message => tab.client.sendMessage({ recvID: to, groupID: '', message }))
            .then(
              ({ clientMsgID }) => report('sent', clientMsgID),
              (error: unknown) => report('unsent', String(error)),
            )
            .finally(() => tab.sending--);
        }, pace);
        addEventListener('offline', () => {
          clearInterval(timer);
        });
      },
      [userID, PACE] as const,
    );

    const took: number[] = [];
    for (let i = 0; i < KILLS; i++) {
      const until = acknowledged.size + BETWEEN;
      await new Promise<void>(done => {
        more = () => {
          if (acknowledged.size >= until) done();
        };
      });
      let [leader]: (Page | undefined)[] = [];
      for (const end = Date.now() + PATIENCE; !leader && Date.now() < end;) [leader] = await leaders(pages);
      assert.ok(leader, 'no tab has a socket');
      pages = pages.filter(page => page !== leader);
      const [, end] = Object.entries(ways)[i % 3]!;
      const next = new Promise<number>(done => {
        leads = page => {
          if (page !== leader) done(Date.now());
        };
      });
      const start = Date.now();
      await end(leader);
      took.push((await next) - start);
      await leader.close();
      while (pages.length < TABS) await open();
    }

    await peer.evaluate(() => dispatchEvent(new Event('offline')));
    const quiet = async () => {
      const open = await Promise.all([...pages, peer].map(page => page.evaluate(() => tab.sending)));
      return open.every(count => !count);
    };
    for (const end = Date.now() + PATIENCE; !(await quiet()) && Date.now() < end;);
    assert.ok(await quiet(), 'every message was answered for');

    await world.server.down();
    const database = await openDatabase(join(world.server.data, DATABASE_FILE));
    const stored = database
      .prepare('SELECT seq, clientMsgID, sendID, content FROM messages WHERE conversationID = ? ORDER BY seq')
      .all(id) as unknown as { seq: number; clientMsgID: string; sendID: string; content: string }[];
    database.close();
    await world.server.up();
    for (const page of [...pages, peer]) await page.evaluate(() => dispatchEvent(new Event('online')));

    assert.deepEqual(faults, []);
    const ids = stored.map(({ clientMsgID }) => clientMsgID);
    assert.equal(new Set(ids).size, ids.length, 'none twice');
    assert.equal(new Set(stored.map(({ content }) => String(content))).size, ids.length, 'none under two names');
    const lost = [...acknowledged].filter(one => !ids.includes(one));
    assert.deepEqual(lost, [], 'none lost');
    for (const page of [...pages, peer]) {
      await settled(page);
      const all = await page.evaluate(async conversationID => {
        const list = await tab.client.getAdvancedHistoryMessageList({ conversationID, count: 10_000 });
        return list.messageList.map(({ clientMsgID }) => clientMsgID);
      }, id);
      assert.deepEqual(all, ids, 'every device has the server’s sequence');
    }
    const theirs = stored.filter(({ sendID }) => sendID === userID).map(({ clientMsgID }) => clientMsgID);
    const heard = await peer.evaluate(() => [...tab.heard]);
    assert.deepEqual(heard.sort(), theirs.sort(), 'told once of each');
    const mine = new Set(theirs);
    const ofMine = [...acknowledged].filter(one => mine.has(one)).length;
    t.diagnostic(`of the tabs: ${ofMine} acknowledged of ${theirs.length}`);
    const sorted = [...took].sort((a, b) => a - b);
    for (const [i, way] of Object.keys(ways).entries()) {
      const of = took.filter((_, at) => at % 3 === i).sort((a, b) => a - b);
      t.diagnostic(`${way}: median ${of[of.length >> 1]} ms, longest ${of.at(-1)} ms`);
    }
    t.diagnostic(
      `${KILLS} ends, ${acknowledged.size} acknowledged of ${ids.length} stored; another socket after ` +
        `median ${sorted[KILLS >> 1]} ms, p95 ${sorted[Math.floor(KILLS * 0.95)]} ms, longest ${sorted.at(-1)} ms`,
    );
  },
);
