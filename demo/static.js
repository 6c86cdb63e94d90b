// The server inside the page: nothing leaves it, and nothing stays when it is closed. Mia lives here, too, and answers by herself.
import { createClient } from './im-elements.js';
import { createLoopback } from './loopback.js';

const server = createLoopback({ delay: () => 60 });
const storage = () => {
  const values = new Map();
  const keys = {
    get: key => values.get(key),
    set: (key, value) => values.set(key, value),
    delete: key => values.delete(key),
  };
  return {
    local: keys,
    tab: keys,
    cache: () => ({ get: async () => undefined, write: async () => {}, range: async () => [], clear: async () => {} }),
  };
};
const person = async (account, nickname) => {
  const client = createClient({ backend: server.backend(), storage: storage() });
  await client.register({ user: { account, nickname, password: crypto.randomUUID() } });
  return client;
};

const mine = document.createElement('im-client');
mine.backend = server.backend();
mine.persist = 'none';
document.querySelector('.window').prepend(mine);
dispatchEvent(new Event('im-demo-client'));

const mia = await person('mia', 'Mia Sommer');
const others = [
  await person('leo', 'Leo Winter'),
  await person('xiaoming', '陈晓明'),
  await person('ada', 'Ada Brook'),
];

// Mia accepts everybody, after a moment, and asks newcomers to be friends.
mia.on('friendApplicationAdded', ({ fromUserID, toUserID }) => {
  if (toUserID === mia.getLoginUser())
    setTimeout(
      () => mia.acceptFriendApplication({ toUserID: fromUserID, handleMsg: 'Nice to meet you.' }).catch(console.warn),
      1500,
    );
});
// And she answers whoever writes to her.
const ANSWERS = ['Hello! I live in this page.', 'Tell me more.', 'I will think about it.'];
let said = 0;
mia.on('recvNewMessages', messages => {
  for (const { sendID, contentType } of messages)
    if (sendID !== mia.getLoginUser() && contentType < 1000)
      setTimeout(async () => {
        const message = await mia.createTextMessage(ANSWERS[said++ % ANSWERS.length]);
        await mia.sendMessage({ recvID: sendID, message }).catch(console.warn);
      }, 1200);
});
const client = await mine.ready;
const welcome = () => {
  const toUserID = client.getLoginUser();
  if (!toUserID) return;
  setTimeout(() => {
    for (const [index, other] of others.entries())
      other
        .addFriend({ toUserID, reqMsg: ['Hi, I’m Leo. Shall we be friends?', '你好，我是陈晓明。', ''][index] })
        .catch(console.warn);
  }, 2000);
};
client.on('loginChanged', welcome);
welcome();
