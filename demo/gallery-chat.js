// The states of a conversation: two people who have written to each other, with everything that a message can be.
import { alone, say, shown, type } from './gallery-scenes.js';
import { until, World } from './gallery-world.js';

/** A drawing of a garden, as a photo would come. */
function painting(width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, 0, height);
  for (const [at, colour] of ['#7db9e8', '#f4d9b0', '#5c8a4a', '#2f5d34'].entries()) sky.addColorStop(at / 3, colour);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff3';
  for (let i = 0; i < 14; i++) context.fillRect((i * width) / 14, height * 0.6 + (i % 3) * 20, width / 30, height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.8));
}
/** A second of silence. */
function silence() {
  const wave = new DataView(new ArrayBuffer(44 + 8000));
  [0x52494646, 8036, 0x57415645, 0x666d7420, 16, 0x00010001, 8000, 8000, 0x00010008, 0x64617461, 8000].forEach(
    (word, i) => wave.setUint32(i * 4, word, ![0x52494646, 0x57415645, 0x666d7420, 0x64617461].includes(word)),
  );
  for (let i = 44; i < wave.byteLength; i++) wave.setUint8(i, 128);
  return new Blob([wave], { type: 'audio/wav' });
}

/** Two friends; Robin looks. */
async function two() {
  const { world, me } = await alone();
  const ada = await world.person('Ada Brook');
  await world.befriend(me, ada);
  return { world, me, ada, conversationID: `si_${[me.getLoginUser(), ada.getLoginUser()].sort().join('_')}` };
}
const give = (element, { me, ada }) => {
  element.silent = true;
  element.userID = ada.getLoginUser();
  element.client = me;
};
const send = async (from, to, message) => from.sendMessage({ recvID: to.getLoginUser(), message: await message });

/** What two people said over two days. */
async function said() {
  const all = await two();
  const { world, me, ada, conversationID } = all;
  await world.ago(60 * 27, async () => {
    await say(ada, me, 'Are you coming on Saturday?');
    await say(ada, me, 'We start at ten, and there is cake.');
    await say(me, ada, 'I wouldn’t miss it 🍰');
  });
  await world.ago(48, async () => {
    await say(ada, me, 'The plan is at https://example.com/garden/plan?week=14, have a look when you find the time.');
    await say(ada, me, '👍🌷');
    await say(
      me,
      ada,
      'Looks good. I can bring the long ladder, two forks and, if nobody else does, the kettle from the shed at the other end of the path.',
    );
  });
  await me.openChat();
  await until(me, ({ conversations }) => conversations.get(conversationID));
  const close = await me.openConversation(conversationID);
  const quoted = await until(me, ({ messages }) => messages.get(conversationID)?.items.length >= 7).then(() =>
    me.state.messages.get(conversationID).items.findLast(({ textElem }) => textElem?.content.startsWith('Looks')),
  );
  await world.ago(20, async () => {
    await send(me, ada, me.createQuoteMessage({ text: 'And the gloves?', message: quoted }));
    await say(me, ada, 'Mine have holes 😅 but they will do.');
  });
  await ada.openChat();
  await until(ada, ({ conversations }) => conversations.get(conversationID)?.unreadCount);
  await ada.markConversationMessageAsRead(conversationID);
  await world.ago(3, () => say(ada, me, 'There are some in the shed. 好的，周六见！'));
  await say(me, ada, 'See you there.');
  close();
  return { ...all, quoted };
}

