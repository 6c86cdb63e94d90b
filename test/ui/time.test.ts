import { expect } from '@open-wc/testing';
import { dateText, timeText, timeTitle } from '../../src/ui/time.js';

const now = new Date(2026, 5, 17, 15, 30).getTime();
const at = (...parts: [number, number, number, number?, number?]) => timeText(new Date(...parts).getTime(), now, 'en');

describe('time', () => {
  it('gets coarser with distance', () => {
    expect(timeText(now - 20_000, now, 'en')).to.equal('now');
    expect(timeText(now - 5 * 60_000, now, 'en')).to.equal('5 min. ago');
    expect(at(2026, 5, 17, 9, 5)).to.match(/^9:05/);
    expect(at(2026, 5, 16, 23, 59)).to.equal('yesterday');
    expect(at(2026, 5, 13)).to.equal('Saturday');
    expect(at(2026, 2, 3)).to.equal('Mar 3');
    expect(at(2024, 2, 3)).to.equal('Mar 3, 2024');
  });

  it('takes a clock that is a little behind for now, and gives nothing for no time', () => {
    expect(timeText(now + 60_000, now, 'en')).to.equal('now');
    expect([timeText(0, now, 'en'), timeTitle(0, 'en'), dateText(0, 'en')]).to.deep.equal(['', '', '']);
  });

  it('speaks the language', () => {
    expect(at(2026, 5, 16)).to.not.equal(timeText(new Date(2026, 5, 16).getTime(), now, 'zh-CN'));
    expect(timeText(now - 86_400_000, now, 'zh-CN')).to.equal('昨天');
  });

  it('tells all in the title', () => {
    expect(timeTitle(now, 'en')).to.match(/June 17, 2026.*3:30/);
    expect(dateText(now, 'en')).to.equal('Jun 17, 2026');
  });
});
