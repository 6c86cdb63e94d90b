/** A REST call from request to answer: checks in the server's order, the envelope, then the notifications (protocol §1). */
import * as codes from '../protocol/codes.js';
import * as endpoints from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import { randomID } from '../protocol/ids.js';
import { platforms, type RestEnvelope } from '../protocol/model.js';
import { errorEnvelope, whereabouts } from './answers.js';
import type { Call, Route, ServerContext } from './context.js';
import { corsHeaders, originAllowed } from './cors.js';
import { readFields } from './fields.js';
import type { RestAnswer, RestRequest } from './host.js';
import type { Notices } from './notify.js';
import { baseOf } from './object-names.js';
import { isMalformed, readBody } from './rest-body.js';

const PREFIX = /^\/(?:api|msg_gateway|chat)(?=\/)/;
const MAX_OPERATION_ID = 256;
/** Calls of one user in a minute. Clients need a few at a time; a flood would fill the disk and everybody's connections. */
const MAX_CALLS = 3000;

/** Calls that answer malformed JSON with HTTP 400, envelope and all (§1.2). */
const strictPaths = new Set<string>([
  endpoints.getUsersOnlineStatus.path,
  endpoints.getUsersOnlineTokenDetail.path,
  '/msg/send_msg',
  '/msg/batch_send_msg',
  '/msg/send_business_notification',
  '/msg/send_simple_msg',
]);
/** Paths beginning so need no token, known or not. */
const openPaths = [endpoints.getAdminToken.path, endpoints.parseToken.path];

const NOT_FOUND = '404 page not found';

export function createRest(
  context: ServerContext,
  notices: Notices,
  routes: readonly Route[],
): (request: RestRequest) => Promise<RestAnswer> {
  const { options, runtime, tokens } = context;
  const byPath = new Map(routes.map(route => [route.endpoint.path, route]));

  function operationIDOf({ headers }: RestRequest): string {
    const operationID = headers['operationid'];
    if (!operationID) throw new ImError(codes.ArgsError, 'header must have operationID');
    if (operationID.length > MAX_OPERATION_ID)
      throw new ImError(codes.ArgsError, `operationID must not be longer than ${MAX_OPERATION_ID} characters`);
    return operationID;
  }

  /** Who calls. An unknown path is treated as one of the IM API: it says 404 to those who may know. */
  async function callOf(request: RestRequest, path: string, route: Route | undefined): Promise<Call> {
    const operationID = operationIDOf(request);
    const token = request.headers['token'] ?? '';
    const access = route?.access ?? (request.path.startsWith('/chat/') ? 'none' : 'user');
    const base = baseOf(options.publicUrl, request);
    const call: Call = { userID: '', platformID: 0, isAdmin: false, operationID, ip: request.ip, token, base };
    if (access === 'none' || openPaths.some(open => path.startsWith(open))) return call;
    if (!token) throw new ImError(codes.ArgsError, 'header must have token');
    const { userID, platformID } = await tokens.check(token, access === 'chat' ? 'account' : 'im');
    const isAdmin = platformID === platforms.Admin && options.admins.includes(userID);
    if (!isAdmin) context.limits.take('calls', userID, MAX_CALLS, 60_000);
    if (access === 'admin' && !isAdmin) throw new ImError(codes.NoPermissionError, 'only administrators may do this');
    return { ...call, userID, platformID, isAdmin };
  }

  async function answer(
    request: RestRequest,
    path: string,
  ): Promise<{ status: number; envelope: RestEnvelope | string; call?: Call | undefined; done?: true }> {
    if (request.method !== 'POST') return { status: 404, envelope: NOT_FOUND };
    let call: Call | undefined;
    try {
      if (!originAllowed(options, request.headers))
        throw new ImError(codes.NoPermissionError, 'this origin is not allowed');
      const route = byPath.get(path);
      call = await callOf(request, path, route);
      if (!route) return { status: 404, envelope: NOT_FOUND, call };
      const body = readBody(path, request.headers['content-type'] ?? '', request.body);
      const result = await route.handle(context, readFields(route.shape, body.fields) as never, call);
      const data = result === undefined ? undefined : body.data(result);
      return {
        status: 200,
        envelope: { errCode: 0, errMsg: '', errDlt: '', ...(data !== undefined && { data }) },
        call,
        done: true,
      };
    } catch (error) {
      if (error instanceof ImError)
        return {
          status: isMalformed(error) && strictPaths.has(path) ? 400 : 200,
          envelope: errorEnvelope(error),
          call,
        };
      runtime.log('error', 'call failed', {
        path: byPath.has(path) ? path : '',
        operationID: call?.operationID ?? '',
        ...whereabouts(error),
      });
      const words = 'the server made a mistake: its log has more under this operationID';
      return { status: 500, envelope: errorEnvelope(new ImError(codes.ServerInternalError, words)), call };
    }
  }

  return async request => {
    const headers = corsHeaders(options, request.headers);
    headers['x-http-id'] = randomID(bytes => runtime.random(bytes)).replace(
      /^(.{8})(.{4})(.{4})(.{4})/,
      '$1-$2-$3-$4-',
    );
    if (request.method === 'OPTIONS') return { status: 200, headers, body: '"Options Request!"' };
    const begun = runtime.now();
    const path = request.path.replace(PREFIX, '');
    const { status, envelope, call, done } = await answer(request, path);
    runtime.trace?.('call', {
      // What is no call may be anything.
      path: byPath.has(path) ? path : '',
      userID: call?.userID ?? '',
      platformID: call?.platformID ?? 0,
      operationID: (call?.operationID ?? request.headers['operationid'] ?? '').slice(0, MAX_OPERATION_ID),
      ms: runtime.now() - begun,
      status,
      errCode: typeof envelope === 'string' ? 0 : envelope.errCode,
    });
    if (typeof envelope === 'string')
      return { status, headers: { ...headers, 'content-type': 'text/plain' }, body: envelope };
    const body = JSON.stringify(envelope);
    if (call && done) notices.release(call);
    return { status, headers, body };
  };
}
