/** A widget in the page, and people who write to its user. */
import { fixture, html } from '@open-wc/testing';
import type { Client } from '../../src/core/api.js';
import '../../src/define/im-widget.js';
import type { ImWidget } from '../../src/elements/im-widget.js';
import { byRole, seen, until, World } from './people-world.js';

/** Sends a text; resolves when the server has it. */
export async function write(from: Client, to: Client, text: string) {
  const message = await from.createTextMessage(text);
  return from.sendMessage({ recvID: to.getLoginUser(), message });
}

/** Robin is friends with Ann, who wrote two messages after the one that says so; Bob asks to be a friend. */
export async function visited() {
  const world = new World();
  const [me, ann, bob] = [await world.person('Robin'), await world.person('Ann'), await world.person('Bob')];
  await world.befriend(me, ann);
  await write(ann, me, 'The kettle is on');
  await write(ann, me, 'Are you there?');
  await bob.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'From plot 17' });
  await until(me, ({ requests }) => requests.size > 1);
  return { world, me, ann, bob };
}

export const widget = (client: Client, more: Partial<ImWidget> = {}) => {
  sessionStorage.clear();
  return fixture<ImWidget>(
    html`<im-widget .client=${client} .placement=${more.placement ?? 'end-bottom'} .silent=${more.silent ?? true} .keepTitle=${more.keepTitle ?? false}></im-widget>`,
  );
};

export const launcher = (el: ImWidget) => el.shadowRoot!.querySelector<HTMLElement>('.launch')!;
export const panelOf = (el: ImWidget) => seen(() => el.shadowRoot!.querySelector<HTMLElement>('.panel'), 'the panel');
/** Opens it as a person does, and waits until it is there. */
export async function opened(
  el: ImWidget,
  open = () => {
    launcher(el).click();
  },
) {
  open();
  const panel = await panelOf(el);
  await seen(() => panel.matches(':popover-open'), 'the open panel');
  return panel;
}
export const tab = async (el: ImWidget, name: RegExp) =>
  seen(() => byRole(el, 'tab').find(({ ariaLabel }) => name.test(ariaLabel ?? '')), `tab ${name.source}`);
/** An element within the panel. */
export const part = <T extends keyof HTMLElementTagNameMap>(el: ImWidget, name: T) =>
  seen(() => el.shadowRoot!.querySelector(name), name);
