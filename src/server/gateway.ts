/** The gateway: handshakes, the connections they open, and the frames on them (protocol §3). */
import * as codes from '../protocol/codes.js';
import { packEnvelope, toBase64 } from '../protocol/envelope.js';
import { ImError } from '../protocol/errors.js';
import { randomID } from '../protocol/ids.js';
import { platforms } from '../protocol/model.js';
import type { Infer, Schema } from '../protocol/schema.js';
import { decode, encode } from '../protocol/wire.js';
import { codeName, errorEnvelope, whereabouts } from './answers.js';
import type { Call, ServerContext } from './context.js';
import { corsHeaders, originAllowed } from './cors.js';
import type { Hub } from './gateway-hub.js';
import { frameRows } from './gateway-frames.js';
import { readQuery, type GatewayArgs } from './gateway-query.js';
import { Session, type FrameRequest, type SessionOwner } from './gateway-session.js';
import type { Connection, ConnectionEvents, Handshake, HandshakeRequest } from './host.js';
import { policies } from './multi-login.js';
import type { Notices } from './notify.js';
import type { PresenceService } from './presence.js';
import type { TokenStore } from './tokens.js';

export const MAX_CONNECTIONS = 10_000;
/** Tabs of one user that each hold a socket of their own. */
export const MAX_CONNECTIONS_OF_USER = 50;

/** Handshakes of one address in a minute: room for an office that comes back after a break, none for a flood. */
export const MAX_HANDSHAKES = 1200;

export interface GatewayParts {
  context: ServerContext;
  hub: Hub;
  tokens: TokenStore;
  presence: PresenceService;
  notices: Notices;
}

const ok = JSON.stringify({ errCode: 0, errMsg: '', errDlt: '' });

export function createGateway({ context, hub, tokens, presence, notices }: GatewayParts) {
  const { runtime, limits, options } = context;
  const owner: SessionOwner = {
    runtime,
    frameFactor: options.limitFactor,
    handle,
    ended(session) {
      hub.remove(session);
      presence.went(session);
      traceSession('closed', session);
    },
  };

  /** `connections`: how many the user has now. */
  function traceSession(event: 'opened' | 'closed', { facts: { userID, platformID, connID } }: Session): void {
    runtime.trace?.(event, { userID, platformID, connID, connections: hub.of(userID).length });
  }

  function handle(session: Session, { reqIdentifier, msgIncr, operationID, data }: FrameRequest): void | Promise<void> {
    const row = frameRows.get(reqIdentifier);
    if (!row) throw new TypeError('unknown reqIdentifier');
    const begun = runtime.now();
    const { userID, platformID, isAdmin, connID } = session.facts;
    const reply = (errCode: number, errMsg: string, body: Uint8Array | null) => {
      const ms = runtime.now() - begun;
      runtime.trace?.('frame', { reqIdentifier, userID, platformID, connID, operationID, ms, errCode });
      session.send(
        packEnvelope({ reqIdentifier, msgIncr, operationID, errCode, errMsg, data: body && toBase64(body) }),
      );
    };
    const call: Call = { userID, platformID, isAdmin, operationID, ip: '', token: '' };
    const refused = (error: unknown) => {
      if (!(error instanceof ImError))
        runtime.log('error', 'frame failed', { reqIdentifier, operationID, ...whereabouts(error) });
      // There is no errDlt in this envelope: words, where there are some, stand in errMsg.
      if (error instanceof ImError) reply(error.errCode, error.errMsg || codeName(error.errCode), null);
      else reply(codes.ServerInternalError, codeName(codes.ServerInternalError), null);
    };
    const answered = (answer: Infer<Schema> | null) => {
      reply(0, '', answer && encode(row.frame.response, answer));
    };
    const end = () => {
      notices.flush(call);
      if (row.last) session.drop();
    };
    try {
      if (row.strict && !(msgIncr && operationID))
        throw new ImError(codes.ServerInternalError, 'msgIncr or operationID is empty');
      let request: Infer<Schema>;
      try {
        request = decode(row.frame.request, data);
      } catch {
        throw new ImError(codes.ServerInternalError, 'data is not the protobuf of this request');
      }
      const answer = row.answer({ context, presence }, session, request as never, call);
      if (answer instanceof Promise) return answer.then(answered).catch(refused).then(end);
      answered(answer);
    } catch (error) {
      refused(error);
    }
    end();
  }

  /** The token's hash. @throws ImError 150x, 1601. */
  async function admit({ userID, platformID, token }: GatewayArgs): Promise<string> {
    const holder = await tokens.check(token, 'im');
    if (holder.userID !== userID || holder.platformID !== platformID) {
      throw new ImError(codes.TokenInvalidError, 'the token is of another user or platform');
    }
    if (hub.of(userID).length >= MAX_CONNECTIONS_OF_USER)
      throw new ImError(codes.ConnOverMaxNumLimit, 'too many connections of this user');
    return tokens.hash(token);
  }

  function attach(
    { userID, platformID, gzip }: GatewayArgs,
    tokenHash: string,
    connection: Connection,
  ): ConnectionEvents {
    const isAdmin = platformID === platforms.Admin && options.admins.includes(userID);
    const connID = randomID(bytes => runtime.random(bytes));
    const session = new Session({ userID, platformID, isAdmin, connID, tokenHash, gzip }, connection, owner);
    hub.add(session);
    traceSession('opened', session);
    presence.came(session);
    // Another sign-in may have ended the token since it was looked at.
    if (!tokens.isLive(tokenHash)) {
      session.kick();
      return session;
    }
    // First in the store: who is told that they were signed out must not be able to come back.
    tokens.connected(userID, platformID, tokenHash);
    const { connecting } = policies[options.policy];
    for (const other of hub.of(userID)) {
      if (other.facts.tokenHash !== tokenHash && connecting(platformID, other.facts.platformID)) other.kick();
    }
    return session;
  }

  return {
    async handshake({ query, headers, ip }: HandshakeRequest): Promise<Handshake> {
      const refused = (error: unknown, status = 200): Handshake => {
        if (!(error instanceof ImError)) runtime.log('error', 'handshake failed', whereabouts(error));
        const known = error instanceof ImError ? error : new ImError(codes.ServerInternalError, '');
        return {
          kind: 'http',
          status,
          headers: corsHeaders(options, headers),
          body: JSON.stringify(errorEnvelope(known)),
        };
      };
      if (!originAllowed(options, headers))
        return refused(new ImError(codes.NoPermissionError, 'this origin is not allowed'), 403);
      try {
        limits.take('handshake', ip, MAX_HANDSHAKES, 60_000);
      } catch (error) {
        return refused(error, 429);
      }
      let args: GatewayArgs;
      try {
        if (hub.size >= MAX_CONNECTIONS)
          throw new ImError(codes.ConnOverMaxNumLimit, 'the server has no room for more connections');
        args = readQuery(query, headers['compression'] ?? '');
      } catch (error) {
        return refused(error);
      }
      try {
        const hash = await admit(args);
        return {
          kind: 'ws',
          firstText: args.isMsgResp ? ok : undefined,
          drop: false,
          attach: connection => attach(args, hash, connection),
        };
      } catch (error) {
        if (!args.isMsgResp || !(error instanceof ImError)) return refused(error);
        return {
          kind: 'ws',
          firstText: JSON.stringify(errorEnvelope(error)),
          drop: true,
          attach(connection) {
            connection.terminate();
            return { message() {}, alive() {}, closed() {} };
          },
        };
      }
    },
    close(): void {
      for (const session of hub.all()) session.drop();
    },
  };
}
