import { expect, fixture, html } from '@open-wc/testing';
import { held, rowsOf, wish } from '../../src/ui/chat-rows.js';
import { message, NOON } from './spoken-by.js';

const rows = (...args: Parameters<typeof rowsOf>) =>
  rowsOf(...args).map(({ key, day, unread, first, last }) =>
    [key, day && 'day', unread && 'unread', first && 'first', last && 'last'].filter(Boolean).join(' '),
  );

describe('chat rows', () => {
  it('put together what one person said within five minutes, on one day [O2]', () => {
    const at = (seq: number, ms: number, sendID = 'ada') => message(seq, { sendTime: NOON + ms, sendID });
    expect(
      rows(
        [at(1, 0), at(2, 299_000), at(3, 300_000, 'robin'), at(4, 301_000), at(5, 601_000), at(6, 86_400_000)],
        'robin',
        Infinity,
      ),
    ).to.deep.equal([
      'm1 day first',
      'm2 last',
      'm3 first last',
      'm4 first last',
      'm5 first last',
      'm6 day first last',
    ]);
  });

  it('let a line of what happened stand alone', () => {
    const revoked = message(2, { contentType: 2101, notificationElem: { detail: '{}' } });
    expect(rows([message(1), revoked, message(3)], 'robin', Infinity)).to.deep.equal([
      'm1 day first last',
      'm2 first last',
      'm3 first last',
    ]);
  });

  it('begin each day at its midnight here', () => {
    const midnight = new Date(2024, 4, 18).getTime();
    const [first, second, third] = rowsOf(
      [
        message(1, { sendTime: midnight - 1000 }),
        message(2, { sendTime: midnight }),
        message(3, { sendTime: midnight + 1000 }),
      ],
      'robin',
      Infinity,
    );
    expect([first!.day, second!.day, third!.day]).to.deep.equal([new Date(2024, 4, 17).getTime(), midnight, 0]);
  });

  it('ask for the page beside them half a page before its edge, one at a time [O24]', () => {
    const asked = (startIndex: number, endIndex: number, more = {}, near = true) =>
      wish(
        { items: [], older: true, newer: true, loading: '', unreadFrom: Infinity, ...more },
        { startIndex, endIndex },
        100,
        near,
      );
    expect([asked(19, 30), asked(20, 30), asked(60, 80), asked(60, 81)]).to.deep.equal(['older', '', '', 'newer']);
    expect(asked(0, 30, { older: false }), 'there are none').to.equal('');
    expect(asked(60, 99, { newer: false }), 'there are none').to.equal('');
    expect(asked(0, 30, { loading: 'newer' }), 'others are on their way').to.equal('');
    expect(asked(0, 30, {}, false), 'the view is at the end').to.equal('');
  });

  it('divide at the first unread of the other, once [O12]', () => {
    const own = message(2, { sendID: 'robin' });
    expect(rows([message(1), own, message(3), message(4)], 'robin', 1)).to.deep.equal([
      'm1 day first last',
      'm2 first last',
      'm3 unread first',
      'm4 last',
    ]);
    expect(rows([message(1), message(2)], 'robin', Infinity).join()).not.to.contain('unread');
  });

  it('divide no more once somebody answered [O12]', () => {
    const own = message(0, { clientMsgID: 'own', sendID: 'robin' });
    const line = message(3, { sendID: 'robin', contentType: 2101, notificationElem: { detail: '{}' } });
    expect(rows([message(1), message(2), own, message(4)], 'robin', 1).join()).not.to.contain('unread');
    expect(rows([message(1), message(2), line], 'robin', 1).join(), 'a line is no answer').to.contain('m2 unread');
  });

  it('leave out what was deleted and what is only typing, and keep the key of what has no seq yet', () => {
    const unsent = message(0, { clientMsgID: 'new', sendID: 'robin', status: 1, sendTime: 0, createTime: NOON + 5000 });
    expect(
      rows(
        [message(1), message(2, { status: 4 }), message(3, { contentType: 113 }), message(4), unsent],
        'robin',
        Infinity,
      ),
    ).to.deep.equal(['m1 day first', 'm4 last', 'new first last']);
  });

  it('hold what is read where it is when something grows above', async () => {
    const scroller = await fixture<HTMLElement>(
      html`<div><div class="list">${[1, 2, 3].map(() => html`<div><svg width="10" height="100"></svg></div>`)}</div></div>`,
    );
    scroller.style.setProperty('block-size', '100px');
    scroller.style.setProperty('overflow', 'auto');
    scroller.style.setProperty('overflow-anchor', 'none');
    const list = scroller.querySelector<HTMLElement>('.list')!;
    scroller.scrollTop = 150;
    const second = list.children[1]!.firstElementChild!;
    const before = second.getBoundingClientRect().top;
    const hold = held(scroller, list)!;
    list.firstElementChild!.prepend(document.createElement('hr'), document.createElement('hr'));
    expect(second.getBoundingClientRect().top).to.be.above(before + 1);
    hold();
    expect(second.getBoundingClientRect().top).to.be.closeTo(before, 1);
    expect(() => held(null, null)!()).not.to.throw();
  });
});
