/** What tells of new messages on pages without `<im-widget>`: brought by what shows conversations, once they are shown. */
import type { ReactiveController } from 'lit';
import type { ImElement } from './base/im-element.js';

/** Adds itself to its host; several on a page tell once, and not where a widget does. */
export class ChatAlerts implements ReactiveController {
  #begun = false;

  constructor(readonly host: ImElement & { silent: boolean }) {
    host.addController(this);
  }

  hostUpdated() {
    const { host } = this;
    if (this.#begun || host.silent || !host.client?.state.session.userID) return;
    this.#begun = true;
    import('./base/alerts.js').then(
      ({ Alerts }) => {
        new Alerts(host, { silent: () => host.silent, title: () => false, second: true });
        host.requestUpdate();
      },
      () => {
        // Nobody asked for it: tried again with the next that is shown.
        this.#begun = false;
      },
    );
  }
}
