// Every element in every state. A case makes its state for real: by people who act on a server, and by its network failing.
import { ready, until, World } from './gallery-world.js';

const LONG = 'Hello, this is a long greeting that says how we met at the flower market last spring.';

/** Puts text into a field as typing does. */
export function type(element, selector, text) {
  const field = element.shadowRoot.querySelector(selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  return field;
}
const press = async (element, selector) => {
  await element.updateComplete;
  element.shadowRoot.querySelector(selector).click();
  await element.updateComplete;
};
/** Waits until the element shows something that `selector` finds. */
export const shown = async (element, selector) => {
  while (!element.shadowRoot.querySelector(selector)) await new Promise(resolve => setTimeout(resolve, 30));
};

/** One signed-in person in a world of their own. */
async function alone(name = 'Robin Lake') {
  const world = new World();
  return { world, me: await world.person(name) };
}

/** Somebody with requests of every kind. */
async function asked() {
  const { world, me } = await alone();
  const [ann, bo, chen, dana, eve, finn, gus] = await world.people(
    'Ann Keller',
    'Bo',
    '陈晓明',
    'Dana with quite a long name for one line',
    'נועה לוי',
    'Finn',
    'Gus',
  );
  const toUserID = me.getLoginUser();
  await world.ago(60 * 24 * 40, () => bo.addFriend({ toUserID, reqMsg: 'Hi' }));
  await me.refuseFriendApplication({ toUserID: bo.getLoginUser(), handleMsg: 'Sorry, I don’t know you.' });
  await world.ago(60 * 24 * 3, () => finn.addFriend({ toUserID, reqMsg: 'It’s Finn from the course.' }));
  await me.acceptFriendApplication({ toUserID: finn.getLoginUser(), handleMsg: 'Good to see you here.' });
  await world.ago(60 * 26, () => dana.addFriend({ toUserID, reqMsg: LONG }));
  await world.ago(200, () => eve.addFriend({ toUserID }));
  await world.ago(12, () => chen.addFriend({ toUserID, reqMsg: '你好，我是陈晓明，我们在上海见过。' }));
  await world.ago(60 * 24 * 2, () => me.addFriend({ toUserID: gus.getLoginUser(), reqMsg: 'Shall we?' }));
  await gus.refuseFriendApplication({ toUserID, handleMsg: 'Not now.' });
  await me.addFriend({ toUserID: ann.getLoginUser(), reqMsg: 'Hi Ann' });
  await until(me, ({ requests }) => requests.size >= 7);
  return { world, me };
}

/** Somebody with friends: online and away, with remark and pin, one of them blocked. */
async function befriended(names = ['Ada Brook', 'Ben', 'Clara Ohm', '曾国文', '刘洋', 'Zoë', '42 Rue']) {
  const { world, me } = await alone();
  const friends = await world.people(...names);
  for (const friend of friends) await world.befriend(me, friend);
  const [first, second, third] = friends.map(friend => friend.getLoginUser());
  await me.pinFriends({ toUserIDs: [first], isPinned: true });
  await me.setFriendRemark({ toUserID: second, remark: 'Ben from the shop' });
  await friends[2].logout();
  await until(me, ({ friends: known }) => known.get(first).isPinned && known.get(second).remark !== '');
  return { world, me, friends, ids: { first, second, third } };
}

async function blocker() {
  const { world, me } = await alone();
  for (const [index, person] of (
    await world.people('Mallory Stone', 'A very long name that does not fit on one line', '骚扰者')
  ).entries())
    await world.ago(60 * 30 * (index + 1), () => me.addBlack({ toUserID: person.getLoginUser() }));
  await until(me, ({ blacks }) => blacks.size === 3);
  return { world, me };
}

/** The same person's next visit: shown from the cache, while the network says nothing. */
async function nextVisit({ world, me }) {
  await world.written(me);
  world.hang();
  const client = world.client({ of: me });
  await client.ready;
  return client;
}

const uses = async (element, from) => (element.client = (await from()).me);

/** The states that all lists share. @param fill - gives {world, me} with something to show. */
const listStates = fill => ({
  'signed out': async element => (element.client = new World().client()),
  loading: async element => {
    const world = new World();
    const me = await world.person('Robin Lake');
    world.hang();
    const { userID, token } = { userID: me.getLoginUser(), token: 'none' };
    const client = world.client();
    client.login({ userID, token }).catch(() => {});
    element.client = client;
  },
  cached: async element => (element.client = await nextVisit(await fill())),
  empty: element => uses(element, alone),
  offline: async element => {
    const filled = await fill();
    filled.world.cut();
    await until(filled.me, ({ connection }) => connection.status === 'offline');
    element.client = filled.me;
  },
});

/** [element, {state: make(element)}], options: `tall` = with a height of its own. */
export const cases = {
  'im-login': {
    'sign in': element => void (element.client = new World().client()),
    'create account': async element => {
      element.client = new World().client();
      await shown(element, 'form');
      await press(element, '.foot .btn');
    },
    'signed in': element => uses(element, alone),
    'signed in elsewhere': async element => {
      const { world, me } = await alone();
      element.client = me;
      const other = world.client();
      await other.login({ account: 'user1', password: 'gallery-password' });
      await until(me, ({ session }) => session.ended === 'kicked');
    },
    provided: element =>
      void (element.client = new World().client({ tokenProvider: async () => new Promise(() => {}) })),
  },
  'im-status': {
    connected: element => uses(element, alone),
    connecting: async element => (element.client = await nextVisit(await alone())),
    offline: async element => {
      const { world, me } = await alone();
      element.client = me;
      world.cut();
    },
    'signed in elsewhere': async element => {
      const { world, me } = await alone();
      element.client = me;
      await world.client().login({ account: 'user1', password: 'gallery-password' });
    },
  },
  'im-unread': {
    none: element => uses(element, alone),
    some: element => uses(element, asked),
  },
  'im-profile': {
    'signed out': element => void (element.client = new World().client()),
    filled: element => uses(element, alone),
    offline: async element => {
      const { world, me } = await alone();
      element.client = me;
      world.cut();
    },
  },
  'im-friend-list': {
    ...listStates(befriended),
    filled: element => uses(element, befriended),
    searched: async element => {
      await uses(element, befriended);
      await shown(element, 'input[type=search]');
      type(element, 'input[type=search]', 'o');
    },
    'nobody found': async element => {
      await uses(element, befriended);
      await shown(element, 'input[type=search]');
      type(element, 'input[type=search]', 'nobody');
    },
  },
  'im-add-friend': {
    'signed out': element => void (element.client = new World().client()),
    idle: element => uses(element, alone),
    'too short': async element => {
      await uses(element, alone);
      await shown(element, 'input[type=search]');
      type(element, 'input[type=search]', 'a');
    },
    loading: async element => {
      const { world, me } = await alone();
      element.client = me;
      world.hang();
      await shown(element, 'input[type=search]');
      type(element, 'input[type=search]', 'anyone');
      await shown(element, '.skeletons');
    },
    'nobody found': async element => {
      await uses(element, alone);
      await shown(element, 'input[type=search]');
      type(element, 'input[type=search]', 'nobody');
      await shown(element, '.empty');
    },
    found: element => everyStanding(element),
    greeting: async element => {
      await everyStanding(element);
      await press(element, '.end .btn:not(.primary)');
      type(element, '.greeting input', 'Hi, it’s Robin.');
    },
    refused: async element => {
      await everyStanding(element);
      const row = [...element.shadowRoot.querySelectorAll('.person')].find(({ textContent }) =>
        textContent.includes('Sam Private'),
      );
      row.querySelector('.end .btn').click();
      await shown(element, '.greeting');
      await press(element, '.greeting .primary');
      await shown(element, '.greeting .error');
    },
    error: async element => {
      const { world, me } = await alone();
      element.client = me;
      await shown(element, 'input[type=search]');
      world.cut();
      type(element, 'input[type=search]', 'anyone');
      await shown(element, '.empty');
    },
  },
  'im-requests': {
    ...listStates(asked),
    received: element => uses(element, asked),
    sent: async element => {
      element.tab = 'sent';
      await uses(element, asked);
    },
    'nothing sent': async element => {
      element.tab = 'sent';
      await uses(element, alone);
    },
    answering: async element => {
      const { world, me } = await asked();
      element.client = me;
      await shown(element, '.answer');
      world.hang();
      await press(element, '.answer .primary');
    },
    'could not answer': async element => {
      const { world, me } = await asked();
      element.client = me;
      await shown(element, '.answer');
      world.cut();
      await press(element, '.answer .primary');
      await shown(element, '.person > .error');
    },
    removed: async element => {
      await uses(element, asked);
      await shown(element, '.person');
      await press(element, '.person .icon-btn');
      await shown(element, '.notice .row');
    },
  },
  'im-blacklist': { ...listStates(blocker), filled: element => uses(element, blocker) },
  'im-user-card': {
    friend: async element => {
      const { me, ids } = await befriended(['Ada Brook', 'Ben', 'Clara Ohm']);
      element.client = me;
      element.setAttribute('user-id', ids.second);
    },
    stranger: async element => {
      const { world, me } = await alone();
      const other = await world.person('Sam Stranger');
      element.client = me;
      element.setAttribute('user-id', other.getLoginUser());
    },
  },
};

async function everyStanding(element) {
  const { world, me } = await alone('Sam Lake');
  const [friend, asking, requested, blocked, , refusing] = await Promise.all(
    ['Sam Friend', 'Sam Asking', 'Sam Requested', 'Sam Blocked', 'Sam Stranger', 'Sam Private'].map(name =>
      world.person(name),
    ),
  );
  await refusing.setSelfInfo({ allowAddFriend: 2 });
  await world.befriend(me, friend);
  await asking.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'Hi' });
  await me.addFriend({ toUserID: requested.getLoginUser() });
  await me.addBlack({ toUserID: blocked.getLoginUser() });
  await until(me, ({ requests, blacks }) => requests.size >= 2 && blacks.size === 1);
  await ready(me);
  element.client = me;
  await shown(element, 'input[type=search]');
  type(element, 'input[type=search]', 'sam');
  await shown(element, '.person');
}
