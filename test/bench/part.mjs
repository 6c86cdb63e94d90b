// One part of the bench: it says how far it is, may take its time as long as it does, and leaves nothing behind, however it ends.

/** ms without a word after which a part counts as stuck: a machine may be busy, but not for so long. */
const SILENCE = 180_000;
/** ms for each thing that is closed at the end. */
const CLOSING = 10_000;

const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** `stuck` rejects after `silence` ms without `beat()`, until `stop()`. */
function watch(name, silence) {
  let said = 'nothing';
  let last = performance.now();
  let timer;
  const stuck = new Promise((_, reject) => {
    timer = setInterval(() => {
      if (performance.now() - last > silence)
        reject(new Error(`${name}: nothing happened for ${silence / 1000} s after "${said}"`));
    }, 1000);
  });
  stuck.catch(() => undefined);
  return {
    stuck,
    beat(text = said) {
      said = text;
      last = performance.now();
    },
    stop() {
      clearInterval(timer);
    },
  };
}

/**
 * Runs a part. `measure` is given `say(text)`, a line of progress; `beat(text)`, progress without a line; and
 * `closing(act)`, what is closed at the end, the last first.
 * @returns {Promise<{ value?: unknown, error?: Error }>} never rejects
 */
export async function runPart(name, measure, { silence = SILENCE, print = console.error } = {}) {
  const start = performance.now();
  const acts = [];
  const { beat, stuck, stop } = watch(name, silence);
  const say = text => {
    beat(text);
    print(`${name}: ${text} (${seconds(start)})`);
  };
  say('begins');
  try {
    const value = await Promise.race([
      measure({
        say,
        beat: what => {
          beat(typeof what === 'string' ? what : undefined);
        },
        closing: act => acts.push(act),
      }),
      stuck,
    ]);
    say('done');
    return { value };
  } catch (error) {
    print(`${name}: FAILED after ${seconds(start)}: ${error.stack ?? error}`);
    return { error };
  } finally {
    stop();
    for (const act of acts.reverse()) {
      let timer;
      await Promise.race([
        Promise.resolve()
          .then(act)
          .catch(() => undefined),
        new Promise(resolve => {
          timer = setTimeout(resolve, CLOSING);
        }),
      ]);
      clearTimeout(timer);
    }
  }
}
