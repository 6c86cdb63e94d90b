import { expect } from '@open-wc/testing';
import { spoken } from '../../src/ui/spoken.js';
import { message, view } from './spoken-by.js';

describe('a message as it is heard', () => {
  it('is a sentence: who, when, what, what became of it', () => {
    expect(spoken(message(1), view())).to.match(/^Ada, .*12:00.*: Message 1$/);
    expect(spoken(message(1, { sendID: 'robin' }), view())).to.match(/^You, .*: Message 1 \(Sent\)$/);
    const line = message(1, { contentType: 2101, notificationElem: { detail: '{"revokerID":"ada"}' } });
    expect(spoken(line, view())).to.match(/took back a message$/);
  });
});
