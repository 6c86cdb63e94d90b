/** People who write to each other, on a real server in the page. */
import type { Client } from '../../src/core/api.js';
import { singleChatID } from '../../src/protocol/ids.js';
import { until, World } from './people-world.js';

export const chatWith = (a: Client, b: Client) => singleChatID(a.getLoginUser(), b.getLoginUser());

/** Sends a text; resolves when the server has it. */
export async function say(from: Client, to: Client, text: string) {
  const message = await from.createTextMessage(text);
  return from.sendMessage({ recvID: to.getLoginUser(), message });
}

/** Robin with Ann and Bob as friends: Ann wrote twice, Robin wrote to Bob. */
export async function talking() {
  const world = new World();
  const [me, ann, bob] = [await world.person('Robin'), await world.person('Ann'), await world.person('Bob')];
  await world.befriend(me, ann);
  await world.befriend(me, bob);
  await say(me, bob, 'See you at noon');
  await say(ann, me, 'Are you there?');
  await say(ann, me, 'The market opens at eight');
  await me.openChat();
  await until(me, ({ conversations }) => conversations.get(chatWith(me, ann))?.latestMsg.includes('market') ?? false);
  return { world, me, ann, bob };
}
