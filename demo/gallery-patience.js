// Waiting is a state to look at here: what would give up after some seconds goes on waiting, and a notice stays.
const LONG = 5000;
const NEVER = 2 ** 31 - 1;

const { setTimeout: soon } = window;
window.setTimeout = (run, ms, ...values) => soon(run, ms >= LONG ? NEVER : ms, ...values);
AbortSignal.timeout = () => new AbortController().signal;
