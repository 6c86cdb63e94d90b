/** How long messages stay: after they were read, for both, and by their age, for oneself (feature O27). Loaded when it is asked for. */
import { css, html } from 'lit';
import { chatRare } from '../locales/en/chat-rare.js';
import type { ImDialog } from '../ui/im-dialog.js';
import { type Key, speak } from '../ui/localize.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Seconds; 0 = never. */
const BURN = [0, 30, 5 * MINUTE, HOUR, DAY];
const CLEAR = [0, DAY, 7 * DAY, 30 * DAY];
/** Of what a duration is said in, the largest that fits. */
const UNITS = [
  [30 * DAY, 'month'],
  [7 * DAY, 'week'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [1, 'second'],
] as const;

/** "5 minutes". @param seconds - a whole number above 0. */
export function durationText(seconds: number, lang: string): string {
  const [size, unit] = UNITS.find(([size]) => seconds % size === 0)!;
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size);
}

const styles = css`
  .timers > div { display: grid; gap: 16px; }
  .timers label { display: grid; gap: 4px; }
  .timers p { margin: 4px 0 0; }
`;
const dressed = new WeakSet<ImElement>();

export class ChatTimers {
  #values: Record<string, number>;
  #was: Readonly<Record<string, number>>;
  #wrong = '';

  constructor(
    readonly host: ImElement,
    readonly conversationID: string,
    readonly name: string,
  ) {
    speak(chatRare);
    if (!dressed.has(host)) {
      dressed.add(host);
      adopt(host, styles);
    }
    const chat = host.client?.state.conversations.get(conversationID);
    this.#was = {
      // Switched on by the other, with no time of one's own: what is sent then has 30 s.
      burn: chat?.isPrivateChat ? chat.burnDuration || 30 : 0,
      clear: chat?.isMsgDestruct ? chat.msgDestructTime : 0,
    };
    this.#values = { ...this.#was };
  }

  async run() {
    await this.host.renderRoot.querySelector<ImDialog>('.timers')?.ask();
  }

  render() {
    const { t } = inside(this.host);
    return html`<im-dialog class="timers" .heading=${t('timers')} .confirmLabel=${t('save')} .cancelLabel=${t('cancel')} .accept=${this.#save}><div>
      ${this.#field('burn', 'timerBurn', 'timerBurnHint', BURN)}${this.#field('clear', 'timerClear', 'timerClearHint', CLEAR)}
      <p class="error" role="alert" ?hidden=${!this.#wrong}>${this.#wrong}</p></div></im-dialog>`;
  }

  #field(field: string, label: Key, hint: Key, given: readonly number[]) {
    const { t, locale } = inside(this.host);
    // Another client may have set what is not among these.
    const choices = [...new Set([...given, this.#was[field]!])].sort((a, b) => a - b);
    const text = (seconds: number) => (seconds ? durationText(seconds, locale) : t('timerOff'));
    return html`<div><label>${t(label)}<select class="input" name=${field} aria-describedby="${field}-hint" @change=${this.#chosen}>${choices.map(
      seconds => html`<option value=${seconds} ?selected=${seconds === this.#values[field]}>${text(seconds)}</option>`,
    )}</select></label><p class="muted" id="${field}-hint">${t(hint, { name: this.name })}</p></div>`;
  }

  #chosen = (event: Event) => {
    const { name, value } = event.target as HTMLSelectElement;
    this.#values[name] = Number(value);
  };

  #save = async () => {
    const { burn = 0, clear = 0 } = this.#values;
    const patch = {
      ...(burn !== this.#was['burn'] && { isPrivateChat: burn > 0, ...(burn && { burnDuration: burn }) }),
      ...(clear !== this.#was['clear'] && { isMsgDestruct: clear > 0, msgDestructTime: clear }),
    };
    // Nothing to say about what stays on: the others would be told again.
    if (burn && this.#was['burn']) delete patch.isPrivateChat;
    if (!Object.keys(patch).length) return true;
    const { conversationID, host } = this;
    const error = await inside(host).attempt('setConversation', client =>
      client.setConversation({ conversationID, ...patch }),
    );
    this.#wrong = error ? inside(host).t.error(error) : '';
    host.requestUpdate();
    return !error;
  };
}
