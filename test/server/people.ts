/** A world in which people call by endpoint, and hear what the server tells them. */
import assert from 'node:assert/strict';
import * as endpoints from '../../src/protocol/endpoints.js';
import { fromBase64 } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import type { AccountSession } from '../../src/protocol/model.js';
import { unpackDetail } from '../../src/protocol/notifications.js';
import { decode } from '../../src/protocol/wire.js';
import type { ImServerOptions } from '../../src/server/options.js';
import type { Store } from '../../src/server/store/port.js';
import { World, type Answer, type Peer } from './world.js';

export interface Heard {
  type: number;
  from: string;
  to: string;
  detail: Record<string, unknown>;
}

/** `''` calls without a token, `imAdmin` as administrator, anybody else with a token of their own. */
export type Who = string;
export const ADMIN = 'imAdmin';
export const PASSWORD = '5f4dcc3b5aa765d61d8327deb882cf99';

export class People extends World {
  readonly #tokens = new Map<string, string>();

  constructor(options: Partial<ImServerOptions> = {}, store?: Store) {
    super({ policy: 0, ...options }, store);
  }

  async tokenOf(who: Who, service: 'im' | 'account'): Promise<string> {
    const key = `${service} ${who}`;
    const known = this.#tokens.get(key);
    if (known !== undefined || !who) return known ?? '';
    const { tokens } = this.core.context;
    const make =
      service === 'account' ? tokens.issueChatToken(who) : who === ADMIN ? this.adminToken() : this.token(who);
    const token = await make;
    this.#tokens.set(key, token);
    return token;
  }

  /** The next call of the user comes with a new token. */
  forget(who: Who): void {
    this.#tokens.delete(`im ${who}`);
    this.#tokens.delete(`account ${who}`);
  }

  async ask<Q extends object, R>(endpoint: endpoints.Endpoint<Q, R>, who: Who, request: Q): Promise<Answer<R>> {
    return (await this.call(endpoint.path, request, await this.tokenOf(who, endpoint.service))) as unknown as Answer<R>;
  }

  /** The data of a call that must succeed. */
  async ok<Q extends object, R>(endpoint: endpoints.Endpoint<Q, R>, who: Who, request: Q): Promise<R> {
    const answer = await this.ask(endpoint, who, request);
    assert.equal(answer.errCode, 0, `${endpoint.path}: ${answer.errCode} ${answer.errMsg} ${answer.errDlt}`);
    return answer.data as R;
  }

  /** The code of a call, whatever the request looks like. */
  async code(endpoint: { path: string; service: 'im' | 'account' }, who: Who, request: object): Promise<number> {
    const { errCode, errDlt } = await this.ask(endpoint, who, request);
    if (errCode) assert.notEqual(errDlt, undefined);
    return errCode;
  }

  /** A connection whose notifications can be heard. */
  async listen(who: Who): Promise<Peer> {
    // What earlier calls caused is still under way: it goes out first.
    await this.clock.advance(0);
    return this.connect({ userID: who, token: await this.tokenOf(who, 'im') });
  }

  /** What came since the last time. */
  async heard(peer: Peer): Promise<Heard[]> {
    await this.clock.advance(0);
    return peer.frames.splice(0).flatMap(frame => {
      if (frame.reqIdentifier !== frames.pushMessages.id) return [];
      const push = decode(frames.pushMessages.response, fromBase64(frame.data ?? ''));
      return Object.values(push.notificationMsgs).flatMap(({ Msgs }) =>
        Msgs.map(msg => ({
          type: msg.contentType,
          from: msg.sendID,
          to: msg.recvID,
          detail: unpackDetail(msg.content) as Record<string, unknown>,
        })),
      );
    });
  }

  /** Makes both friends by application and acceptance. */
  async befriend(applicant: string, accepter: string): Promise<void> {
    await this.ok(endpoints.addFriend, applicant, { fromUserID: applicant, toUserID: accepter, reqMsg: '' });
    await this.ok(endpoints.respondFriend, accepter, {
      fromUserID: applicant,
      toUserID: accepter,
      handleResult: 1,
      handleMsg: '',
    });
  }

  /** An account by name, signed in on the web; the nickname is the name. */
  async register(account: string, more: Partial<endpoints.RegisterUser> = {}): Promise<AccountSession> {
    const user = { nickname: account, account, password: PASSWORD, ...more };
    return this.ok(endpoints.register, '', { platform: 5, autoLogin: true, user });
  }

  versionOf(userID: string): number {
    return this.store.get('versions', ['friends', userID])?.version ?? 0;
  }
}

/** A world with users of these IDs. */
export function people(...userIDs: string[]): People {
  const world = new People();
  for (const userID of userIDs) world.user(userID);
  return world;
}

export const page = { pageNumber: 1, showNumber: 100 };
