import { expect } from '@open-wc/testing';
import { FriendOrder } from '../../src/elements/friend-order.js';
import type { FriendItem } from '../../src/protocol/model.js';

const friend = (userID: string, nickname: string, more: Partial<FriendItem> = {}): FriendItem => ({
  ownerUserID: 'me',
  userID,
  nickname,
  remark: '',
  createTime: 0,
  addSource: 2,
  operatorUserID: '',
  faceURL: '',
  ex: '',
  attachedInfo: '',
  isPinned: false,
  ...more,
});
const mapOf = (...friends: FriendItem[]) => new Map(friends.map(each => [each.userID, each]));
const names = (order: FriendOrder) => order.rows.map(({ name }) => name);

describe('friend-order', () => {
  const friends = mapOf(
    friend('u1', 'Zoë'),
    friend('u2', 'Ada', { remark: 'Mother' }),
    friend('u3', 'ben', { isPinned: true }),
    friend('u4', '7even'),
    friend('u5', 'Émile'),
  );

  it('puts the pinned first, then by letter, without the hidden, and says where sections begin [J2, J7]', () => {
    const order = new FriendOrder();
    order.update(friends, new Map([['u5', {}]]));
    expect(names(order)).to.deep.equal(['ben', 'Mother', 'Zoë', '7even']);
    expect([...order.heads]).to.deep.equal([
      [0, ''],
      [1, 'M'],
      [2, 'Z'],
      [3, '#'],
    ]);
    expect(order.size).to.equal(4);
  });

  it('keeps its rows until something changes, and finds by remark, nickname and ID [J4]', () => {
    const order = new FriendOrder();
    const hidden = new Map<string, unknown>();
    order.update(friends, hidden);
    const { rows } = order;
    order.update(friends, hidden);
    expect(order.rows).to.equal(rows);
    const found = (query: string) => order.search(query).map(({ name }) => name);
    expect(found('ada')).to.deep.equal(['Mother']);
    expect(found('moth')).to.deep.equal(['Mother']);
    expect(found('u4')).to.deep.equal(['7even']);
    order.update(new Map(), hidden);
    expect(order.size).to.equal(0);
  });

  it('has the first rows of thousands at once, in order, and counts them all [J16]', () => {
    const many = Array.from({ length: 2000 }, (_, i) =>
      friend(`u${i}`, `Name ${String((i * 7919) % 2000).padStart(4, '0')}`, { isPinned: i === 1500 }),
    );
    const order = new FriendOrder();
    order.update(mapOf(...many), new Map([['u0', {}]]));
    expect(order.size).to.equal(1999);
    expect(order.rows.length).to.equal(14);
    expect(order.rows[0]!.friend.userID).to.equal('u1500');
    const rest = names(order).slice(1);
    expect(rest).to.deep.equal(Array.from({ length: 13 }, (_, i) => `Name ${String(i + 1).padStart(4, '0')}`));
  });
});
