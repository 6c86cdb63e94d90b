import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { unpackEnvelope, type ResponseEnvelope } from '../../src/protocol/envelope.js';
import { createServerCore, type ServerCore } from '../../src/server/im-server.js';
import { operate } from '../../src/server/operator.js';
import { defaultOptions } from '../../src/server/options.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { gatewayQuery } from './frames.js';
import type { Envelope } from './running.js';

const PASSWORD = 'e10adc3949ba59abbe56e057f20f883e';
const OTHER = '25d55ad283aa400af464c76d713c07ad';
let core: ServerCore;
beforeEach(() => {
  core = createServerCore({
    store: new MemoryStore(),
    runtime: pageRuntime(),
    options: { ...defaultOptions, secret: 's', limitFactor: 100, registration: false, defaultFriends: ['robot'] },
  });
});

async function call(path: string, body: object, token = ''): Promise<Envelope> {
  const headers = { operationid: 'test', ...(token && { token }) };
  const answer = await core.rest({
    method: 'POST',
    path,
    headers,
    body: new TextEncoder().encode(JSON.stringify(body)),
    ip: '1.1.1.1',
  });
  return JSON.parse(answer.body) as Envelope;
}
const login = (account: string, password = PASSWORD) => call('/account/login', { account, password, platform: 5 });
const add = async (account: string, nickname?: string) =>
  /^added (\d+) /.exec((await operate(core, 'add', { account, nickname, password: PASSWORD }))[0]!)![1]!;

it('adds accounts that can sign in, also while registration is closed', async () => {
  core.context.store.put('users', {
    userID: 'robot',
    nickname: 'R',
    faceURL: '',
    ex: '',
    createTime: 1,
    appMangerLevel: 0,
    globalRecvMsgOpt: 0,
    lastOnlineTime: 0,
  });
  const userID = await add('Alice', 'Alice A.');
  const { errCode, data } = await login('alice');
  assert.deepEqual([errCode, data?.['userID']], [0, userID]);
  assert.ok(core.context.store.get('friends', [userID, 'robot']));
  await assert.rejects(add('ALICE'), { errCode: 20004 });
  await assert.rejects(add('not ok'), /letters and digits/);
  await assert.rejects(operate(core, 'add', { account: 'x' }), /password is missing/);
});

it("lists accounts without moving the terminal's cursor", async () => {
  const userID = await add('alice', 'A\u001b[2J\nB');
  await operate(core, 'ban', { user: userID });
  const lines = await operate(core, 'list', {});
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, new RegExp(`^${userID} alice\tA \\[2J B\t\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\tbanned$`));
});

it('bans: sessions end, signing in fails until the ban is lifted', async () => {
  await add('alice');
  const { data } = await login('alice');
  await operate(core, 'ban', { user: 'alice' });
  assert.equal((await login('alice')).errCode, 20012);
  assert.notEqual((await call('/account/token', { platform: 5 }, String(data?.['chatToken']))).errCode, 0);
  assert.ok(
    [1506, 1507].includes((await call('/user/get_users_info', { userIDs: ['x'] }, String(data?.['imToken']))).errCode),
  );
  await operate(core, 'ban', { user: 'alice', lift: '' });
  assert.equal((await login('alice')).errCode, 0);
});

it('sets passwords and ends what was signed in with the old one', async () => {
  await add('alice');
  const { data } = await login('alice');
  await operate(core, 'password', { user: 'ALICE', password: OTHER });
  assert.equal((await login('alice')).errCode, 20001);
  assert.equal((await login('alice', OTHER)).errCode, 0);
  assert.notEqual((await call('/account/token', { platform: 5 }, String(data?.['chatToken']))).errCode, 0);
});

it('deletes everything of an account', async () => {
  const userID = await add('alice');
  await operate(core, 'delete', { user: 'alice' });
  assert.equal((await login('alice')).errCode, 20002);
  assert.equal(core.context.store.get('users', [userID]), undefined);
  assert.deepEqual(await operate(core, 'list', {}), []);
});

it('those who listed a deleted account hear of it', async () => {
  const alice = await add('alice');
  const bob = await add('bob');
  const entry = { remark: '', createTime: 1, addSource: 0, operatorUserID: '', ex: '', rank: 1, seq: 1 };
  core.context.store.put('friends', { ownerUserID: bob, userID: alice, ...entry });
  const token = String((await login('bob')).data?.['imToken']);
  const query = new URLSearchParams(gatewayQuery(bob, token));
  const handshake = await core.handshake({ query, headers: {}, ip: '' });
  assert.equal(handshake.kind, 'ws');
  const pushed = new Promise<Uint8Array | string>(resolve => {
    if (handshake.kind === 'ws')
      handshake.attach({ send: resolve, ping: () => undefined, queued: () => 0, terminate: () => undefined });
  });
  await operate(core, 'delete', { user: 'alice' });
  assert.equal(unpackEnvelope<ResponseEnvelope>((await pushed) as Uint8Array).reqIdentifier, 2001);
  core.close();
});

it('says what it does not know', async () => {
  await assert.rejects(operate(core, 'ban', { user: 'nobody' }), /there is no account "nobody"/);
  await assert.rejects(operate(core, 'ban', {}), /user is missing/);
  await assert.rejects(operate(core, 'constructor', {}), /there is no command/);
});
