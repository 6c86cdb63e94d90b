/** People who write to each other over the gateway, and read what they are pushed. */
import assert from 'node:assert/strict';
import { contentTypes } from '../../src/protocol/content.js';
import { fromBase64, type ResponseEnvelope } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import type { FrameResp } from '../../src/protocol/frames.js';
import type { MsgData } from '../../src/protocol/messages.js';
import { decode } from '../../src/protocol/wire.js';
import type { ImServerOptions } from '../../src/server/options.js';
import type { Store } from '../../src/server/store/port.js';
import { People } from './people.js';
import type { Peer } from './world.js';

export const bytes = (content: unknown) => new TextEncoder().encode(JSON.stringify(content));
export const contentOf = (message: MsgData | undefined) =>
  JSON.parse(new TextDecoder().decode(message!.content)) as Record<string, unknown>;
/** The text of a text message. */
export const textOf = (message: MsgData | undefined) => contentOf(message)['content'];
/** What the detail of a notification says. */
export const detailOf = (message: MsgData | undefined) =>
  JSON.parse(String(contentOf(message)['detail'])) as Record<string, unknown>;

export interface Pushed {
  conversationID: string;
  operationID: string;
  message: MsgData;
}
const isPush = ({ reqIdentifier }: ResponseEnvelope) => reqIdentifier === frames.pushMessages.id;
const pushedIn = ({ operationID, data }: ResponseEnvelope): Pushed[] => {
  const { msgs, notificationMsgs } = decode(frames.pushMessages.response, fromBase64(data!));
  return [...Object.entries(msgs), ...Object.entries(notificationMsgs)].flatMap(([conversationID, { Msgs }]) =>
    Msgs.map(message => ({ conversationID, operationID, message })),
  );
};

type Sent = Omit<ResponseEnvelope, 'data'> & { body: FrameResp<typeof frames.sendMessage> };

export class Chats extends People {
  #count = 0;

  constructor(options: Partial<ImServerOptions> = {}, store?: Store) {
    super(options, store);
  }

  /** A text, or what `more` makes of it; gives the reply. */
  send(peer: Peer, recvID: string, content: string, more: Partial<MsgData> = {}): Promise<Sent> {
    return peer.request(frames.sendMessage, {
      sendID: peer.args.userID,
      recvID,
      clientMsgID: `c${++this.#count}`,
      senderPlatformID: 5,
      sessionType: 1,
      msgFrom: 100,
      contentType: contentTypes.text,
      content: bytes({ content }),
      createTime: this.clock.time,
      status: 1,
      options: {},
      ...more,
    });
  }

  /** A text that must be taken. */
  async say(peer: Peer, recvID: string, content: string, more: Partial<MsgData> = {}): Promise<Sent['body']> {
    const { errCode, errMsg, body } = await this.send(peer, recvID, content, more);
    assert.equal(errCode, 0, errMsg);
    return body;
  }

  /** The messages and notifications pushed since the last time. */
  async pushed(peer: Peer): Promise<Pushed[]> {
    await this.clock.advance(0);
    return peer.frames.splice(0).filter(isPush).flatMap(pushedIn);
  }

  /** All of a conversation as the peer reads it, by 1002. */
  async pull(peer: Peer, conversationID: string, begin = 1, end = 1000, num = 1000): Promise<MsgData[]> {
    const seqRanges = [{ conversationID, begin, end, num }];
    const { body } = await peer.request(frames.pullMessages, { userID: peer.args.userID, seqRanges, order: 0 });
    return (body.msgs[conversationID] ?? body.notificationMsgs[conversationID])?.Msgs ?? [];
  }
}

/** Users of these IDs. */
export function chats(...userIDs: string[]): Chats {
  const world = new Chats();
  for (const userID of userIDs) world.user(userID);
  return world;
}

/** a and b connected, and nothing said yet. */
export async function pair(options: Partial<ImServerOptions> = {}, store?: Store) {
  const world = new Chats(options, store);
  for (const userID of ['a', 'b', 'c']) world.user(userID);
  const [a, b] = [await world.listen('a'), await world.listen('b')];
  return { world, a, b };
}
export const AB = 'si_a_b';
