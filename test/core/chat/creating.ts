/** All creators of messages, those that are loaded later among them. */
import { creators } from '../../../src/core/chat/creators.js';
import { rareCreators } from '../../../src/core/chat/creators-rare.js';

export function allCreators(parts: Parameters<typeof creators>[0]) {
  const { create, actions } = creators(parts);
  return { ...actions, ...rareCreators(parts, create) };
}
