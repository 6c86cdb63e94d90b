/** The gateway's URL: both forms of its query, checked in the server's order (protocol §3.1, §3.2). */
import { ConnArgsErr, ServerInternalError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { platforms } from '../protocol/model.js';

export interface GatewayArgs {
  userID: string;
  token: string;
  platformID: number;
  operationID: string;
  /** Send a first text frame with the result. */
  isMsgResp: boolean;
  gzip: boolean;
}

const refuse = (code: number, words: string): never => {
  throw new ImError(code, words);
};
const truths = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map(word => [word, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map(word => [word, false] as const),
]);
const known = new Set<number>(Object.values(platforms));

type Text = Record<'sendID' | 'token' | 'platformID' | 'operationID' | 'compression' | 'sdkType', string> & {
  isMsgResp: boolean;
};

function plain(query: URLSearchParams, headerCompression: string): Text {
  const text = (name: string) => query.get(name) ?? '';
  const platformID = text('platformID');
  if (!/^[+-]?\d{1,15}$/.test(platformID)) refuse(ConnArgsErr, 'platformID is not int');
  const isMsgResp = text('isMsgResp') === '' ? false : truths.get(text('isMsgResp'));
  if (isMsgResp === undefined) return refuse(ConnArgsErr, 'isMsgResp is not bool');
  if (!truths.has(text('isBackground'))) refuse(ServerInternalError, 'isBackground is not bool');
  return {
    sendID: text('sendID'),
    token: text('token'),
    platformID,
    operationID: text('operationID'),
    compression: text('compression') || headerCompression,
    sdkType: text('sdkType'),
    isMsgResp,
  };
}

function packed(v: string): Text {
  let fields: Record<string, unknown>;
  try {
    if (!/^[\w-]+$/.test(v)) throw new SyntaxError('not base64url');
    const bytes = Uint8Array.from(atob(v.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
    fields = Object(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))) as Record<string, unknown>;
  } catch {
    return refuse(ConnArgsErr, 'v is not base64url of a JSON object');
  }
  const text = (name: string) => {
    const value = fields[name] ?? '';
    return typeof value === 'string' ? value : refuse(ConnArgsErr, `v: ${name} is not a string`);
  };
  const flag = (name: string) => {
    const value = fields[name] ?? false;
    return typeof value === 'boolean' ? value : refuse(ConnArgsErr, `v: ${name} is not bool`);
  };
  flag('background');
  const { platformID = 0 } = fields;
  if (!Number.isSafeInteger(platformID)) refuse(ConnArgsErr, 'v: platformID is not int');
  return {
    sendID: text('userID'),
    token: text('token'),
    platformID: String(platformID),
    operationID: text('operationID'),
    compression: text('compression'),
    sdkType: text('sdkType'),
    isMsgResp: flag('sendResponse'),
  };
}

/** @throws ImError 1602, or 500 for isBackground. */
export function readQuery(query: URLSearchParams, headerCompression: string): GatewayArgs {
  const v = query.get('v');
  const { sendID, token, platformID, operationID, compression, sdkType, isMsgResp } = v
    ? packed(v)
    : plain(query, headerCompression);
  if (!operationID) refuse(ConnArgsErr, 'operationID is empty');
  if (!token) refuse(ConnArgsErr, 'token is empty');
  if (!sendID) refuse(ConnArgsErr, 'sendID is empty');
  if (!known.has(Number(platformID))) refuse(ConnArgsErr, 'platformID is invalid');
  if (sdkType !== 'js') {
    refuse(
      ConnArgsErr,
      sdkType && sdkType !== 'go'
        ? 'sdkType is invalid'
        : 'sdkType must be js: this server does not speak the binary encoding of the native SDKs',
    );
  }
  return {
    userID: sendID,
    token,
    platformID: Number(platformID),
    operationID,
    isMsgResp,
    gzip: compression === 'gzip',
  };
}
