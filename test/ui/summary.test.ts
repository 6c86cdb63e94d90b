import { expect } from '@open-wc/testing';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import { lengthText, summary } from '../../src/ui/summary.js';
import { english as t } from './translate.js';

const item = (contentType: number, more: Partial<MessageItem> = {}) =>
  ({ contentType, sendID: 'ada', senderNickname: 'Ada', ...more }) as MessageItem;

describe('summary', () => {
  it('says every content type in one line [O7, N2]', () => {
    const said: [MessageItem, string][] = [
      [item(101, { textElem: { content: '  two\n lines ' } }), 'two lines'],
      [item(102), 'Picture'],
      [item(103, { soundElem: { dataSize: 1, duration: 67 } }), 'Voice message: 1:07'],
      [item(104), 'Video'],
      [item(105, { fileElem: { fileName: 'a.pdf', fileSize: 1 } }), 'File: a.pdf'],
      [item(106, { atTextElem: { text: '@Bea look', isAtSelf: false } }), '@Bea look'],
      [item(107, { mergeElem: { title: 'Trip' } }), 'Chat history: Trip'],
      [item(108, { cardElem: { userID: 'b', nickname: 'Bea', faceURL: '', ex: '' } }), 'Contact: Bea'],
      [item(109, { locationElem: { description: 'Harbour', longitude: 1, latitude: 2 } }), 'Location: Harbour'],
      [item(110, { customElem: { data: '{}', description: 'A call' } }), 'A call'],
      [item(114, { quoteElem: { text: 'Yes', quoteMessage: item(101) } }), 'Yes'],
      [item(115, { faceElem: { index: 1 } }), 'Sticker'],
      [item(117, { advancedTextElem: { text: 'rich' } }), 'rich'],
      [item(118, { markdownTextElem: { content: '**md**' } }), '**md**'],
      [item(1201), 'You are friends now. Say hello.'],
      [item(1400, { notificationElem: { detail: '{"text":"Closed on Sunday"}' } }), 'Closed on Sunday'],
      [item(2101, { notificationElem: { detail: '{"revokerID":"ada"}' } }), 'Ada took back a message'],
    ];
    for (const [message, line] of said) expect(summary(message, t)).to.equal(line);
    expect(summary(item(2101), t, 'ada')).to.equal('You took back a message');
  });

  it('has a sentence for what it does not know, or what is broken [O21]', () => {
    const other = 'A message that can’t be shown here';
    for (const contentType of [0, 101, 105.5, 110, 777, 1400, 9999])
      expect(summary(item(contentType), t)).to.equal(other);
    for (const detail of ['{', 'null', '7', '[]', '{"text":{"a":1}}'])
      expect(summary(item(1400, { notificationElem: { detail } }), t)).to.equal(other);
    expect(summary(item(101, { textElem: { content: 7 as unknown as string } }), t)).to.equal(other);
  });

  it('is never long', () => {
    expect(summary(item(101, { textElem: { content: 'x'.repeat(100_000) } }), t)).to.have.length(200);
    expect([lengthText(0), lengthText(59.6), lengthText(-3), lengthText(NaN)]).to.deep.equal([
      '0:00',
      '1:00',
      '0:00',
      '0:00',
    ]);
  });
});
