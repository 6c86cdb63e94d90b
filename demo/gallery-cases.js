// Every element in every state. A case makes its state for real: by people who act on a server, and by its network failing.
import {
  NAMES,
  type,
  press,
  shown,
  signsIn,
  alone,
  asked,
  befriended,
  blocker,
  nextVisit,
  uses,
  everyStanding,
  talking,
  searches,
} from './gallery-scenes.js';
import { chatCases } from './gallery-chat.js';
import { until, World } from './gallery-world.js';

/** The lists are asked for again, in vain. */
async function failed(element, from) {
  const { world, me } = await from();
  element.client = me;
  world.fail();
  await Promise.all(
    ['friends', 'received', 'sent', 'blacks', 'conversations'].map(list => me.reload(list).catch(() => {})),
  );
}

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
  error: element => failed(element, alone),
  stale: element => failed(element, fill),
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
    'wrong password': async element => {
      const { world, me } = await alone();
      await me.logout();
      element.client = world.client();
      await signsIn(element);
      await shown(element, '.error');
    },
    'no connection': async element => {
      const { world } = await alone();
      element.client = world.client();
      await shown(element, 'form');
      world.cut();
      await signsIn(element);
      await shown(element, '.error');
    },
    busy: async element => {
      const { world } = await alone();
      element.client = world.client();
      await shown(element, 'form');
      world.hang();
      await signsIn(element);
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
  'im-widget': {
    closed: element => {
      Object.assign(element, { clientName: 'closed', silent: true, keepTitle: true });
      return uses(element, talking);
    },
    open: element => {
      Object.assign(element, {
        clientName: 'open',
        silent: true,
        keepTitle: true,
        placement: 'start-bottom',
        open: true,
      });
      return uses(element, talking);
    },
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
    many: element =>
      uses(element, () => befriended(Array.from({ length: 90 }, (_, i) => `${NAMES[i % NAMES.length]} ${i + 1}`))),
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
  'im-conversation-list': {
    ...listStates(talking),
    filled: async element => {
      const { me, chosen } = await talking();
      element.addEventListener('im-conversation-select', event => event.preventDefault());
      me.setFocus({ userID: chosen, kind: 'chat' });
      element.client = me;
    },
    'with a search': async element => {
      element.search = true;
      await searches(element, talking, 'a');
    },
    'new message': async element => {
      const { me } = await befriended();
      await me.openChat();
      await until(me, ({ sync }) => sync.status === 'done');
      await me.hideAllConversations();
      element.client = me;
      await press(element, '.empty .btn');
    },
  },
  'im-chat': chatCases,
  'im-search': {
    'signed out': async element => (element.client = new World().client()),
    idle: element => uses(element, talking),
    found: element => searches(element, talking, 'a'),
    'nobody found': element => searches(element, talking, 'nobody'),
  },
  'im-blacklist': { ...listStates(blocker), filled: element => uses(element, blocker) },
  'im-user-card': {
    friend: async element => {
      const { me, ids } = await befriended(['Ada Brook', 'Ben', 'Clara Ohm']);
      element.client = me;
      element.setAttribute('user-id', ids.second);
    },
    ...Object.fromEntries(
      Object.entries({
        stranger: async () => {},
        requested: async (me, other) => {
          await me.addFriend({ toUserID: other.getLoginUser() });
          await until(me, ({ requests }) => requests.size);
        },
        'asks me': async (me, other) => {
          await other.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'Hi, it’s Sam.' });
          await until(me, ({ requests }) => requests.size);
        },
        blocked: (me, other) => me.addBlack({ toUserID: other.getLoginUser() }),
      }).map(([state, act]) => [
        state,
        async element => {
          const { world, me } = await alone();
          const other = await world.person('Sam Stranger');
          await act(me, other);
          element.client = me;
          element.setAttribute('user-id', other.getLoginUser());
        },
      ]),
    ),
    nobody: async element => {
      await uses(element, alone);
      element.setAttribute('user-id', 'nobody');
    },
  },
};
