/** Which logins end when a user signs in once more (protocol §2.3): a row per policy. */
import { platforms } from '../protocol/model.js';

interface Login {
  platformID: number;
}

interface LoginPolicy {
  /**
   * Of a user's live tokens, those that end when one for `platformID` is issued.
   * @param live - newest first, without administrators' tokens.
   */
  issuing<T extends Login>(live: readonly T[], platformID: number): T[];
  /** Does a login on `other`, made with another token, end when one on `platformID` connects? */
  connecting(platformID: number, other: number): boolean;
}

/** Live tokens of one user on one platform under policy 0, and connections of one user. */
export const MAX_LOGINS = 30;

const { iOS, Android, Windows, OSX, Linux, AndroidPad, iPad, Admin } = platforms;
const classes = new Map<number, string>([
  [Windows, 'pc'],
  [OSX, 'pc'],
  [Linux, 'pc'],
  [iOS, 'mobile'],
  [Android, 'mobile'],
  [AndroidPad, 'pad'],
  [iPad, 'pad'],
]);
const classOf = (platformID: number) => classes.get(platformID) ?? String(platformID);
const isPC = (platformID: number) => classOf(platformID) === 'pc';

/** Those of `live` that are too many: of each group the first `keep(group)` stay. */
function beyond<T extends Login, G>(
  live: readonly T[],
  groupOf: (platformID: number) => G,
  keep: (group: G) => number,
): T[] {
  const seen = new Map<G, number>();
  return live.filter(({ platformID }) => {
    const group = groupOf(platformID);
    const nth = (seen.get(group) ?? 0) + 1;
    seen.set(group, nth);
    return nth > keep(group);
  });
}
const platform = (platformID: number) => platformID;

export const policies: Readonly<Record<0 | 1 | 4 | 5, LoginPolicy>> = {
  /** Nobody is kicked; only the number of tokens has an end. */
  0: {
    issuing: (live, id) => beyond(live, platform, other => (other === id ? MAX_LOGINS - 1 : MAX_LOGINS)),
    connecting: () => false,
  },
  /** One login per platform. */
  1: {
    issuing: (live, id) => beyond(live, platform, other => (other === id ? 0 : 1)),
    connecting: (id, other) => id === other && id !== Admin,
  },
  /** One login per class of platforms. */
  4: {
    issuing: (live, id) => beyond(live, classOf, other => (other === classOf(id) ? 0 : 1)),
    connecting: (id, other) => classOf(id) === classOf(other) && id !== Admin,
  },
  /** PCs without end, and one terminal that is none; of several, Android stays. */
  5: {
    issuing: (live, id) => {
      const others = live.filter(({ platformID }) => !isPC(platformID));
      others.sort((a, b) => Number(b.platformID === Android) - Number(a.platformID === Android));
      return beyond(
        others,
        () => 0,
        () => (isPC(id) ? 1 : 0),
      );
    },
    connecting: (id, other) => !isPC(id) && !isPC(other) && id !== Admin && other !== Admin,
  },
};
