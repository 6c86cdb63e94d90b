/** What shares a session between the tabs of a site, in a browser: loaded only where there are Web Locks and BroadcastChannel. */
import type { SharePlatform } from './core/sharing.js';

export { openTabs } from './core/tabs.js';

export const platform: SharePlatform = {
  locks: navigator.locks as SharePlatform['locks'],
  channel: name => new BroadcastChannel(name) as ReturnType<SharePlatform['channel']>,
  onPage(hide, show) {
    // A frozen page runs nothing, as one in the back/forward cache.
    const events = [
      [window, 'pagehide', hide],
      [window, 'pageshow', show],
      [document, 'freeze', hide],
      [document, 'resume', show],
    ] as const;
    for (const [target, type, run] of events) target.addEventListener(type, run);
    return () => {
      for (const [target, type, run] of events) target.removeEventListener(type, run);
    };
  },
  visible: () => document.visibilityState === 'visible',
};
