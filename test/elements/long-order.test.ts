import { expect } from '@open-wc/testing';
import { nameOf } from '../../src/elements/friend-order.js';
import { LongOrder } from '../../src/elements/long-order.js';
import type { FriendItem } from '../../src/protocol/model.js';
import { byLetter, collator, letterOf } from '../../src/ui/letters.js';

const none = new Map<string, unknown>();
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
const mapOf = (friends: readonly FriendItem[]) => new Map(friends.map(each => [each.userID, each]));
const ids = (order: LongOrder) => order.rows.map(({ friend: { userID } }) => userID);
/** The order in one sentence, without blocks. */
const expected = (friends: Iterable<FriendItem>, hidden = none) =>
  [...friends]
    .filter(({ userID }) => !hidden.has(userID))
    .map(each => ({ id: each.userID, name: nameOf(each), letter: each.isPinned ? '' : letterOf(nameOf(each)) }))
    .sort((a, b) => byLetter(a.letter, b.letter) || collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
const finish = (order: LongOrder) => {
  const work = order.work();
  let steps = 1;
  while (!work.next().done) steps++;
  return steps;
};
/** The same numbers every time. */
const seeded = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

describe('long-order', () => {
  it('puts the pinned first, then sections by letter, and says where they begin [J2, J7]', () => {
    const order = new LongOrder();
    order.update(
      mapOf([
        friend('1', '刘'),
        friend('2', 'zoe'),
        friend('3', 'Ada', { remark: 'Mum' }),
        friend('4', '9'),
        friend('5', 'Bo', { isPinned: true }),
        friend('6', 'Li'),
      ]),
      none,
    );
    expect(ids(order)).to.deep.equal(['5', '1', '6', '3', '2', '4']);
    expect([...order.heads]).to.deep.equal([
      [0, ''],
      [1, 'L'],
      [3, 'M'],
      [4, 'Z'],
      [5, '#'],
    ]);
  });

  it('touches only what differs: the same rows where nothing happened', () => {
    const order = new LongOrder();
    const friends = mapOf([friend('1', 'Ada'), friend('2', 'Ben')]);
    expect(order.update(friends, none)).to.be.true;
    const { rows } = order;
    expect(order.update(new Map(friends), none)).to.be.false;
    expect(order.rows).to.equal(rows);
    const [first] = rows;
    expect(order.update(mapOf([friend('1', 'Ada', { faceURL: 'x' }), friends.get('2')!]), none)).to.be.true;
    expect(order.rows[0], 'another picture keeps the entry').to.equal(first);
    expect(order.rows[0]!.friend.faceURL).to.equal('x');
    expect(order.update(new Map(), none)).to.be.true;
    expect([order.size, order.rows.length]).to.deep.equal([0, 0]);
  });

  it('agrees with a plain sort after any history', () => {
    const random = seeded(7);
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
    const names = ['Ada', 'ada', 'Émile', '曾', '刘', '欧', '9', 'Иван', 'User 2', 'User 10', 'zoë', ''];
    for (let run = 0; run < 30; run++) {
      const order = new LongOrder();
      let friends = new Map<string, FriendItem>();
      const hidden = new Map<string, unknown>();
      for (let step = 0; step < 40; step++) {
        friends = new Map(friends);
        const crowd = random() < 0.1 ? 300 : 1;
        for (let i = 0; i < crowd; i++) {
          const id = `u${Math.floor(random() * 900)}`;
          const act = random();
          if (act < 0.25 && crowd === 1) friends.delete(id);
          else if (act < 0.35) hidden.set(id, true);
          else if (act < 0.45) hidden.delete(id);
          else
            friends.set(
              id,
              friend(id, pick(names), { remark: random() < 0.2 ? pick(names) : '', isPinned: random() < 0.1 }),
            );
        }
        order.update(friends, hidden);
        if (random() < 0.5) order.ensure(0, 40);
        if (random() < 0.5) finish(order);
      }
      finish(order);
      expect(ids(order)).to.deep.equal(expected(friends.values(), hidden));
      expect(order.sorted).to.be.true;
      expect(order.size).to.equal(order.rows.length);
    }
  });

  it('has the head of a huge section in order at once, and the rest in short steps', () => {
    const friends = Array.from({ length: 5000 }, (_, i) => friend(`u${i}`, `User ${(i * 7919) % 5000}`));
    const order = new LongOrder();
    order.update(mapOf(friends), none);
    order.ensure(0, 30);
    const wanted = expected(friends);
    expect(ids(order).slice(0, 60)).to.deep.equal(wanted.slice(0, 60));
    expect(order.sorted).to.be.false;
    expect(order.search('user 17')[0]!.name, 'a search before the work is done is in order, too').to.equal('User 17');
    expect(finish(order)).to.be.above(40);
    expect(ids(order)).to.deep.equal(wanted);
  });

  it('a change while the rest is being sorted is not lost', () => {
    const friends = mapOf(Array.from({ length: 3000 }, (_, i) => friend(`u${i}`, `User ${(i * 7919) % 3000}`)));
    const order = new LongOrder();
    order.update(friends, none);
    const work = order.work();
    for (let i = 0; i < 20; i++) work.next();
    const later = new Map(friends).set('new', friend('new', 'User 0a'));
    later.delete('u5');
    order.update(later, none);
    while (!work.next().done);
    while (!order.sorted) finish(order);
    expect(ids(order)).to.deep.equal(expected(later.values()));
  });

  it('finds in remark, nickname and ID whatever the case [J4]', () => {
    const order = new LongOrder();
    order.update(
      mapOf([friend('id77', 'Ada'), friend('2', 'Ben', { remark: 'ADAM' }), friend('3', 'Clara', { isPinned: true })]),
      none,
    );
    const found = (query: string) => order.search(query).map(({ friend: { userID } }) => userID);
    expect(found('ada')).to.deep.equal(['id77', '2']);
    expect(found('ben')).to.deep.equal(['2']);
    expect(found('D7')).to.deep.equal(['id77']);
    expect(found('a')).to.deep.equal(['3', 'id77', '2']);
    order.update(mapOf([friend('id77', 'Zed')]), none);
    expect(found('ada'), 'an old name is forgotten').to.deep.equal([]);
    expect(found('zed')).to.deep.equal(['id77']);
  });
});
