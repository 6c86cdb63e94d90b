// The two windows: shows what is inside once somebody is signed in, and fills in two people for those in a hurry.
const windows = [...document.querySelectorAll('.window')];

/** The client of a window, when its element has made it. */
async function clientOf(frame) {
  await customElements.whenDefined('im-client');
  const element = frame.querySelector('im-client');
  await element.ready;
  return element.client;
}

for (const frame of windows)
  clientOf(frame).then(client => {
    const inside = frame.querySelector('.inside');
    const show = () => (inside.hidden = !client.getLoginUser());
    client.on('loginChanged', show);
    show();
  });

const PEOPLE = [
  ['Mia Sommer', 'Leo Winter'],
  ['Ada Brook', 'Tom Field'],
  ['林晓', '周然'],
];
const someDigits = () => String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, '0').slice(-6);

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
    status.textContent = 'Two people are signed in. The second has a request waiting.';
  } catch (error) {
    status.textContent = 'That did not work. Is the server running?';
    console.warn(error);
  }
  fill.disabled = false;
});
