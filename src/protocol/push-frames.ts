/** The frames that the gateway sends by itself: messages, and the kick (protocol §3.5). */
import { frame } from './frame.js';
import { PushMessages } from './push-messages.js';
import { Empty } from './session-messages.js';

/** Server → client: messages and notifications. */
export const pushMessages = frame(2001, Empty, PushMessages);
/** Server → client: this login was ended by another one or by an administrator. */
export const kicked = frame(2002, Empty, Empty);
