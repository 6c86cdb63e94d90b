/** The one error class of both sides, and the table that turns a code into its wire name. */
import * as codes from './codes.js';

/** What went wrong, in a form that programs can decide by (`errCode`) and people can report (`operationID`). */
export class ImError extends Error {
  override name = 'ImError';
  /**
   * @param errCode - a code of `codes.ts` (protocol §1.7).
   * @param errMsg - the server's symbolic name, or words.
   * @param operationID - the call that failed; quote it to the server's operator.
   * @param retryable - true when the same call may succeed later (network, time-out, 500, 429).
   */
  constructor(
    readonly errCode: number,
    readonly errMsg: string,
    readonly operationID = '',
    readonly retryable = errCode === codes.NetworkError ||
      errCode === codes.NetworkTimeoutError ||
      errCode === 500 ||
      errCode === 429,
  ) {
    super(`${errMsg} (${errCode})`);
  }

  /** Two copies of this library on a page, or the server in the page, know each other's errors. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && typeof (value as Partial<ImError>).errCode === 'number';
  }
}
