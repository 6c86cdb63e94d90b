// What the gallery's cases are made of: people with friends, requests and people they blocked, and hands that type and press.
import { ready, until, World } from './gallery-world.js';

export const NAMES = [
  'Ada',
  'Ben',
  'Cleo',
  'Dora',
  'Emil',
  'Fay',
  'Gil',
  'Hana',
  'Ines',
  'Jon',
  'Kim',
  'Lou',
  'Mara',
  '王',
  '李',
  '张',
];
const LONG = 'Hello, this is a long greeting that says how we met at the flower market last spring.';

/** What `selector` finds in an element, and in elements inside it. */
export function within(element, selector) {
  const root = element.shadowRoot;
  if (!root) return [];
  return [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap(inner => within(inner, selector)),
  ];
}
/** Waits until the element shows something that `selector` finds, and gives it. */
export async function shown(element, selector) {
  for (;;) {
    const [found] = within(element, selector);
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}
/** Puts text into a field as typing does. */
export function type(element, selector, text) {
  const [field] = within(element, selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
export const press = async (element, selector) => {
  (await shown(element, selector)).click();
  await element.updateComplete;
};

/** Fills the card in with a wrong password, and sends it. */
export async function signsIn(element) {
  const form = await shown(element, 'form');
  const [account, password] = form.querySelectorAll('.input');
  for (const [field, text] of [
    [account, 'user1'],
    [password, 'not-the-password'],
  ]) {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  await element.updateComplete;
  form.requestSubmit();
}

/** One signed-in person in a world of their own. */
export async function alone(name = 'Robin Lake') {
  const world = new World();
  return { world, me: await world.person(name) };
}

/** Somebody with requests of every kind. */
export async function asked() {
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
export async function befriended(names = ['Ada Brook', 'Ben', 'Clara Ohm', '曾国文', '刘洋', 'Zoë', '42 Rue']) {
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

export async function blocker() {
  const { world, me } = await alone();
  for (const [index, person] of (
    await world.people('Mallory Stone', 'A very long name that does not fit on one line', '骚扰者')
  ).entries())
    await world.ago(60 * 30 * (index + 1), () => me.addBlack({ toUserID: person.getLoginUser() }));
  await until(me, ({ blacks }) => blacks.size === 3);
  return { world, me };
}

/** The same person's next visit: shown from the cache, while the network says nothing. */
export async function nextVisit({ world, me }) {
  await world.written(me);
  world.hang();
  const client = world.client({ of: me });
  await client.ready;
  return client;
}

export const uses = async (element, from) => (element.client = (await from()).me);

/** A search that finds people of every standing. */
export async function everyStanding(element) {
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

export const say = async (from, to, text) =>
  from.sendMessage({ recvID: to.getLoginUser(), message: await from.createTextMessage(text) });
const chatWith = (a, b) => `si_${[a.getLoginUser(), b.getLoginUser()].sort().join('_')}`;

/** Somebody with conversations of every kind: unread, muted, pinned, with a draft, typing, sent, read and failed. */
export async function talking() {
  const { world, me } = await alone();
  const people = await world.people(
    'Ada Brook',
    'Ben',
    'Clara Ohm',
    '陈晓明',
    'Dana with quite a long name for one line',
    'Emil',
    'Fay',
    'Gil',
  );
  for (const person of people) await world.befriend(me, person);
  const [ada, ben, clara, chen, dana, emil, fay, gil] = people;
  await world.ago(60 * 24 * 40, () => say(gil, me, 'Thanks for the seeds.'));
  await world.ago(60 * 24 * 3, () => say(me, fay, 'See you on Saturday, then.'));
  await world.ago(60 * 24, () => say(dana, me, LONG));
  await world.ago(190, () => say(chen, me, '花市几点开门？'));
  await world.ago(95, async () => {
    for (const text of ['Hi', 'I looked at the plan.', 'Shall we meet at the bridge?']) await say(clara, me, text);
  });
  await world.ago(60, () => say(me, emil, 'The tulips are in.'));
  await world.ago(30, () => say(me, ada, 'I’ll bring the ladder.'));
  await world.ago(12, () => say(ben, me, 'One moment'));
  await me.openChat();
  await until(me, ({ conversations, sync }) => sync.status === 'done' && conversations.size >= 8);
  await emil.openChat();
  await until(emil, ({ conversations }) => conversations.get(chatWith(me, emil))?.unreadCount);
  await emil.markConversationMessageAsRead(chatWith(me, emil));
  for (const person of [fay, gil, ada, ben]) await me.markConversationMessageAsRead(chatWith(me, person));
  await me.pinConversation({ conversationID: chatWith(me, ada), isPinned: true });
  await me.setConversationRecvMessageOpt({ conversationID: chatWith(me, dana), opt: 2 });
  await me.setConversationDraft({ conversationID: chatWith(me, chen), draftText: '八点' });
  await fay.addBlack({ toUserID: me.getLoginUser() });
  await say(me, fay, 'Or on Sunday?').catch(() => {});
  await ben.openChat();
  await ben.changeInputStates({ conversationID: chatWith(me, ben), focus: true });
  await until(me, ({ typing }) => typing.size);
  return { world, me, chosen: clara.getLoginUser() };
}

/** Types into a search, and waits for what is found. */
export async function searches(element, from, text) {
  await uses(element, from);
  await shown(element, 'input[type=search]');
  type(element, 'input[type=search]', text);
  await shown(element, '[role=option], .none');
}
