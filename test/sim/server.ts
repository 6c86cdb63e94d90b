/** The real embedded server as a process on virtual time: started, killed and started again on the same disk. */
import { createHash } from 'node:crypto';
import type { RestAnswer, RestRequest } from '../../src/server/host.js';
import { createServerCore, type ServerCore } from '../../src/server/im-server.js';
import { defaultOptions, type ImServerOptions } from '../../src/server/options.js';
import type { Runtime } from '../../src/server/runtime.js';
import type { Store } from '../../src/server/store/port.js';
import type { Chance } from '../core/random.js';
import { Disk, Gone } from './disk.js';
import { createOwner, type Owner, type Time } from './time.js';

export interface ServerProcess {
  readonly owner: Owner;
  readonly core: ServerCore;
}

export class SimServer {
  readonly disk: Disk;
  process: ServerProcess | undefined;
  /** Errors of its log: there must be none. */
  readonly errors: string[] = [];
  #count = 0;

  constructor(
    readonly time: Time,
    readonly chance: Chance,
    readonly options: Partial<ImServerOptions>,
    /** Told when a process has ended. */
    readonly ended: (process: ServerProcess) => void,
    readonly plant: (store: Store) => Store = store => store,
  ) {
    this.disk = new Disk(time, () => {
      this.kill();
    });
  }

  start(): void {
    if (this.process) return;
    const owner = createOwner(`server ${++this.#count}`);
    const before = this.time.owner;
    this.time.owner = owner;
    const core = createServerCore({
      store: this.plant(this.disk.mount(owner)),
      runtime: this.#runtime(owner),
      options: { ...defaultOptions, secret: 'secret', limitFactor: Infinity, ...this.options },
    });
    this.time.owner = before;
    this.process = { owner, core };
  }

  /** As by SIGKILL: what it was doing is not done. */
  kill(): void {
    const { process } = this;
    if (!process) return;
    this.process = undefined;
    process.owner.dead = true;
    this.ended(process);
  }

  /** Asked to end: it says goodbye to its connections. */
  stop(): void {
    const { process } = this;
    process?.core.close();
    this.kill();
  }

  /** Answers as an HTTP server would; undefined = there is nobody, or no more. */
  async rest(request: RestRequest): Promise<RestAnswer | undefined> {
    const { process, time } = this;
    if (!process) return undefined;
    time.owner = process.owner;
    const answer = await process.core.rest(request).catch((error: unknown) => {
      if (!(error instanceof Gone)) throw error;
    });
    return process.owner.dead ? undefined : (answer ?? undefined);
  }

  /** New tokens, as the site's own server asks for them. */
  async issue(userID: string, platformID: number) {
    const { process, time } = this;
    if (!process) throw new TypeError('Failed to fetch');
    time.owner = process.owner;
    return process.core.context.tokens.session(userID, platformID);
  }

  #runtime(owner: Owner): Runtime {
    const { time, chance, errors } = this;
    const hash = (text: string) => createHash('sha256').update(text);
    const unused = () => {
      throw new Error('nobody compresses here');
    };
    return {
      now: () => time.now,
      random: chance.bytes,
      after: (ms, run) => ({ cancel: time.after(ms, run, owner) }),
      slowHash: async (secret, salt) => new Uint8Array(hash(secret + String(salt)).digest()),
      sha256: text => hash(text).digest('hex'),
      gzip: unused,
      gunzip: unused,
      log: (level, event, fields) => {
        if (level === 'error' && !owner.dead) errors.push(`${event} ${JSON.stringify(fields)}`);
      },
    };
  }
}
