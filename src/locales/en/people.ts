/** Friends, requests, blacklist, finding people: what their elements share. */
import { card } from './card.js';
import { find } from './find.js';
import { friends } from './friends.js';
import { requests } from './requests.js';

export const people = { ...find, ...requests, ...friends, ...card };
