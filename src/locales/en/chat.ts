/** The conversation, and previews of messages. */
import { panel } from './panel.js';

export const chat = {
  ...panel,
  messages: 'Messages',
  // The composer.
  writeMessage: 'Message',
  send: 'Send',
  attachFile: 'Attach file',
  charsLeft: '{n} character left|{n} characters left',
  charsOver: '{n} character too many|{n} characters too many',
  recordVoice: 'Record voice',
  emoji: 'Emoji',
  // Above the messages.
  typing: 'typing …',
  chooseChat: 'Choose somebody to write to.',
  sayHello: 'No messages yet. Say hello to {name}.',
  offlineChat: 'Offline. What you write is sent later.',
  // A message.
  moreMessage: 'Message actions',
  stateSending: 'Sending',
  stateWaiting: 'Waiting for the network',
  stateSent: 'Sent',
  stateRead: 'Read',
  stateFailed: 'Not sent',
  // In one line.
  sPicture: 'Picture',
  sSound: 'Voice message',
  sVideo: 'Video',
  sFile: 'File',
  sMerge: 'Chat history',
  sCard: 'Contact',
  sLocation: 'Location',
  sFace: 'Sticker',
  sOther: 'A message that can’t be shown here',
  sFriends: 'You are friends now. Say hello.',
  sPrivateOn: 'Messages disappear after they were read.',
  sPrivateOff: 'Messages stay.',
  sRevoked: '{name} took back a message',
  sRevokedOwn: 'You took back a message',
};
