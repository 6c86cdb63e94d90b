// Comes to every test page with chai's plugins: `accessible()` measures what stands, never what is still fading in.

/** The document and every shadow root in it: getAnimations() of the one tells nothing of the others in every engine. */
function roots(root: Document | ShadowRoot): DocumentOrShadowRoot[] {
  return [root, ...[...root.querySelectorAll('*')].flatMap(el => (el.shadowRoot ? roots(el.shadowRoot) : []))];
}

/** What moves now; style changes that were made just before are counted in. */
const moving = () => [...new Set(roots(document).flatMap(root => root.getAnimations()))];

const ends = ({ effect }: Animation) => effect?.getComputedTiming().endTime !== Infinity;

/**
 * Waits until no transition or animation runs any more, of those that follow one another too.
 * One without an end is taken back, as it is where people ask for less motion; one that stands still is left alone.
 */
export async function still(): Promise<void> {
  for (;;) {
    // The event that tells of an end, and may begin the next, comes up to one frame after it.
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    const all = moving();
    for (const each of all) if (!ends(each)) each.cancel();
    const ending = all.filter(
      each => ends(each) && (each.pending || each.playState === 'running') && each.playbackRate,
    );
    if (!ending.length) return;
    // One that is cancelled on its way has come to its end as well.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }
}

interface Awaited extends Chai.AssertionPrototype {
  then?: unknown;
}

/** Has `accessible()` wait until all is still. */
export const whenStill: Chai.ChaiPlugin = ({ Assertion }) =>
  Assertion.overwriteMethod(
    'accessible',
    original =>
      function (this: Awaited, ...options: unknown[]) {
        const result = still().then(() => original.apply(this, options) as unknown);
        // An await has one answer, whether it asks before axe runs or after.
        this.then = result.then.bind(result);
        return this;
      },
  );
