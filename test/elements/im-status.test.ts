import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-status.js';
import type { Client } from '../../src/core/api.js';
import type { ImStatus } from '../../src/elements/im-status.js';
import type { ConnectionState } from '../../src/core/state.js';
import { seen, text, World } from './people-world.js';

const show = (client: Client) => fixture(html`<im-status .client=${client}></im-status>`);
const word = (el: Element) => text(el.shadowRoot!.querySelector('[role=status]'));
const PASSWORD = 'a-good-password';

describe('<im-status>', () => {
  it('says in one word how it is: signed out, connected, offline, connected again [B7]', async () => {
    const world = new World();
    const client = world.client();
    const el = await show(client);
    await seen(() => word(el) === 'Signed out' && el.matches(':state(signed-out)'), 'signed out');
    await expect(el).to.be.accessible();
    await client.register({ user: { account: 'robin', nickname: 'Robin', password: PASSWORD } });
    await seen(() => word(el) === 'Connected' && el.matches(':state(connected)'), 'connected');
    await expect(el).to.be.accessible();
    world.server.setOnline(false);
    await seen(() => word(el) === 'Offline' && el.matches(':state(offline)'), 'offline');
    await expect(el).to.be.accessible();
    world.server.setOnline(true);
    await seen(() => word(el) === 'Connected', 'connected again');
  });

  it('says that the account is signed in elsewhere', async () => {
    const world = new World();
    const client = await world.person('Robin', 'robin');
    const el = await show(client);
    await world.client().login({ account: 'robin', password: PASSWORD });
    await seen(() => word(el) === 'Signed in elsewhere' && el.matches(':state(kicked)'), 'the kick');
    await expect(el).to.be.accessible();
  });

  it('keeps quiet about a hiccup', async () => {
    const client = await new World().person('Robin');
    const el = await show(client);
    await seen(() => word(el) === 'Connected', 'connected');
    const said: string[] = [];
    new MutationObserver(() => said.push(word(el))).observe(el.shadowRoot!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    const set = (status: ConnectionState['status']) => {
      client.store.set('connection', { status });
    };
    for (const status of ['connecting', 'offline', 'connecting', 'connected'] as const) {
      set(status);
      await (el as ImStatus).updateComplete;
    }
    set('offline');
    await seen(() => said.length, 'a change that stays');
    expect(said[0]).to.equal('Offline');
  });

  it('speaks Chinese', async () => {
    const el = await show(await new World().person('Robin'));
    (el as HTMLElement).lang = 'zh-CN';
    await seen(() => word(el) === '已连接', 'the word');
  });
});
