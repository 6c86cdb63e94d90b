/** English, all of it, and the type that the other languages must fill. Elements import the groups they use: nobody loads this one at once. */
import { account } from './en/account.js';
import { chat } from './en/chat.js';
import { chatLog } from './en/chat-log.js';
import { chatMore } from './en/chat-more.js';
import { chatRare } from './en/chat-rare.js';
import { chats } from './en/chats.js';
import { common } from './en/common.js';
import { people } from './en/people.js';
import { profile } from './en/profile.js';
import { register } from './en/register.js';
import { session } from './en/session.js';
import { widget } from './en/widget.js';

export const strings = {
  ...common,
  ...account,
  ...register,
  ...session,
  ...profile,
  ...people,
  ...widget,
  ...chat,
  ...chats,
  ...chatLog,
  ...chatMore,
  ...chatRare,
};

export type Strings = Record<keyof typeof strings, string>;
/** Those of the chat and of the profile are files of their own in each language. */
export type ChatStrings = Record<
  keyof typeof chat | keyof typeof chats | keyof typeof chatLog | keyof typeof chatMore | keyof typeof chatRare,
  string
>;
export type ProfileStrings = Record<keyof typeof profile, string>;
export type BaseStrings = Omit<Strings, keyof ChatStrings | keyof ProfileStrings>;
