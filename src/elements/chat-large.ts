/** What is opened large, in the top layer: a picture, or the messages of a bundle. Loaded when it is asked for. */
import { css, html } from 'lit';
import type { MessageItem } from '../protocol/chat-model.js';
import { source } from '../ui/content/address.js';
import type { MessageView } from '../ui/content/view.js';
import { drawing } from '../ui/drawing.js';
import { plain, summary } from '../ui/summary.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { imageHosts } from './base/registry.js';

const styles = css`
  .large { inset: 0; max-inline-size: none; max-block-size: none; inline-size: 100%; block-size: 100%; padding: 0; border: 0; background: #000000e6; color: #fff; overflow: hidden; }
  .large[open] { display: grid; place-items: center; }
  .large::backdrop { background: none; }
  .large img { max-inline-size: 100vw; max-block-size: 100dvh; object-fit: contain; }
  .large .close { position: absolute; inset-block-start: 12px; inset-inline-end: 12px; background: #0008; color: #fff; z-index: 1; }
  .sheet { inline-size: min(520px, 100vw - 24px); max-block-size: calc(100dvh - 48px); padding: 0; border: 1px solid color-mix(in srgb, CanvasText 12%, transparent); border-radius: calc(var(--_radius) + 6px); background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 20px 60px #0000004d; }
  .sheet::backdrop { background: #0006; }
  .sheet > .row { position: sticky; inset-block-start: 0; z-index: 1; padding: 12px 20px; background: inherit; border-block-end: 1px solid var(--_border); }
  .sheet h2 { margin: 0; font-size: 1.0625em; }
  .sheet ul { display: grid; gap: 12px; margin: 0; padding: 16px 12px 24px; list-style: none; }
  .sheet li > b { display: block; padding-inline-start: 16px; font-size: 0.8125em; font-weight: 600; color: var(--_muted); }
`;
const dressed = new WeakSet<ImElement>();

/**
 * The dialog, to be opened once it is rendered.
 * @param from - gets the focus back.
 * @param closed - called when it is gone.
 */
export async function enlarge(
  host: ImElement,
  item: MessageItem,
  from: HTMLElement,
  view: MessageView,
  closed: () => void,
) {
  if (!dressed.has(host)) {
    dressed.add(host);
    adopt(host, styles);
  }
  const { t } = inside(host);
  const close = (event: Event) => {
    (event.target as Element).closest('dialog')!.close();
  };
  const gone = () => {
    closed();
    from.focus();
  };
  const button = html`<button class="icon-btn close" type="button" aria-label=${t('close')} title=${t('close')} @click=${close}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button>`;
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
  };
  if (item.pictureElem) {
    const { sourcePicture, bigPicture, snapshotPicture, sourcePath } = item.pictureElem;
    // Who opens it large has asked for it.
    const found = source(
      { hosts: imageHosts(host.client), allowed: true },
      bigPicture?.url,
      sourcePicture?.url,
      snapshotPicture?.url,
      sourcePath,
    );
    return html`<dialog class="zoom large" aria-label=${t('sPicture')} @close=${gone} @keydown=${keys} @click=${close}>${button}${
      found ? html`<img src=${found.href} alt=${summary(item, t)} referrerpolicy="no-referrer" />` : t('notLoaded')
    }</dialog>`;
  }
  const { title, multiMessage } = item.mergeElem ?? {};
  const items = (Array.isArray(multiMessage) ? multiMessage : []).filter(each => each && typeof each === 'object');
  const inner: MessageView = {
    ...view,
    act: (act, each, at) => {
      if (act === 'picture' || act === 'bundle') return;
      view.act(act, each, at);
    },
  };
  return html`<dialog class="zoom sheet" aria-labelledby="bundle" @close=${gone} @keydown=${keys}>
    <div class="row"><h2 id="bundle" class="grow cut" dir="auto">${plain(title) || t('sMerge')}</h2>${button}</div>
    <ul role="list">${items.slice(0, 200).map(each => html`<li><b dir="auto">${plain(each.senderNickname) || plain(each.sendID)}</b><im-message class="first last" .item=${each} .view=${inner}></im-message></li>`)}</ul></dialog>`;
}
