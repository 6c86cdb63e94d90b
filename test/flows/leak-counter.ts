/** Runs in a page before anything else: counts what a page can forget to give back. */

export interface LeakCounter {
  /** What is open or listening now, by name; names with nothing are missing. */
  counts(): Record<string, number>;
  /** Closes the newest open socket, as a network does. */
  cut(): void;
}
declare global {
  var leakCounter: LeakCounter;
}

/** Given to `addInitScript`: it uses nothing from outside of itself. */
export function installLeakCounter(): void {
  const counts = new Map<string, number>();
  const add = (name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);

  /** Targets that outlive the elements; by what they are called. Those of elements go with them. */
  const nameOf = (target: unknown) =>
    target === undefined || target === null || target === window
      ? 'window'
      : target === document || target === document.documentElement
        ? 'document'
        : target instanceof MediaQueryList
          ? 'media query'
          : target instanceof BroadcastChannel
            ? 'channel'
            : target === window.visualViewport || target === navigator.serviceWorker || target === navigator.locks
              ? 'browser'
              : undefined;
  interface Heard {
    name: string;
    type: string;
    listener: unknown;
    capture: boolean;
    /** Takes the counter's own listeners away again: they must keep nothing that the page let go. */
    over: AbortController;
  }
  const heard: (Heard & { target: WeakRef<object> })[] = [];
  const same = (target: object, type: string, listener: unknown, capture: boolean) =>
    heard.findIndex(
      one => one.target.deref() === target && one.type === type && one.listener === listener && one.capture === capture,
    );
  const forget = (target: object, type: string, listener: unknown, capture: boolean) => {
    const at = same(target, type, listener, capture);
    if (at >= 0) heard.splice(at, 1)[0]!.over.abort();
  };
  const { addEventListener: listen, removeEventListener: unlisten } = EventTarget.prototype;
  const captures = (options?: boolean | EventListenerOptions) =>
    typeof options === 'boolean' ? options : !!options?.capture;
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    const name = nameOf(target);
    const capture = captures(options);
    const more = typeof options === 'object' && options !== null ? options : {};
    if (name && listener && !more.signal?.aborted && same(target, type, listener, capture) < 0) {
      const over = new AbortController();
      heard.push({ name, type, listener, capture, target: new WeakRef<object>(target), over });
      const gone = () => {
        forget(target, type, listener, capture);
      };
      if (more.once) listen.call(target, type, gone, { signal: over.signal, capture });
      if (more.signal) listen.call(more.signal, 'abort', gone, { signal: over.signal });
    }
    listen.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    forget(target, type, listener, captures(options));
    unlisten.call(target, type, listener, options);
  };

  const Channel = window.BroadcastChannel;
  window.BroadcastChannel = class extends Channel {
    #open = true;
    constructor(name: string) {
      super(name);
      add('channels', 1);
    }
    override close() {
      if (this.#open) add('channels', -1);
      this.#open = false;
      super.close();
    }
  };

  const openDatabase = IDBFactory.prototype.open;
  const databases = new WeakSet<IDBDatabase>();
  IDBFactory.prototype.open = function (...args) {
    const request = openDatabase.apply(this, args);
    listen.call(request, 'success', () => {
      databases.add(request.result);
      add('databases', 1);
    });
    return request;
  };
  const closeDatabase = IDBDatabase.prototype.close;
  IDBDatabase.prototype.close = function () {
    if (databases.delete(this)) add('databases', -1);
    closeDatabase.call(this);
  };

  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'] as const) {
    const { prototype } = window[name] as unknown as {
      prototype: { observe(...args: unknown[]): void; disconnect(): void };
    };
    const watching = new WeakSet();
    const { observe, disconnect } = prototype;
    prototype.observe = function (...args) {
      // Of what the elements themselves hold the browser takes care; here: of what outlives them.
      if (nameOf(args[0]) || args[0] === document.body || args[0] === document.head) {
        if (!watching.has(this)) add(name, 1);
        watching.add(this);
      }
      observe.apply(this, args);
    };
    prototype.disconnect = function () {
      if (watching.delete(this)) add(name, -1);
      disconnect.call(this);
    };
  }

  const intervals = new Set<unknown>();
  const { setInterval: every, clearInterval: stop } = window;
  window.setInterval = ((...args: Parameters<typeof every>) => {
    const id = every(...args);
    intervals.add(id);
    return id;
  }) as typeof every;
  window.clearInterval = id => {
    intervals.delete(id);
    stop(id);
  };

  const sockets = new Set<WebSocket>();
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.add(this);
      listen.call(this, 'close', () => sockets.delete(this));
    }
  };

  window.leakCounter = {
    counts() {
      const all = new Map(counts);
      all.set('intervals', intervals.size);
      all.set('sockets', sockets.size);
      for (const { name, type, target } of heard)
        if (target.deref()) all.set(`${name} ${type}`, (all.get(`${name} ${type}`) ?? 0) + 1);
      return Object.fromEntries([...all].filter(([, count]) => count).sort());
    },
    cut() {
      [...sockets].at(-1)?.close();
    },
  };
}
