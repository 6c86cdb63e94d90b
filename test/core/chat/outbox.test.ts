import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createSending, lost, shown, untilShown, type Sending } from './sending.js';
import { until } from '../world.js';
import { ImError } from '../../../src/protocol/errors.js';

let stage: Sending;
afterEach(() => {
  stage.world.close();
});
const codeOf = (error: unknown) => (error as { errCode: number }).errCode;

describe('outbox', () => {
  it('shows a message as sending, then as sent, then with its seq [O1, O17]', async () => {
    stage = await createSending();
    const { anna, conversationID, recvID } = stage;
    const close = await anna.openConversation(conversationID);
    const message = await anna.createTextMessage('hi');
    const seen: string[] = [];
    anna.store.on(['messages'], () => {
      for (const { status, seq } of shown(anna, conversationID)) seen.push(`${status} ${seq}`);
    });
    const sent = await anna.sendMessage({ recvID, message });
    assert.equal(sent.status, 2);
    assert.equal(sent.clientMsgID, message.clientMsgID);
    await untilShown(anna, conversationID, items => items[0]?.seq === 1);
    assert.equal(seen[0], '1 0');
    assert.equal(shown(anna, conversationID).length, 1);
    assert.deepEqual(await stage.stored(), ['hi']);
    close();
  });
  it('sends in order within a conversation, while another one waits for nobody', async () => {
    stage = await createSending();
    const { anna, net, world } = stage;
    const clara = await world.person('Clara');
    let release = () => {};
    const gate = new Promise<void>(resolve => (release = resolve));
    net.send = async (data, go) => {
      if (data.recvID === stage.recvID) await gate;
      return go();
    };
    const first = Promise.all(['1', '2', '3', '4'].map(text => stage.say(text)));
    const other = await anna.sendMessage({
      recvID: clara.getLoginUser(),
      message: await anna.createTextMessage('hello'),
    });
    assert.equal(other.status, 2);
    assert.equal(net.frames.length, 1);
    release();
    await first;
    assert.deepEqual(await stage.stored(), ['1', '2', '3', '4']);
  });
  it('sends nothing that is not kept yet [O17]', async () => {
    stage = await createSending();
    const { anna, net } = stage;
    const rows = () => [...[...anna.device.caches.values()][0]!.keys()];
    const kept: boolean[] = [];
    net.send = (data, go) => {
      kept.push(rows().some(key => key.startsWith('["outbox"') && key.includes(data.clientMsgID!)));
      return go();
    };
    await Promise.all(['1', '2'].map(text => stage.say(text)));
    assert.deepEqual(kept, [true, true]);
  });
  it('waits for the network, and sends then [O16]', async () => {
    stage = await createSending();
    const { anna, world, net } = stage;
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const waiting = ['1', '2', '3'].map(text => stage.say(text));
    await until(anna, state => state.conversations.get(stage.conversationID)?.latestMsg.includes('"3"'));
    assert.equal(net.frames.length, 0);
    world.server.setOnline(true);
    await Promise.all(waiting);
    assert.deepEqual(await stage.stored(), ['1', '2', '3']);
  });
  it('does not send again what arrived though the reply was lost', async () => {
    stage = await createSending();
    const { net } = stage;
    net.echo = false;
    let calls = 0;
    net.send = async (_, go) => {
      const reply = await go();
      if (!calls++) throw lost();
      return reply;
    };
    const sent = await stage.say('once');
    assert.equal(sent.seq, 1);
    await stage.say('twice');
    assert.equal(net.frames.length, 2);
    assert.deepEqual(await stage.stored(), ['once', 'twice']);
  });
  it('sends again with the same ID what got lost on the way', async () => {
    stage = await createSending();
    const { net } = stage;
    const ids: unknown[] = [];
    net.send = async (data, go) => {
      ids.push(data.clientMsgID);
      if (ids.length < 3) throw lost(ids.length === 1 ? 10000 : 10001);
      return go();
    };
    await stage.say('at last');
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(await stage.stored(), ['at last']);
  });
  it('takes the push of the own message for the reply', async () => {
    stage = await createSending();
    const { net } = stage;
    // The reply never comes.
    net.send = async (_, go) => {
      await go();
      return new Promise(() => undefined);
    };
    const sent = await stage.say('pushed');
    assert.deepEqual([sent.seq, sent.status], [1, 2]);
    await stage.say('next');
    assert.deepEqual(await stage.stored(), ['pushed', 'next']);
  });
  it('fails with the reason of the server, goes on with the next, and sends again when told [O18, O19]', async () => {
    stage = await createSending();
    const { anna, boris, recvID, conversationID } = stage;
    await anna.openConversation(conversationID);
    await boris.addBlack({ toUserID: anna.getLoginUser() });
    const message = await anna.createTextMessage('blocked');
    await assert.rejects(anna.sendMessage({ recvID, message }), error => codeOf(error) === 1302);
    await untilShown(anna, conversationID, items => items[0]?.status === 3);
    const [failed] = shown(anna, conversationID);
    assert.equal(failed?.failure?.errCode, 1302);
    assert.equal(failed?.clientMsgID, message.clientMsgID);
    await boris.removeBlack(anna.getLoginUser());
    await stage.say('later');
    const sent = await anna.sendMessage({ recvID, message: failed! });
    assert.equal(sent.clientMsgID, message.clientMsgID);
    assert.equal(sent.failure, undefined);
    assert.deepEqual(await stage.stored(), ['later', 'blocked']);
    await untilShown(anna, conversationID, items => items.length === 2 && items.every(({ seq }) => seq));
  });
  it('tries again a few times what the server is too busy for, then fails', async () => {
    stage = await createSending();
    const { net } = stage;
    let calls = 0;
    net.send = async (_, go) => {
      if (++calls < 3) throw lost(429);
      return go();
    };
    await stage.say('patience');
    assert.equal(calls, 3);
    net.send = async () => {
      calls++;
      throw lost(500);
    };
    calls = 0;
    await assert.rejects(stage.say('never'), error => codeOf(error) === 500);
    assert.equal(calls, 5);
    net.send = (_, go) => go();
    await stage.say('on');
    assert.deepEqual(await stage.stored(), ['patience', 'on']);
  });
  it('refuses a message that is too long, which stays as failed', async () => {
    stage = await createSending();
    const { anna, net, conversationID } = stage;
    await anna.openConversation(conversationID);
    await assert.rejects(stage.say('x'.repeat(40_000)), /too long: a message may have 51200 bytes/);
    await untilShown(anna, conversationID, items => items[0]?.status === 3);
    assert.equal(shown(anna, conversationID)[0]?.failure?.errCode, 10002);
    assert.equal(net.frames.length, 0);
  });
  it('refuses what is no message to anybody', async () => {
    stage = await createSending();
    const { anna, recvID } = stage;
    const message = await anna.createTextMessage('x');
    await assert.rejects(anna.sendMessage({ recvID: '', message }), /name the receiver/);
    await assert.rejects(anna.sendMessage({ recvID, message: { ...message, contentType: 1400 } }), /cannot be sent/);
    const sent = await anna.sendMessage({ recvID, message });
    await assert.rejects(anna.sendMessage({ recvID, message: sent }), /sent already/);
  });
  it('sends after a reload what waited before it, once and in order [O16, O17]', async () => {
    stage = await createSending();
    const { anna, world, net } = stage;
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const waiting = ['1', '2', '3'].map(text => stage.say(text).catch(codeOf));
    await until(anna, state => state.conversations.get(stage.conversationID)?.latestMsg.includes('"3"'));
    anna.dispose();
    void waiting;
    world.server.setOnline(true);
    const page = await stage.reload(anna.device);
    await stage.say('4', page);
    assert.equal(net.frames.length, 4);
    assert.deepEqual(await stage.stored(), ['1', '2', '3', '4']);
  });
  it('does not send again after a reload what the server took just before', async () => {
    stage = await createSending();
    const { anna, net } = stage;
    net.echo = false;
    // The page dies between the frame and the reply.
    const died = new Promise<void>(resolve => {
      net.send = async (_, go) => {
        await go();
        resolve();
        return new Promise(() => undefined);
      };
    });
    void stage.say('before').catch(codeOf);
    await died;
    anna.dispose();
    net.echo = true;
    net.send = (_, go) => go();
    const page = await stage.reload(anna.device);
    await stage.say('after', page);
    assert.equal(net.frames.length, 2);
    assert.deepEqual(await stage.stored(), ['before', 'after']);
  });
  it('forgets a message when told, also while it waits', async () => {
    stage = await createSending();
    const { anna, world, conversationID, recvID } = stage;
    await anna.openConversation(conversationID);
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const message = await anna.createTextMessage('no');
    const sending = anna.sendMessage({ recvID, message });
    const rest = stage.say('yes');
    await untilShown(anna, conversationID, items => items.length === 2);
    await anna.discardMessage({ conversationID, clientMsgID: message.clientMsgID });
    await assert.rejects(sending, /discarded/);
    await untilShown(anna, conversationID, items => items.length === 1);
    world.server.setOnline(true);
    await rest;
    assert.deepEqual(await stage.stored(), ['yes']);
  });
  it('neither keeps nor shows what is for whoever is online', async () => {
    stage = await createSending();
    const { anna, boris, recvID, conversationID } = stage;
    await anna.openConversation(conversationID);
    const told = new Promise<unknown>(resolve => {
      boris.on('recvOnlineOnlyMessages', resolve);
    });
    const sent = await anna.sendMessage({
      recvID,
      message: await anna.createCustomMessage({ data: 'x' }),
      isOnlineOnly: true,
    });
    assert.equal(sent.status, 2);
    assert.equal(((await told) as { customElem: { data: string } }[])[0]?.customElem.data, 'x');
    assert.deepEqual(shown(anna, conversationID), []);
    assert.deepEqual(await stage.stored(), []);
  });
  it('ends with the sign-in: what waits rejects, and stays for the next one', async () => {
    stage = await createSending();
    const { anna, world } = stage;
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const waiting = stage.say('lost').catch(codeOf);
    await until(anna, state => state.conversations.get(stage.conversationID)?.latestMsg.includes('lost'));
    void anna.logout();
    assert.equal(await waiting, 10101);
  });
  it('sends what waited when a sync that failed at first is done by itself [O16, O19]', async () => {
    let broken = false;
    stage = await createSending({}, backend => ({
      ...backend,
      call: ((endpoint, ...rest) =>
        broken && endpoint.path.includes('incremental_conversation')
          ? Promise.reject(new ImError(500, 'broken', '', true))
          : backend.call(endpoint, ...rest)) as typeof backend.call,
    }));
    const { anna, world } = stage;
    await until(anna, state => state.sync.status === 'done');
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    const waiting = stage.say('waits');
    broken = true;
    world.server.setOnline(true);
    await until(anna, state => state.sync.status === 'failed');
    broken = false;
    await until(anna, state => state.sync.status === 'done');
    assert.equal((await waiting).status, 2);
  });
});
