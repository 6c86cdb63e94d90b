/** Conversation IDs and operation IDs (protocol §5.2, §1.2). */

const pair = (prefix: string, a: string, b: string) => prefix + (a < b ? a + '_' + b : b + '_' + a);

/** The single chat of two users: `si_1001_1002`. */
export const singleChatID = (a: string, b: string) => pair('si_', a, b);
/** The notifications of a pair: `n_1001_1002`. */
export const notificationID = (a: string, b: string) => pair('n_', a, b);
/** The chat of a system account with a user. */
export const systemChatID = (a: string, b: string) => pair('sn_', a, b);
export const groupChatID = (groupID: string) => 'sg_' + groupID;

/** True for the `n_` conversations, whose messages are notifications. */
export const isNotificationID = (conversationID: string) => conversationID.startsWith('n_');

/** Lower-case hex digits. */
export const hex = (bytes: Uint8Array) => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * 128 random bits as 32 hex digits: operation IDs, clientMsgIDs, versionIDs.
 * @param random - fills the array with random bytes (crypto.getRandomValues or a test's own).
 */
export const randomID = (random: (bytes: Uint8Array) => Uint8Array) => hex(random(new Uint8Array(16)));
