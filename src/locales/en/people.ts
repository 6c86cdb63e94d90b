/** Friends, requests, blacklist, finding people: all that their elements may say. */
import { answers } from './answers.js';
import { card } from './card.js';
import { find } from './find.js';
import { found } from './found.js';
import { friends } from './friends.js';
import { lists } from './lists.js';
import { offline } from './offline.js';
import { requests } from './requests.js';
import { unread } from './unread.js';

export const people = {
  ...answers,
  ...card,
  ...find,
  ...found,
  ...friends,
  ...lists,
  ...offline,
  ...requests,
  ...unread,
};
