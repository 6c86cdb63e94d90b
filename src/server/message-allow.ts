/** Whether the operator lets a message through: their own check, which may take its time but not for ever (feature O22). */
import { CallbackError, ServerInternalError } from '../protocol/codes.js';
import type { MsgData } from '../protocol/messages.js';
import { refuse } from './access.js';
import { whereabouts } from './answers.js';
import type { CheckMessage } from './options.js';
import type { Runtime } from './runtime.js';

/** A sender's other messages wait so long. */
export const CHECK_MS = 5000;
/** UTF-16 units of the words a sender gets. */
const MAX_WORDS = 500;

/**
 * Asks the operator's check. What could not be checked does not pass: it would be seen before anybody knew.
 * @throws ImError 80000 with the check's words; 500 when it threw or took too long
 */
export async function allow(runtime: Runtime, checkMessage: CheckMessage, message: MsgData): Promise<void> {
  const { sendID, recvID, contentType } = message;
  const content = new TextDecoder().decode(message.content);
  let words: string | undefined;
  let late = () => {};
  const timer = runtime.after(CHECK_MS, () => {
    late();
  });
  try {
    words = await new Promise<string | undefined>((resolve, reject) => {
      late = () => {
        reject(new RangeError('checkMessage took too long'));
      };
      // In a function of its own: what it throws at once is a rejection, too.
      void (async () => checkMessage({ sendID, recvID, contentType, content }))().then(resolve, reject);
    });
  } catch (error) {
    runtime.log('error', 'checkMessage failed', whereabouts(error));
    refuse(ServerInternalError, 'the message could not be checked; try again later');
  } finally {
    timer.cancel();
  }
  if (typeof words === 'string') refuse(CallbackError, words.slice(0, MAX_WORDS) || 'this message is not allowed here');
}
