/** To whom a message is forwarded: a dialog with conversations and friends to choose from. Loaded when it is asked for. */
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { contactsOf, type Contact } from './chat-contacts.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { chatRare } from '../locales/en/chat-rare.js';
import { avatar } from '../ui/avatar.js';
import type { ImDialog } from '../ui/im-dialog.js';
import { type Key, speak } from '../ui/localize.js';
import { searchField, searchFieldStyles } from '../ui/search-field.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { imageHosts } from './base/registry.js';

/** People shown at a time; the others are found by their names. */
const SHOWN = 100;

const styles = css`
  .to ul { display: grid; align-content: start; block-size: min(320px, 45dvh); margin: 8px 0 0; padding: 0; overflow: auto; list-style: none; }
  .to li label { display: flex; align-items: center; gap: 12px; min-block-size: 48px; padding: 4px 8px; border-radius: var(--_radius); cursor: pointer; }
  .to li label:hover { background: var(--_tint); }
  .to li input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--_accent); }
  .to li b { font-weight: 550; }
  .to p { margin: 8px 0 0; min-block-size: 1.5em; }
`;
const dressed = new WeakSet<ImElement>();

export class ChatForward {
  #contacts: readonly Contact[];
  #chosen = new Set<string>();
  #query = '';
  #wrong: Key | undefined;

  constructor(
    readonly host: ImElement,
    readonly item: MessageItem,
    readonly say: (text: string) => void,
  ) {
    speak(chatRare);
    if (!dressed.has(host)) {
      dressed.add(host);
      adopt(host, searchFieldStyles, styles);
    }
    // As they are when it is opened: what moved under a finger would be chosen by mistake.
    this.#contacts = host.client ? contactsOf(host.client.state) : [];
  }

  async run() {
    await this.host.renderRoot.querySelector<ImDialog>('.to')?.ask();
  }

  render() {
    const { t } = inside(this.host);
    const hosts = imageHosts(this.host.client);
    const found = this.#found();
    const n = this.#chosen.size;
    const said = this.#wrong ? t(this.#wrong) : n ? t('forwardCount', { n }) : found.length ? '' : t('forwardNone');
    return html`<im-dialog class="to" .heading=${t('forwardTo')} .confirmLabel=${t('send')} .cancelLabel=${t('cancel')} .accept=${this.#send}><div>
      ${searchField({ label: t('forwardFind'), clear: t('clear'), value: this.#query, input: this.#typed, keys: this.#keys })}
      <ul role="list" aria-label=${t('forwardTo')}>${repeat(
        found.slice(0, SHOWN),
        ({ userID }) => userID,
        ({ userID, name, faceURL }) =>
          html`<li><label><input type="checkbox" value=${userID} .checked=${this.#chosen.has(userID)} @change=${this.#ticked} />${avatar({ userID, name, faceURL, hosts, size: 36, t })}<b class="cut" dir="auto">${name}</b></label></li>`,
      )}</ul>
      <p class=${this.#wrong ? 'error' : 'muted'} role=${this.#wrong ? 'alert' : 'status'}>${said}</p></div></im-dialog>`;
  }

  #found() {
    const query = this.#query.trim().toLocaleLowerCase();
    return this.#contacts.filter(({ names }) => names.some(name => name.toLocaleLowerCase().includes(query)));
  }
  #typed = (event: Event) => {
    this.#query = (event.target as HTMLInputElement).value;
    this.host.requestUpdate();
  };
  /** Enter takes the first that was found, where it would send before anybody was chosen. */
  #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const [first] = this.#found();
    if (first) this.#choose(first.userID, true);
  };
  #ticked = (event: Event) => {
    const { value, checked } = event.target as HTMLInputElement;
    this.#choose(value, checked);
  };
  #choose(userID: string, on: boolean) {
    if (on) this.#chosen.add(userID);
    else this.#chosen.delete(userID);
    this.#wrong = undefined;
    this.host.requestUpdate();
  }

  #send = async () => {
    const { host, item, say } = this;
    const to = this.#contacts.filter(({ userID }) => this.#chosen.has(userID));
    if (!to.length) {
      this.#wrong = 'forwardChoose';
      host.requestUpdate();
      return false;
    }
    const { t } = inside(host);
    const error = await inside(host).attempt('createForwardMessage', async client => {
      for (const { userID: recvID, name } of to) {
        const message = await client.createForwardMessage(item);
        // Kept before it is sent; offline it waits. Who looks at this conversation would not see what became of it.
        client.sendMessage({ recvID, message }).catch(() => {
          say(t('forwardFailed', { name }));
        });
      }
    });
    const [{ name }] = to as [Contact];
    say(error ? t.error(error) : to.length > 1 ? t('forwardedMany', { n: to.length }) : t('forwarded', { name }));
    return true;
  };
}
