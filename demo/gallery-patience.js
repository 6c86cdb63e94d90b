// Waiting is a state to look at here: what would give up after some seconds goes on waiting, and a notice stays. The focus stays, too.
const LONG = 5000;
const NEVER = 2 ** 31 - 1;

const { setTimeout: soon } = window;
window.setTimeout = (run, ms, ...values) => soon(run, ms >= LONG ? NEVER : ms, ...values);
AbortSignal.timeout = () => new AbortController().signal;

// Forms that open take the focus, and the page would scroll to them. It is the visitor's once all states are made, or somebody acts.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = () => {};
export const giveFocusBack = () => (HTMLElement.prototype.focus = focus);
for (const type of ['pointerdown', 'keydown']) addEventListener(type, giveFocusBack, { capture: true, once: true });

// Failures are made here on purpose, to be looked at: what is told of them stays off the console, all else is on it.
const { warn } = console;
console.warn = (...words) => {
  if (!/^im-elements: \w+ failed:$/.test(words[0])) warn.apply(console, words);
};
