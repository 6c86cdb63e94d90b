/** What is done with friend requests, loaded before somebody wants it: answers, removal with undo, older ones. */
import type { Client } from '../core/api.js';
import { requestKey } from '../core/state.js';
import * as codes from '../protocol/codes.js';
import type { FriendApplicationItem } from '../protocol/model.js';
import { answers } from '../locales/en/answers.js';
import { speak } from '../ui/localize.js';
import { nameOf } from '../ui/person.js';
import { Notice } from '../ui/toast.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import { Waiting } from './base/waiting.js';
import { OlderPages } from './base/older-pages.js';

type Answer = 'accept' | 'refuse' | 'remove';

const keyOf = ({ fromUserID, toUserID }: FriendApplicationItem) => requestKey(fromUserID, toUserID);

/** Acts that are shown here while they wait for the network. */
const TELLS = [
  'addFriend',
  'acceptFriendApplication',
  'refuseFriendApplication',
  'deleteFriendApplication',
  'restoreFriendApplication',
];

export class RequestActs {
  /** What is on its way, by request. */
  readonly busy = new Map<string, Answer>();
  /** What went wrong, in words. */
  readonly failed = new Map<string, string>();
  /** Answered since the tab was opened: they keep their place, so that nothing jumps under the pointer. */
  readonly held = new Set<string>();
  readonly #notice: Notice;
  readonly #waiting: Waiting;
  /** The request that was removed last, and where. */
  #removed = '';
  readonly #older: OlderPages;

  constructor(readonly host: ImElement & { tab: 'received' | 'sent' }) {
    speak(answers);
    // The card is what is opened next; a failure is told when it is.
    void import('./user-card.js').catch(() => undefined);
    this.#notice = new Notice(host, () => {
      this.#focus(this.#removed, 0);
    });
    this.#waiting = new Waiting(host, TELLS, text => {
      this.#notice.show(text);
    });
    this.#older = new OlderPages(host, () => this.#loadOlder());
  }

  render() {
    return this.#notice.render();
  }
  /** The end of a list with more on the server. */
  older() {
    return this.#older.render(inside(this.host).t('tryAgain'));
  }

  #waits({ fromUserID, toUserID }: FriendApplicationItem) {
    const mine = fromUserID === this.host.client?.getLoginUser();
    return [
      `hidden:${requestKey(fromUserID, toUserID)}`,
      ...(mine ? [`apply:${toUserID}`] : [`answer:${fromUserID}`]),
    ].find(key => this.#waiting.all.has(key));
  }
  /** In place of what can be done: what will be done with the network, and *Undo*. */
  waits(request: FriendApplicationItem) {
    const key = this.#waits(request);
    return key && this.#waiting.line(key, nameOf(request[key.startsWith('apply') ? 'toUserID' : 'fromUserID']));
  }
  /** Requests that the server doesn't know yet, as if it did. */
  applied(sent: readonly FriendApplicationItem[]): FriendApplicationItem[] {
    const { client } = this.host;
    const fromUserID = client?.getLoginUser() ?? '';
    return [...this.#waiting.all].flatMap(([key, { args, at }]) => {
      if (!key.startsWith('apply:')) return [];
      const { toUserID, reqMsg = '' } = args[0] as { toUserID: string; reqMsg?: string };
      if (sent.some(request => request.toUserID === toUserID)) return [];
      const { nickname = '', faceURL = '' } = client?.state.users.get(toUserID) ?? {};
      return [
        {
          ...{ fromUserID, fromNickname: '', fromFaceURL: '', toUserID, toNickname: nickname, toFaceURL: faceURL },
          ...{ handleResult: 0, reqMsg, createTime: at, handlerUserID: '', handleMsg: '', handleTime: 0, ex: '' },
          attachedInfo: '',
        },
      ];
    });
  }

  #rows() {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('.person')];
  }

  async #run(
    request: FriendApplicationItem,
    kind: Answer,
    action: keyof Client,
    run: (client: Client) => Promise<unknown>,
  ) {
    const key = keyOf(request);
    if (this.busy.has(key)) return false;
    this.busy.set(key, kind);
    this.failed.delete(key);
    if (kind !== 'remove') this.held.add(key);
    this.host.requestUpdate();
    const rows = this.#rows();
    const index = rows.findIndex(row => row.dataset.key === key);
    const focused = rows[index]?.contains((this.host.renderRoot as ShadowRoot).activeElement);
    const error = await inside(this.host).attempt(action, run);
    this.busy.delete(key);
    if (
      error &&
      kind !== 'remove' &&
      (error.errCode === codes.FriendRequestHandled || error.errCode === codes.ArgsError)
    ) {
      this.#notice.show(inside(this.host).t('e1305'));
      await inside(this.host).attempt('reload', client => client.reload('received'));
    } else if (error) this.failed.set(key, inside(this.host).t.error(error));
    this.host.requestUpdate();
    await this.host.updateComplete;
    // The button that was pressed may be gone: its row takes the focus, or the row that took its place.
    if (focused && !(this.host.renderRoot as ShadowRoot).activeElement) this.#focus(key, index);
    return !error;
  }

  #focus(key: string, index: number) {
    const now = this.#rows();
    (
      now.find(row => row.dataset.key === key) ??
      now[Math.min(index, now.length - 1)] ??
      this.host.renderRoot.querySelector<HTMLElement>('.panel')
    )?.focus();
  }

  answer(request: FriendApplicationItem, kind: 'accept' | 'refuse') {
    const action = `${kind}FriendApplication` as const;
    const handleMsg =
      this.#rows()
        .find(row => row.dataset.key === keyOf(request))
        ?.querySelector('input')
        ?.value.trim() ?? '';
    return this.#run(request, kind, action, client => client[action]({ toUserID: request.fromUserID, handleMsg }));
  }

  async remove(request: FriendApplicationItem, name: string) {
    const { fromUserID, toUserID } = request;
    if (
      (await this.#run(request, 'remove', 'deleteFriendApplication', client =>
        client.deleteFriendApplication({ fromUserID, toUserID }),
      )) &&
      // Without a network, the row says it.
      !this.#waits(request)
    ) {
      this.#removed = keyOf(request);
      this.#notice.show(inside(this.host).t('removed', { name }), () =>
        inside(this.host).attempt('restoreFriendApplication', client =>
          client.restoreFriendApplication({ fromUserID, toUserID }),
        ),
      );
      await this.host.updateComplete;
      // Clear of the notice.
      (this.host.renderRoot as ShadowRoot).activeElement?.closest('.person')?.scrollIntoView({ block: 'nearest' });
    }
  }

  async #loadOlder() {
    const { tab } = this.host;
    const error = await inside(this.host).attempt('loadOlderRequests', client => client.loadOlderRequests(tab));
    return error ? inside(this.host).t.error(error) : '';
  }
}
