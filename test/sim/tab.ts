/** One tab: a real client on the browser's platform. It can be frozen, and killed. */
import type { Client, CoreOptions } from '../../src/core/api.js';
import { createCore } from '../../src/core/client.js';
import type { SharePlatform } from '../../src/core/sharing.js';
import { openTabs } from '../../src/core/tabs.js';
import { NetworkError } from '../../src/protocol/codes.js';
import { ImError } from '../../src/protocol/errors.js';
import { addresses, openimBackend } from '../../src/transport/openim.js';
import { openSocket } from '../../src/transport/socket.js';
import type { SimBrowser } from './browser.js';
import { Ears } from './ears.js';
import { sessionStorageOf } from './storage.js';
import { createOwner } from './time.js';
import { webSocketOf } from './web-socket.js';
import { SERVER, type Act } from './world.js';

/** ms. A leader that sleeps is deposed long before. */
const PATIENCE = 8000;

export class SimTab {
  readonly owner;
  client!: Client;
  ears!: Ears;
  /** Somebody looks at it. */
  visible = true;
  #wakes = new Set<() => void>();
  readonly #pages = new Set<{ hide(): void; show(): void }>();
  /** It was told that it would be frozen. */
  #away = false;
  #thawed = 0;
  #sockets;

  constructor(
    readonly browser: SimBrowser,
    readonly name: string,
  ) {
    this.owner = createOwner(name);
    this.#sockets = webSocketOf(browser.link, this.owner, browser.name);
  }

  /** Runs `act` as the page's own code. */
  run(act: () => unknown): void {
    this.browser.world.time.after(0, () => void act(), this.owner, {});
  }

  start(): void {
    const { world } = this.browser;
    world.say(this.name, 'opens');
    this.run(() => {
      const client = createCore(this.#options());
      this.client = world.plant?.client?.(client) ?? client;
      this.ears = new Ears(this);
      void this.client.openChat();
    });
  }

  #options(): CoreOptions {
    const { browser, owner } = this;
    const { world, storage, link } = browser;
    const { time, chance, network, plant } = world;
    const backend = openimBackend(
      {
        ...addresses({ server: SERVER }),
        fetch: network.fetch(link, owner),
        WebSocket: this.#sockets.WebSocket,
        random: chance.bytes,
      },
      openSocket,
    );
    const options: CoreOptions = {
      backend,
      name: '',
      platformID: browser.plan.platformID,
      persist: 'local',
      tokenProvider: browser.plan.provider ? () => this.#grant() : undefined,
      keepCache: false,
      clock: { now: () => time.now, after: (ms, run) => time.after(ms, run) },
      random: chance.bytes,
      storage: {
        local: storage.keyValue(owner),
        tab: sessionStorageOf(),
        cache: (server, userID) => storage.cache(owner, server, userID),
      },
      onWake: wake => {
        this.#wakes.add(wake);
        return () => this.#wakes.delete(wake);
      },
      share: async () => ({ openTabs, platform: this.#platform() }),
    };
    return plant?.core ? plant.core(options, this) : options;
  }

  #platform(): SharePlatform {
    const { browser, owner } = this;
    const { request } = browser.locks.of(owner);
    /** The first lock that a tab asks for is its own: it says what the others call it. */
    let id: string | undefined;
    let led = 0;
    const platform: SharePlatform = {
      locks: {
        request: (name, options, granted) => {
          id ??= name.slice(name.lastIndexOf(':') + 1);
          return request(name, options, granted);
        },
      },
      channel: name => {
        const channel = browser.channels.open(owner, name, message => {
          const { kind, to } = message as { kind: string; to?: readonly string[] };
          if (kind === 'state' && to!.includes(id!)) this.ears.resync(this.client);
        });
        const post = channel.postMessage.bind(channel);
        channel.postMessage = message => {
          post(message);
          // Again: what others told meanwhile it has from the rows.
          if ((message as { kind: string }).kind === 'lead' && ++led > 1) this.ears.resync(this.client, true);
        };
        return channel;
      },
      onPage: (hide: () => void, show: () => void) => {
        const page = { hide, show };
        this.#pages.add(page);
        return () => this.#pages.delete(page);
      },
      visible: () => this.visible,
    };
    return browser.world.plant?.platform?.(platform, this) ?? platform;
  }

  async #grant() {
    const { user: userID, plan, link, world } = this.browser;
    const { imToken: token, chatToken } = await world.network
      .issue(link, this.owner, userID, plan.platformID)
      .catch((error: unknown) => {
        throw new ImError(NetworkError, String(error));
      });
    return { userID, token, chatToken };
  }

  /** Signs in as whoever sits before the browser. */
  login(): void {
    const { browser } = this;
    browser.users.add(browser.user);
    this.act('login', browser.user, '', async () => {
      const grant = await this.#grant();
      await this.client.login(grant);
    });
  }

  get userID(): string {
    return this.client?.getLoginUser() ?? '';
  }
  get signedIn(): boolean {
    const { session } = this.client.state;
    return !!session.userID && !session.ended;
  }

  /** Does something, and notes what was said of it. */
  act(name: string, mark: string, other: string, run: (client: Client) => Promise<unknown>, more = ''): void {
    const { world } = this.browser;
    this.run(async () => {
      const act: Act = {
        name,
        mark,
        other,
        more,
        user: this.userID,
        tab: this,
        start: world.time.now,
        end: Infinity,
        outcome: 'open',
        error: undefined,
      };
      world.acts.push(act);
      world.say(this.name, name, mark, other && `→ ${other}`, more);
      try {
        await run(this.client);
        act.outcome = 'done';
      } catch (error) {
        act.outcome = 'failed';
        act.error = error as ImError;
        if (!(error as ImError).errCode) world.blame(this.name, `${name} threw ${(error as Error).stack}`);
      }
      act.end = world.time.now;
      this.timely(act);
      world.say(
        this.name,
        `… ${name} ${mark}`,
        act.outcome,
        act.error ? `${act.error.errCode} ${act.error.errMsg}` : '',
      );
    });
  }

  /** What is asked while nothing is wrong but with other tabs is answered soon. */
  timely({ name, mark, start }: Act): void {
    const { time } = this.browser.world;
    if (start < Math.max(this.browser.calmSince, this.#thawed) || time.now - start < PATIENCE) return;
    this.browser.world.blame(this.name, `${name} ${mark} was not answered for ${time.now - start} ms`);
  }

  wake(): void {
    this.run(() => {
      for (const wake of [...this.#wakes]) wake();
    });
  }
  /** Tells the page, at once, that it goes. */
  #hide(): void {
    const { time } = this.browser.world;
    const before = time.owner;
    time.owner = this.owner;
    for (const { hide } of [...this.#pages]) hide();
    time.owner = before;
  }

  /** @param told - the page hears of it before, as browsers do it; else it stops in the middle of things, as with the machine. */
  freeze(told: boolean): void {
    if (told) this.#hide();
    this.#away = told;
    this.owner.frozen = true;
  }
  thaw(): void {
    if (!this.owner.frozen) return;
    const { time, chance } = this.browser.world;
    if (this.#away)
      this.run(() => {
        for (const { show } of [...this.#pages]) show();
      });
    this.#away = false;
    this.#thawed = time.now;
    time.thaw(this.owner, chance);
    this.wake();
  }

  end(crash: boolean): void {
    const { world } = this.browser;
    world.say(this.name, crash ? 'crashes' : 'is closed');
    if (!crash && !this.owner.frozen) this.#hide();
    this.owner.dead = true;
    this.#sockets.close();
  }
}
