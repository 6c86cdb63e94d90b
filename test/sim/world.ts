/** One history's world: its time, network, server and browsers, what was tried in it, and what went wrong. */
import { createOpenFriends } from './acquaint.js';
import type { ImError } from '../../src/protocol/errors.js';
import { seeded, type Chance } from '../core/random.js';
import { SimBrowser } from './browser.js';
import { Network } from './network.js';
import type { Plan } from './plan.js';
import type { Plant } from './plants.js';
import { usePlatform } from './platform.js';
import { SimServer } from './server.js';
import type { SimTab } from './tab.js';
import { Time } from './time.js';

/** Something that a person did, and what they were told of it. */
export interface Act {
  readonly name: string;
  /** Occurs in what the act writes, and nowhere else. */
  readonly mark: string;
  readonly user: string;
  readonly other: string;
  readonly tab: SimTab;
  readonly start: number;
  end: number;
  outcome: 'open' | 'done' | 'failed';
  error: ImError | undefined;
  /** What else its check needs. */
  readonly more: string;
}

/** What two devices of the same history are named by. */
export const SERVER = 'http://im.example';

export class World {
  readonly time = new Time();
  readonly chance: Chance;
  readonly network: Network;
  readonly server: SimServer;
  readonly browsers: SimBrowser[];
  readonly acts: Act[] = [];
  /** Marks of acts that were refused after they had waited. */
  readonly refusals = new Set<string>();
  readonly problems: string[] = [];
  /** ms after which a server that died is started again. */
  downtime = 0;
  readonly trace: string[] | undefined;
  #marks = 0;

  constructor(
    readonly plan: Plan,
    readonly plant: Plant | undefined,
    traced: boolean,
  ) {
    this.trace = traced ? [] : undefined;
    usePlatform(this.time);
    this.chance = seeded(plan.seed * 2);
    this.network = new Network(this.time, this.chance);
    this.server = new SimServer(
      this.time,
      this.chance,
      { policy: plan.policy, tokenDays: plan.tokenDays },
      process => {
        this.say(process.owner.name, 'is gone');
        for (const line of this.network.lines) line.reset();
        for (const browser of this.browsers) browser.disturb(this.downtime);
        this.time.after(
          this.downtime,
          () => {
            this.server.start();
          },
          this.network.wires,
        );
      },
      plant?.store,
    );
    this.network.server = this.server;
    this.browsers = plan.browsers.map((browser, i) => new SimBrowser(this, browser, i));
  }

  mark(): string {
    return `m${++this.#marks}`;
  }
  say(who: string, ...words: unknown[]): void {
    this.trace?.push(
      `${String(this.time.elapsed).padStart(7)}  ${who.padEnd(14)} ${words.map(word => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ')}`,
    );
  }
  /** A fault of the product. */
  blame(where: string, what: string): void {
    this.say(where, `✖ ${what}`);
    this.problems.push(`${where}: ${what}`);
  }
  get tabs(): SimTab[] {
    return this.browsers.flatMap(browser => browser.tabs);
  }

  /** The people are there, and the server runs. */
  async begin(): Promise<void> {
    this.server.start();
    createOpenFriends(this);
    for (const browser of this.browsers) browser.begin();
    await this.time.pass(1500);
  }
}
