/** One browser: its storage, its way to the network, its locks and channels, and its tabs. */
import { SimChannels } from './channel.js';
import { SimLocks } from './locks.js';
import { Link } from './network.js';
import type { BrowserPlan } from './plan.js';
import { SimStorage } from './storage.js';
import { SimTab } from './tab.js';
import { createOwner } from './time.js';
import type { World } from './world.js';

/** ms after the end of a trouble in which connections are made again. */
const RECOVERY = 35_000;

/** Of the locks the one that is not named after a tab. */
const isLead = (lock: string) => !/:[\da-f]{16}$/.test(lock);

export class SimBrowser {
  readonly name: string;
  readonly owner;
  readonly link: Link;
  readonly storage: SimStorage;
  readonly locks: SimLocks;
  readonly channels: SimChannels;
  tabs: SimTab[] = [];
  /** Who sits before it: whom the page's own server knows. */
  user: string;
  /** Everybody whose data may be on it. */
  readonly users = new Set<string>();
  /** When the last trouble of its network was over; what is asked after that is answered soon. */
  calmSince = 0;
  #count = 0;

  constructor(
    readonly world: World,
    readonly plan: BrowserPlan,
    i: number,
  ) {
    const { time, chance, network } = world;
    this.user = world.plan.people[plan.person]!;
    this.name = `${this.user}/${i + 1}`;
    this.owner = createOwner(this.name);
    this.link = new Link(this.name, network);
    this.link.latency = world.plan.latency;
    this.storage = new SimStorage(time, chance, this.owner);
    this.locks = new SimLocks(time);
    this.channels = new SimChannels(time, chance);
  }

  /** Opens the first tabs, and signs in. */
  begin(): void {
    for (let i = 0; i < this.plan.tabs; i++) this.open();
    const [first] = this.tabs;
    void first?.login();
  }

  open(): SimTab {
    const tab = new SimTab(this, `${this.name}#${++this.#count}`);
    this.tabs.push(tab);
    this.lookAt(tab);
    tab.start();
    return tab;
  }

  /** How often a tab was given the lead. */
  get leads(): number {
    return this.locks.grants.filter(isLead).length;
  }
  get leader(): SimTab | undefined {
    const name = this.locks.names.find(isLead);
    return this.tabs.find(tab => name && tab.name === this.locks.holder(name));
  }

  /** Its network is in trouble for so long, ms. */
  disturb(ms: number): void {
    this.calmSince = Math.max(this.calmSince, this.world.time.now + ms + RECOVERY);
  }

  /** Of the tabs only this one is visible. */
  lookAt(tab: SimTab): void {
    for (const other of this.tabs) other.visible = other === tab;
    tab.wake();
  }

  /** @param crash - without a word; else the page hears that it goes. */
  end(tab: SimTab, crash: boolean): void {
    tab.end(crash);
    this.tabs = this.tabs.filter(other => other !== tab);
    this.locks.release(tab.owner);
    this.channels.release(tab.owner);
    const [next] = this.tabs;
    if (tab.visible && next) this.lookAt(next);
  }

  wake(): void {
    for (const tab of this.tabs) tab.wake();
  }
}
