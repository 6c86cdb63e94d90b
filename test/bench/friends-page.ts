/** The measured page: ten thousand friends, in our list or in the plain one. Driven by run.mjs through `window.bench`. */
import { createClient } from '../../src/client.js';
import { define } from '../../src/elements/base/define.js';
import { registry } from '../../src/elements/base/registry.js';
import { ImFriendList } from '../../src/elements/im-friend-list.js';
import { createLoopback } from '../../src/loopback.js';
import type { FriendItem } from '../../src/protocol/model.js';
import { PlainList } from './plain-list.js';

const FIRST = [
  'Ada',
  'Ben',
  'Clara',
  'David',
  'Émile',
  'Fatima',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Mei',
  'Nora',
  'Olaf',
  'Priya',
  'Quinn',
  'Rosa',
  'Sam',
  'Tariq',
  'Uma',
  'Vera',
  'Wim',
  'Xenia',
  'Yara',
  'Zoë',
];
const LAST = [
  'Adler',
  'Brook',
  'Costa',
  'Diaz',
  'Evans',
  'Fischer',
  'Gupta',
  'Hansen',
  'Ito',
  'Jones',
  'Kim',
  'Lopez',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
];
const SURNAMES = [...'赵钱孙李周吴郑王冯陈沈韩杨朱许何吕张孔曹曾单仇刘马欧'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红'];

/** Always the same friends; four of ten have Chinese names, one in five hundred is pinned. */
function friends(count: number): Map<string, FriendItem> {
  const map = new Map<string, FriendItem>();
  for (let i = 0; i < count; i++) {
    const k = (i * 7919) % count;
    const at = <T>(list: readonly T[], step: number) => list[Math.floor(k / step) % list.length]!;
    const nickname =
      k % 10 < 4 ? at(SURNAMES, 1) + at(GIVEN, 7) + at(GIVEN, 131) : `${at(FIRST, 1)} ${at(LAST, 13)} ${k}`;
    const userID = String(5_000_000_000 + k);
    map.set(userID, {
      ownerUserID: 'me',
      userID,
      nickname,
      remark: k % 50 ? '' : `${nickname} (work)`,
      faceURL: '',
      ex: '',
      attachedInfo: '',
      createTime: 1_700_000_000_000 + k,
      addSource: 2,
      operatorUserID: 'me',
      isPinned: k % 500 === 0,
    });
  }
  return map;
}

/** When the frame that is being made was painted. */
const painted = () =>
  new Promise<number>(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.now());
      };
      port2.postMessage(0);
    });
  });
const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

let element: HTMLElement;
const root = () => element.shadowRoot!;

const bench = {
  async prepare(kind: 'ours' | 'plain', count: number) {
    const client = createClient({
      backend: createLoopback().backend(),
      persist: 'none',
      name: `bench${Date.now()}`,
    } as never);
    await client.register({ user: { account: 'bench', nickname: 'Bench', password: 'a long password' } });
    while (client.state.lists.friends.status !== 'ready' || client.state.lists.blacks.status !== 'ready')
      await pause(20);
    const map = friends(count);
    client.store.set('friends', map);
    registry.set('default', client);
    element = document.createElement(kind === 'ours' ? 'im-friend-list' : 'plain-list');
    if (kind === 'plain') (element as PlainList).friends = [...map.values()];
    document.body.append(element);
    await pause(300);
  },
  /** ms from the upgrade until rows are on the screen. */
  async upgrade(kind: 'ours' | 'plain') {
    const start = performance.now();
    if (kind === 'ours') define('im-friend-list', ImFriendList);
    else customElements.define('plain-list', PlainList);
    const end = await painted();
    if (!root().querySelector('li')) throw new Error('no rows were painted');
    return end - start;
  },
  /** ms of script and layout for each key typed. */
  async search(kind: 'ours' | 'plain') {
    const field = root().querySelector<HTMLInputElement>('input[type=search]')!;
    const times: number[] = [];
    for (const word of kind === 'ours' ? ['lena', 'ada b', '王伟', '5000001', 'work', 'nobody'] : ['lena']) {
      for (let length = 1; length <= word.length + 1; length++) {
        field.value = length > word.length ? '' : word.slice(0, length);
        const start = performance.now();
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        await (element as PlainList).updateComplete;
        void root().querySelector<HTMLElement>('.scroll')?.offsetHeight;
        times.push(performance.now() - start);
        await painted();
      }
    }
    return times;
  },
  /** Most row elements alive while the list is scrolled to its end. */
  async scroll() {
    const scroller = root().querySelector<HTMLElement>('.scroll')!;
    let most = 0;
    for (let step = 0; step <= 100; step++) {
      scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) / 100) * step;
      await painted();
      most = Math.max(most, root().querySelectorAll('li').length);
    }
    scroller.scrollTop = 0;
    await painted();
    return most;
  },
};
Object.assign(window, { bench });
