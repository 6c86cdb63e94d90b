import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-client.js';
import '../../src/define/im-status.js';
import type { TokenGrant } from '../../src/core/api.js';
import { imageHosts, registry } from '../../src/elements/base/registry.js';
import type { ImClient } from '../../src/elements/im-client.js';
import * as api from '../../src/protocol/endpoints.js';
import { passwordHash } from '../../src/core/password.js';
import { seen, text, World } from './people-world.js';

const PASSWORD = 'a-good-password';
let count = 0;
const newName = () => `test-${++count}`;

/** What the console is told meanwhile. */
async function complaints(run: () => Promise<void>) {
  const told: string[] = [];
  const { error } = console;
  console.error = (...args: unknown[]) => {
    told.push(args.join(' '));
  };
  try {
    await run();
  } finally {
    console.error = error;
  }
  return told;
}

/** A token as a site's own server would get it. */
async function grantOf(world: World, account: string): Promise<TokenGrant> {
  const { imToken, userID } = await world.server
    .backend()
    .call(api.login, { account, email: 'x@example.com', password: await passwordHash(PASSWORD), platform: 5 });
  return { userID, token: imToken };
}

describe('<im-client>', () => {
  it('gives its client at once, to code and to elements, in any order', async () => {
    const name = newName();
    const status = await fixture<HTMLElement>(html`<im-status client=${name}></im-status>`);
    const el = await fixture<ImClient>(
      html`<im-client name=${name} persist="none" .backend=${new World().server.backend()}></im-client>`,
    );
    expect(el.client === registry.get(name)).to.equal(true);
    expect((await el.ready) === el.client).to.equal(true);
    await seen(() => text(status.shadowRoot!.querySelector('[role=status]')) === 'Signed out', 'the status');
    const made = document.createElement('im-client');
    made.name = newName();
    made.server = 'https://im.example.com/';
    document.body.append(made);
    expect(made.client?.server, 'without waiting for a render').to.equal('https://im.example.com');
    made.remove();
  });

  it('says what is wrong with the address, never throws, and mends itself', async () => {
    let el!: ImClient;
    const told = await complaints(async () => {
      el = await fixture<ImClient>(html`<im-client name=${newName()}></im-client>`);
      expect(el.client).to.equal(undefined);
      el.server = 'http://[';
      await el.updateComplete;
    });
    expect(told[0]).to.match(/no address: set server/);
    expect(told).to.have.length(2);
    expect(el.matches(':state(error)')).to.equal(true);
    el.server = 'https://im.example.com';
    await el.updateComplete;
    expect(el.matches(':state(error)')).to.equal(false);
    expect(el.client?.server).to.equal('https://im.example.com');
  });

  it('takes addresses one by one [F9]', async () => {
    const el = await fixture<ImClient>(
      html`<im-client name=${newName()} api-url="https://a.example.com" ws-url="wss://b.example.com" account-url="https://c.example.com"></im-client>`,
    );
    expect(el.client?.server).to.equal('https://a.example.com');
    expect(imageHosts(el.client)).to.include.members(['https://a.example.com', 'https://c.example.com']);
  });

  it('goes on when it is moved, and when it is removed and comes back', async () => {
    const el = await fixture<ImClient>(
      html`<im-client name=${newName()} persist="none" .backend=${new World().server.backend()}></im-client>`,
    );
    const { client } = el;
    const place = document.createElement('div');
    document.body.append(place);
    place.append(el);
    await el.updateComplete;
    expect(el.client === client, 'a move').to.equal(true);
    el.remove();
    await Promise.resolve();
    expect([el.client, registry.get(el.name)]).to.deep.equal([undefined, undefined]);
    document.body.append(el);
    expect(el.client && el.client !== client, 'a new one').to.equal(true);
    expect(registry.get(el.name) === el.client).to.equal(true);
    el.remove();
    place.remove();
  });

  it('builds another client when its address changes', async () => {
    const name = newName();
    const el = await fixture<ImClient>(
      html`<im-client name=${name} server="https://a.example.com" persist="none"></im-client>`,
    );
    const ready = el.ready;
    el.setAttribute('server', 'https://b.example.com');
    expect(el.client?.server).to.equal('https://b.example.com');
    expect(el.ready === ready).to.equal(false);
    expect(registry.get(name) === el.client).to.equal(true);
    el.name = newName();
    await el.updateComplete;
    expect(registry.get(name)).to.equal(undefined);
  });

  it('lets the first of two of the same name stay, tells it once, and takes over later', async () => {
    const name = newName();
    const first = await fixture<ImClient>(
      html`<im-client name=${name} server="https://a.example.com" persist="none"></im-client>`,
    );
    let second!: ImClient;
    const told = await complaints(async () => {
      second = await fixture<ImClient>(
        html`<im-client name=${name} server="https://b.example.com" persist="none"></im-client>`,
      );
      second.persist = 'tab';
      await second.updateComplete;
    });
    expect(told).to.have.length(1);
    expect(told[0]).to.contain(`another <im-client> named "${name}"`);
    expect([second.client, registry.get(name) === first.client]).to.deep.equal([undefined, true]);
    first.remove();
    await seen(() => second.client?.server === 'https://b.example.com', 'the second one');
  });

  it('keeps two accounts apart', async () => {
    const world = new World();
    const [a, b] = [newName(), newName()];
    const page = await fixture(html`<div>
      <im-client name=${a} persist="none" .backend=${world.server.backend()}></im-client>
      <im-client name=${b} persist="none" .backend=${world.server.backend()}></im-client>
      <im-status client=${a}></im-status><im-status client=${b}></im-status>
    </div>`);
    const [one, two] = page.querySelectorAll('im-client');
    await one!.client!.register({ user: { account: 'ann', nickname: 'Ann', password: PASSWORD } });
    const words = () =>
      [...page.querySelectorAll('im-status')].map(({ shadowRoot }) => text(shadowRoot!.querySelector('[role=status]')));
    await seen(() => words().join() === 'Connected,Signed out', 'one of them connected');
    expect([!!one!.client!.getLoginUser(), two!.client!.getLoginUser()]).to.deep.equal([true, '']);
  });

  describe('with a token of the site [H19]', () => {
    it('signs in, and over to another user', async () => {
      const world = new World();
      for (const account of ['ann', 'bob']) await (await world.person(account, account)).logout();
      const ann = await grantOf(world, 'ann');
      const el = await fixture<ImClient>(
        html`<im-client name=${newName()} user-id=${ann.userID} .token=${ann.token} .backend=${world.server.backend()}></im-client>`,
      );
      await seen(() => el.client?.state.connection.status === 'connected', 'a connection');
      expect(el.client!.getLoginUser()).to.equal(ann.userID);
      expect(el.outerHTML).to.not.contain(ann.token);
      expect(JSON.stringify(localStorage)).to.not.contain(ann.token);
      const bob = await grantOf(world, 'bob');
      el.userID = bob.userID;
      el.token = bob.token;
      await seen(
        () => el.client?.getLoginUser() === bob.userID && el.client.state.connection.status === 'connected',
        'the other user',
      );
    });

    it('takes the last of several tokens, without a complaint', async () => {
      const world = new World();
      for (const account of ['ann', 'bob', 'cara']) await (await world.person(account, account)).logout();
      const grants = await Promise.all(['ann', 'bob', 'cara'].map(account => grantOf(world, account)));
      const codes: number[] = [];
      const el = await fixture<ImClient>(html`<im-client
        name=${newName()}
        .backend=${world.server.backend()}
        @im-error=${({ detail }: CustomEvent<{ error: { errCode: number } }>) => codes.push(detail.error.errCode)}
      ></im-client>`);
      for (const { userID, token } of grants) {
        el.userID = userID;
        el.token = token;
        await el.updateComplete;
      }
      const last = grants.at(-1)!.userID;
      await seen(
        () => el.client?.getLoginUser() === last && el.client.state.connection.status === 'connected',
        'the last user',
      );
      expect(codes).to.deep.equal([]);
    });

    it('tells the page when the token is refused', async () => {
      const world = new World();
      const { userID } = await grantOf(world, 'ann').catch(() => ({ userID: '1' }));
      const codes: number[] = [];
      const told = await complaints(async () => {
        const el = await fixture<ImClient>(html`<im-client
          name=${newName()}
          user-id=${userID}
          .token=${'not-a-token'}
          .backend=${world.server.backend()}
          @im-error=${({ detail }: CustomEvent<{ error: { errCode: number } }>) => codes.push(detail.error.errCode)}
        ></im-client>`);
        await seen(() => codes.length, 'the error');
        expect(el.client?.getLoginStatus()).to.not.equal(101);
      });
      expect(codes[0]).to.be.within(1501, 1507);
      expect(told.join()).to.not.contain('not-a-token');
    });
  });

  it('says from where pictures may load', async () => {
    const el = await fixture<ImClient>(
      html`<im-client name=${newName()} server="https://im.example.com" image-hosts="https://cdn.example.com, nonsense https://img.example.com:8443/x"></im-client>`,
    );
    expect(imageHosts(el.client)).to.include.members([
      'https://im.example.com',
      'https://cdn.example.com',
      'https://img.example.com:8443',
    ]);
    expect(imageHosts(el.client)).to.not.include('https://evil.example.com');
    el.imageHosts = '';
    await el.updateComplete;
    expect(imageHosts(el.client)).to.not.include('https://cdn.example.com');
  });

  it('shows nothing and has no secret attributes', async () => {
    const el = await fixture<ImClient>(
      html`<im-client name=${newName()} server="https://im.example.com" .token=${'secret'}></im-client>`,
    );
    expect([el.offsetHeight, el.childNodes.length, el.shadowRoot]).to.deep.equal([0, 0, null]);
    expect((el.constructor as typeof ImClient).observedAttributes).to.not.include('token');
  });
});
