// The size budgets, and how a build's records compare with them. Sizes are bytes of `gzip -9`; 1 kB is 1,000 bytes.

/** @typedef {{ file: string, name: string, entry: boolean, imports: string[], gzip: number, modules: string[] }} Chunk */

/** Each measured bundle, its budget in kB, and what a visitor's first view needs besides the file: modules that are loaded later. */
export const BUDGETS = {
  // Of this 0.3 kB, and of the card's 0.6 kB, are what sharing between tabs and acting offline hook into.
  client: { title: 'The client without elements (`im-elements/client`)', budget: 16.3 },
  login: {
    title: '`<im-login>` alone with its client and the sign-in card',
    budget: 28.6,
    with: 'src/elements/login-card.ts',
  },
  all: { title: 'All elements in one file (`im-elements.js`)', budget: 42 },
  loopback: { title: 'The server inside the page (`im-elements/loopback`)', budget: 60 },
};

/** Budget in kB of one further language. */
export const LOCALE_BUDGET = 3;

const kB = bytes => (bytes / 1000).toFixed(1);

/** Budget in kB of all that a page with `<im-client> <im-login> <im-friend-list> <im-requests>` loads by itself. */
const PAGE_BUDGET = 45;

/** Such a page, from the script tag to what it shows, and which modules that needs of what is loaded later. */
const PAGES = {
  'A page with sign-in, friends and requests, signed out': ['src/elements/login-card.ts'],
  'A page with sign-in, friends and requests, signed in': ['src/elements/login-chip.ts', 'src/transport/socket.ts'],
};

/**
 * What is loaded for a purpose of its own, in this order, beyond what a page has by then: its first modules, and its budget in kB.
 * The first is all code of what one sees first of it, whichever of its elements a page has; what comes right after, or by an act, has rows of its own.
 */
const PURPOSES = {
  'Chat: the first view of the widget’s panel, conversations and a conversation of words': {
    modules: [
      'src/core/chat/index.ts',
      'src/elements/chat-view.ts',
      'src/elements/conversation-rows.ts',
      'src/elements/widget-panel.ts',
    ],
    budget: 24.3,
  },
  'The messages of a conversation as a virtual list, loaded beside it': {
    modules: ['src/ui/chat-log.ts', 'node_modules/@tanstack/virtual-core/dist/esm/index.js'],
    budget: 12.2,
  },
  'Right after the first view of chats: sending, notifications, who is typing': {
    modules: ['src/core/chat/after.ts'],
    budget: 5,
  },
  'Right after the first view of a conversation: read marks, announcements, sounds; pictures, files, voices and all else in messages':
    {
      modules: ['src/elements/chat-news.ts', 'src/ui/content/rare.ts', 'src/elements/base/alerts.ts'],
      budget: 9,
    },
  'Right after the first view of the widget’s panel: its menu, sounds, who knows nobody yet': {
    modules: ['src/elements/widget-alerts.ts'],
    budget: 6,
  },
  'Sharing a session between tabs, and acting offline: loaded beside the page': {
    modules: ['src/core/share.ts', 'src/core/acts.ts'],
    budget: 6,
  },
  'By an act: menus, questions, search in a conversation': {
    modules: ['src/elements/chat-acts.ts', 'src/elements/conversation-menu.ts'],
    budget: 12,
  },
  'By an act: quotes, and where files are dropped': { modules: ['src/ui/composer-more.ts'], budget: 2 },
  'Links in texts': { modules: ['src/ui/links.ts'], budget: 6 },
  'Emoji, with their English names': { modules: ['src/ui/emoji-picker.ts', 'src/ui/emoji/en.ts'], budget: 12 },
};

/** What a page loads: the entry and all it imports without asking; with modules' names, also what brings those. */
function atOnce(chunks, ...asked) {
  const byFile = new Map(chunks.map(chunk => [chunk.file, chunk]));
  const loaded = new Set();
  const load = chunk => {
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    chunk.imports.forEach(file => load(byFile.get(file)));
  };
  chunks.filter(({ entry, modules }) => entry || asked.some(name => modules.includes(name))).forEach(load);
  return [...loaded];
}

/** A further language; groups of English words are parts like others. */
const LOCALE = /^src\/locales\/(?!en[./]|groups\/|index\.)([\w-]+)(?:\/(\w+))?\.ts$/;
const isLocale = ({ entry, modules }) => !entry && modules.length > 0 && modules.every(module => LOCALE.test(module));
/** `zh-CN`, or with the group `zh-CN, chat`. */
const localeName = ({ modules }) => LOCALE.exec(modules[0]).slice(1).filter(Boolean).join(', ');

const sum = chunks => chunks.reduce((bytes, { gzip }) => bytes + gzip, 0);
const has = (chunks, module) => chunks.some(({ modules }) => modules.includes(module));

const isServer = module => /^src\/(server\/|loopback\.ts)/.test(module);

/**
 * @param {Record<string, Chunk[] | undefined>} records by bundle; a missing one is not built yet
 * @returns {{ table: string, problems: string[] }}
 */
export function report(records) {
  const rows = [];
  const problems = [];
  const measure = (title, bytes, budget) => {
    rows.push(`| ${title} | ${kB(bytes)} kB | ${budget ? `${budget} kB` : '–'} |`);
    if (budget && bytes > budget * 1000) problems.push(`${title}: ${kB(bytes)} kB is over its budget of ${budget} kB`);
  };
  for (const [name, { title, budget, with: asked }] of Object.entries(BUDGETS)) {
    const chunks = records[name];
    if (!chunks) {
      problems.push(`${title}: not built, its entry is missing`);
      continue;
    }
    if (asked && !has(chunks, asked)) problems.push(`${title}: ${asked} is in no file`);
    measure(title, sum(atOnce(chunks, asked)), budget);
    if (name === 'all') {
      for (const [page, modules] of Object.entries(PAGES)) {
        for (const module of modules) if (!has(chunks, module)) problems.push(`${page}: ${module} is in no file`);
        measure(page, sum(atOnce(chunks, ...modules)), PAGE_BUDGET);
      }
      const early = atOnce(chunks);
      const had = new Set(atOnce(chunks, ...Object.values(PAGES).flat()));
      for (const [purpose, { modules, budget }] of Object.entries(PURPOSES)) {
        for (const module of modules) if (!has(chunks, module)) problems.push(`${purpose}: ${module} is in no file`);
        const more = atOnce(chunks, ...modules).filter(chunk => !had.has(chunk));
        measure(purpose, sum(more), budget);
        for (const chunk of more) had.add(chunk);
      }
      measure('Everything that can load later, together', sum(chunks.filter(chunk => !early.includes(chunk))));
    }
    const strays = name === 'loopback' ? [] : chunks.flatMap(({ modules }) => modules.filter(isServer));
    if (strays.length) problems.push(`${title} contains the server: ${strays.slice(0, 3).join(', ')}`);
  }
  const all = records.all ?? [];
  const early = new Set(atOnce(all));
  for (const chunk of [...all].sort((a, b) => a.name.localeCompare(b.name))) {
    if (early.has(chunk)) continue;
    const [title, budget] = isLocale(chunk)
      ? [`Language ${localeName(chunk)}, when asked for`, LOCALE_BUDGET]
      : [`${chunk.name}, when needed`];
    measure(title, chunk.gzip, budget);
  }
  return { table: ['| What a page loads | gzip -9 | Budget |', '| --- | ---: | ---: |', ...rows].join('\n'), problems };
}