/** A message of every kind, from both. */
async function everything() {
  const all = await two();
  const { world, me, ada, conversationID } = all;
  const [wide, tall] = await Promise.all([painting(1200, 800), painting(600, 900)]);
  const file = new Blob(['%PDF-1.4 plan'.repeat(4000)], { type: 'application/pdf' });
  const picture = (from, blob, width, height) =>
    from.createImageMessageByFile({ file: blob, name: 'garden.jpg', width, height });
  const waveform = Array.from({ length: 40 }, (_, i) => Math.abs(Math.sin(i / 3)) * (0.4 + (i % 5) / 8));
  const kinds = from => [
    () => picture(from, wide, 1200, 800),
    () => from.createFileMessageByFile({ file, name: 'The plan for the spring, with all the beds and paths.pdf' }),
    () => from.createSoundMessageByFile({ file: silence(), name: 'voice', duration: 14, waveform }),
    () =>
      from.createVideoMessageByFile({
        file: new Blob(['film'], { type: 'video/mp4' }),
        name: 'bees.mp4',
        duration: 83,
        snapshot: wide,
        snapshotWidth: 640,
        snapshotHeight: 427,
      }),
    () => from.createLocationMessage({ description: 'Linden Lane 4, by the canal', latitude: 52.52, longitude: 13.4 }),
    () => from.createCardMessage({ userID: ada.getLoginUser(), nickname: 'Ada Brook', faceURL: '', ex: '' }),
    () => from.createCustomMessage({ data: '{"x":1}', description: 'A poll: which Saturday?' }),
  ];
  await world.ago(30, async () => {
    await send(ada, me, picture(ada, tall, 600, 900));
    for (const [from, to] of [
      [ada, me],
      [me, ada],
    ])
      for (const make of kinds(from)) await send(from, to, make());
    await send(ada, me, ada.createFaceMessage({ index: 1, data: '🎉' }));
    const gone = await say(ada, me, 'Never mind');
    await ada.openChat();
    await until(ada, ({ conversations }) => conversations.get(conversationID));
    await ada.openConversation(conversationID);
    await until(ada, ({ messages }) =>
      messages.get(conversationID)?.items.some(({ seq, clientMsgID }) => seq && clientMsgID === gone.clientMsgID),
    );
    await ada.revokeMessage({ conversationID, clientMsgID: gone.clientMsgID });
  });
  await me.openChat();
  await until(me, ({ conversations }) => conversations.get(conversationID));
  await me.openConversation(conversationID);
  await until(me, ({ messages }) => messages.get(conversationID)?.items.length > 14);
  const messageList = me.state.messages
    .get(conversationID)
    .items.filter(({ seq, textElem, fileElem }) => seq && (textElem || fileElem))
    .slice(0, 3);
  await send(
    me,
    ada,
    me.createMergerMessage({
      messageList,
      title: 'Ada Brook and Robin Lake',
      summaryList: ['Ada Brook: [File]', 'Robin Lake: [File]'],
    }),
  );
  return all;
}
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

export const chatCases = {
  'signed out': element => void (element.client = new World().client()),
  'nobody chosen': async element => void (element.client = (await two()).me),
  'nothing said': async element => give(element, await two()),
  loading: async element => {
    const all = await two();
    all.world.hang();
    give(element, all);
  },
  error: async element => {
    const all = await two();
    await say(all.ada, all.me, 'Hi');
    await all.me.openChat();
    all.world.fail();
    give(element, all);
  },
  talked: async element => give(element, await said()),
  everything: async element => {
    // All at once, to be looked at.
    element.style.setProperty('--im-chat-height', '2700px');
    give(element, await everything());
    await shown(element, 'im-message');
    await wait(800);
  },
  answering: async element => {
    const all = await said();
    give(element, all);
    await shown(element, '.quote');
    const composer = await shown(element, 'im-composer');
    composer.quote = all.quoted;
    type(
      composer,
      'textarea',
      'Good that you ask, I meant to say so earlier: there is a box of them beside the door, in all sizes.',
    );
  },
  unread: async element => {
    const all = await said();
    const { me, ada, conversationID } = all;
    await me.openChat();
    for (const text of ['One more thing', 'Could you bring the key?', 'I left mine at home.']) await say(ada, me, text);
    await until(me, ({ conversations }) => conversations.get(conversationID)?.unreadCount > 2);
    await ada.changeInputStates({ conversationID, focus: true });
    await until(me, ({ typing }) => typing.size);
    give(element, all);
  },
  'not sent': async element => {
    const all = await said();
    const { me, ada } = all;
    await ada.addBlack({ toUserID: me.getLoginUser() });
    await say(me, ada, 'Is the key with you?').catch(() => {});
    give(element, all);
  },
  offline: async element => {
    const all = await said();
    all.world.cut();
    await until(all.me, ({ connection }) => connection.status === 'offline');
    give(element, all);
    say(all.me, all.ada, 'Sent from under the bridge').catch(() => {});
  },
  searching: async element => {
    give(element, await said());
    await shown(element, 'im-message');
    const menu = await shown(element, '.head im-menu');
    menu.dispatchEvent(new CustomEvent('im-menu-select', { detail: { id: 'find' } }));
    await shown(element, 'input[type=search]');
    type(element, 'input[type=search]', 'the');
    await wait(300);
  },
  blocked: async element => {
    const all = await said();
    await all.me.addBlack({ toUserID: all.ada.getLoginUser() });
    give(element, all);
  },
  'files to send': async element => {
    give(element, await said());
    const composer = await shown(element, 'im-composer');
    const files = [
      new File([await painting(900, 600)], 'garden.jpg', { type: 'image/jpeg' }),
      new File([await painting(400, 700)], 'path.jpg', { type: 'image/jpeg' }),
      new File(['plan'.repeat(40_000)], 'The plan for the spring, with all the beds.pdf', { type: 'application/pdf' }),
    ];
    composer.dispatchEvent(new CustomEvent('im-attach', { detail: { files } }));
    await shown(element, '.held');
    type(element, 'textarea', 'From this morning');
  },
  emoji: async element => {
    give(element, await said());
    await shown(element, 'im-composer');
    type(element, 'textarea', 'See you 🌻');
  },
};
