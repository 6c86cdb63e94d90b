/** Errors as every part of the server says them: the code's name in errMsg, words for people in errDlt (protocol §1.3, §1.7). */
import * as codes from '../protocol/codes.js';
import type { ImError } from '../protocol/errors.js';
import type { RestEnvelope } from '../protocol/model.js';

const names = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));
names.set(codes.ConnArgsErr, 'args err, need token, sendID, platformID');
names.set(codes.TokenNotExist, 'ErrTokenNotExist');

/** The name that goes into errMsg; unnamed codes count as internal errors. */
export const codeName = (code: number): string => names.get(code) ?? names.get(codes.ServerInternalError)!;

export const errorEnvelope = ({ errCode, errMsg }: ImError): RestEnvelope => {
  const name = codeName(errCode);
  return { errCode, errMsg: name, errDlt: errMsg === name ? '' : errMsg };
};

/** What the log may know of an unexpected error: where it came from, not what it said. */
export function whereabouts(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const lines = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return {
    error: error.name,
    at: lines
      .slice(0, 3)
      .map(line => line.trim())
      .join(' < '),
  };
}
