// Shows every element in every state; the address says which, how wide, in which language and theme.
import { giveFocusBack } from './gallery-patience.js';
import { setStrings, strings } from './im-elements.js';
import { cases } from './gallery-cases.js';

const root = document.documentElement;
const options = document.querySelector('#options');
const stage = document.querySelector('#stage');
const progress = document.querySelector('#progress');
const asked = new URLSearchParams(location.search);

/** A language nobody speaks: every word turned around, a third longer, right to left. For the eyes of a developer. */
const PSEUDO = 'ar-XB';
const turned = text =>
  text
    .split(/(\{\w+\}|\||\s+)/)
    .map(part =>
      /^(\{\w+\}|\||\s*)$/.test(part)
        ? part
        : `\u200f\u202e${part}${'~'.repeat(Math.ceil(part.length / 3))}\u202c\u200f`,
    )
    .join('');
setStrings(Object.fromEntries(Object.entries(await strings()).map(([key, text]) => [key, turned(text)])), PSEUDO);

const all = new Option('All', '');
options.only.append(all, ...Object.keys(cases).map(tag => new Option(tag, tag)));
for (const [name, value] of asked) if (options[name]) options[name].value = value;
if (asked.get('width') && !options.width.value) {
  options.width.append(new Option(`${asked.get('width')} px`, asked.get('width')));
  options.width.value = asked.get('width');
}

function dress() {
  const { lang, theme, width, density } = options;
  root.lang = lang.value;
  root.dir = asked.get('dir') ?? (lang.value === PSEUDO ? 'rtl' : 'ltr');
  root.className = theme.value;
  root.style.setProperty('--width', `${width.value}px`);
  for (const element of stage.querySelectorAll('.frame > *')) element.density = density.value;
}
dress();

options.addEventListener('change', ({ target }) => {
  asked.set(target.name, target.value);
  history.replaceState(null, '', `?${asked}`);
  if (target.name === 'only') location.reload();
  else dress();
});

/** How elements are shown: with a height of their own, with a margin, or without a frame because they bring one. */
const kinds = {
  'im-requests': 'tall',
  'im-friend-list': 'low',
  'im-profile': 'roomy',
  'im-status': 'roomy',
  'im-unread': 'roomy',
  'im-widget': 'corner',
  'im-login': 'bare',
};

const jobs = [];
const failures = [];
for (const [tag, states] of Object.entries(cases)) {
  if (options.only.value && tag !== options.only.value) continue;
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = `<${tag}>`;
  const grid = document.createElement('div');
  grid.className = 'cases';
  section.append(title, grid);
  for (const [state, make] of Object.entries(states)) {
    if (asked.get('state') && state !== asked.get('state')) continue;
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = state;
    const frame = document.createElement('div');
    frame.className = `frame ${kinds[tag] ?? ''}`;
    const element = document.createElement(tag);
    frame.append(element);
    figure.append(caption, frame);
    grid.append(figure);
    jobs.push(async () => {
      try {
        await make(element);
        await element.updateComplete;
      } catch (error) {
        failures.push(`${tag}, ${state}: ${error.message}`);
      }
    });
  }
  stage.append(section);
}
dress();

let done = 0;
await Promise.all(
  jobs.map(async job => {
    await job();
    progress.textContent = ++done < jobs.length ? `${done} of ${jobs.length} states made` : failures.join('\n');
  }),
);
dress();
// Presence is asked for in bundles, a moment after the rows are there.
await new Promise(resolve => setTimeout(resolve, 600));
giveFocusBack();
root.dataset.ready = failures.length ? 'failed' : 'true';
