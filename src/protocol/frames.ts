/**
 * Every frame of the gateway, once: number, what is asked, what is answered (protocol §3.5). Import as a namespace.
 * In three modules, since a page needs those of messages only once somebody is signed in, or chats.
 */
export type { Frame, FrameReq, FrameResp } from './frame.js';
export * from './message-frames.js';
export * from './push-frames.js';
export * from './session-frames.js';
