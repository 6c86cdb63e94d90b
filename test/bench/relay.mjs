// The network between browser and server: counts who talks through it, and can be cut, or fall silent as under a laptop that sleeps.
import { connect, createServer } from 'node:net';

/** @returns a relay to the server at `url`: its own `url`, `sockets()` and `calls()` so far, `cut()`, `mute()`, `mend()` */
export async function openRelay(url, { closing }) {
  const { hostname, port } = new URL(url);
  const pairs = new Set();
  let calls = 0;
  let gone = false;
  const relay = createServer({ noDelay: true }, near => {
    if (gone) {
      near.destroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    const pair = { near, far, gateway: false, mute: false };
    pairs.add(pair);
    near.on('data', bytes => {
      const line = bytes.subarray(0, 16).toString('latin1');
      if (line.startsWith('POST ')) calls++;
      else if (line.startsWith('GET /msg_gateway')) pair.gateway = true;
      if (!pair.mute) far.write(bytes);
    });
    far.on('data', bytes => {
      if (!pair.mute) near.write(bytes);
    });
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  await new Promise(resolve => relay.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    gone = true;
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  closing(() => {
    cut();
    relay.close();
  });
  return {
    url: `http://127.0.0.1:${relay.address().port}`,
    /** Sockets to the gateway that are open. */
    sockets: () => [...pairs].filter(({ gateway }) => gateway).length,
    /** REST calls so far. */
    calls: () => calls,
    /** All connections break, and no other is taken. */
    cut,
    /**
     * Nothing comes through the gateway's sockets any more, and no tab is told; no other connection is taken. Those of REST break: a
     * browser drops them itself when its network changes. The server sees all of them close.
     */
    mute() {
      gone = true;
      for (const pair of pairs) {
        pair.mute = true;
        if (pair.gateway) pair.far.removeAllListeners('close');
        pair.far.destroy();
      }
    },
    mend() {
      gone = false;
    },
  };
}
