// The two windows: shows what is inside once somebody is signed in, and fills in two people for those in a hurry.
import { t } from './words.js';

const windows = [...document.querySelectorAll('.window')];

// The second user's window is the first one's with another client.
const [first] = windows;
if (first?.dataset.client === 'a') {
  const second = first.cloneNode(true);
  second.setAttribute('aria-label', 'Second user');
  second.querySelector('.title').textContent = 'Second user';
  for (const each of [second, ...second.querySelectorAll('*')])
    for (const attribute of each.attributes) if (/^(data-)?client$|^name$/.test(attribute.name)) attribute.value = 'b';
  first.after(second);
  windows.push(second);
}

/** The client of a window, when its element has made it. */
async function clientOf(frame) {
  await customElements.whenDefined('im-client');
  return frame.querySelector('im-client').ready;
}

/** Shows what is inside a window while somebody is signed in. */
async function follow(frame) {
  if (!frame.querySelector('im-client')) return;
  const client = await clientOf(frame);
  const inside = frame.querySelector('.inside');
  const show = () => (inside.hidden = !client.getLoginUser());
  client.on('loginChanged', show);
  show();
}
for (const frame of windows) follow(frame);
// Pages that make their client by script say so.
addEventListener('im-demo-client', () => windows.forEach(follow));

const PEOPLE = [
  ['Mia Sommer', 'Leo Winter'],
  ['Ada Brook', 'Tom Field'],
  ['林晓', '周然'],
];
const someDigits = () =>
  String(crypto.getRandomValues(new Uint32Array(1))[0])
    .padStart(10, '0')
    .slice(-6);

const fill = document.querySelector('#fill');
const status = document.querySelector('#fill-status');
fill?.addEventListener('click', async () => {
  fill.disabled = true;
  const names = PEOPLE[Number(someDigits()) % PEOPLE.length];
  try {
    for (const [index, frame] of windows.entries()) {
      const client = await clientOf(frame);
      if (client.getLoginUser()) continue;
      const password = `demo-${crypto.randomUUID()}`;
      const account = `${index ? 'leo' : 'mia'}${someDigits()}`;
      await client.register({ user: { account, nickname: names[index], password } });
    }
    const [a, b] = await Promise.all(windows.map(clientOf));
    if (!a.state.friends.has(b.getLoginUser())) {
      await a.addFriend({ toUserID: b.getLoginUser(), reqMsg: 'Hi! We met at the market.' });
    }
    status.textContent = t('Two people are signed in. The second has a request waiting.');
  } catch (error) {
    status.textContent = t('That did not work. Is the server running?');
    console.warn(error);
  }
  fill.disabled = false;
});
