/** One REST call: POST, the envelope opened, every failure an ImError (protocol §1.2, §1.3). */
import { NetworkError, NetworkTimeoutError, TooManyRequests, UnknownError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { RestEnvelope } from '../protocol/model.js';

/** A call unanswered for so long (ms) has failed. */
const TIMEOUT = 10_000;

/**
 * @param token - sent as a header, never in the URL; "" = none.
 * @returns the envelope's `data`.
 * @throws ImError with the server's code; 10000 network, 10001 time-out, 429, 10005 when the answer is no envelope.
 */
export async function post<R>(
  fetch: typeof globalThis.fetch,
  url: string,
  body: unknown,
  operationID: string,
  token: string,
): Promise<R> {
  let status: number;
  let answer: Partial<RestEnvelope<R>> | undefined;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', operationID, ...(token && { token }) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    status = response.status;
    answer = (await response.json().catch((error: unknown) => {
      // No JSON: the words come below.
      if ((error as Error).name !== 'SyntaxError') throw error;
    })) as Partial<RestEnvelope<R>> | undefined;
  } catch (error) {
    throw new ImError(
      (error as Error).name === 'TimeoutError' ? NetworkTimeoutError : NetworkError,
      `no answer: ${url}`,
      operationID,
    );
  }
  if (answer?.errCode === 0) return answer.data as R;
  if (answer?.errCode) throw new ImError(answer.errCode, `${answer.errMsg} ${answer.errDlt}`.trim(), operationID);
  // Another server, a proxy's page, a limiter: not OpenIM's words.
  const limited = status === TooManyRequests;
  throw new ImError(
    limited ? status : UnknownError,
    `HTTP ${status}, no OpenIM answer: ${url}`,
    operationID,
    limited || status >= 500,
  );
}
