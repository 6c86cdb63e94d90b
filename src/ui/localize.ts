/** Words in the language of the place: follows `lang` up the tree live, loads other languages when asked for, takes a site's own. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { common } from '../locales/en/common.js';
import type { Strings } from '../locales/en.js';
import { languages } from '../locales/index.js';

export type Key = keyof Strings;
export type Values = Readonly<Record<string, string | number>>;
/** `{name}` is replaced by values.name; `one|other` is chosen by values.n. */
export interface Translate {
  (key: Key, values?: Values): string;
  /** The key of an error code's own sentence, or of the general one. */
  errorKey(error: { errCode: number }): Key;
  /** Words for an error code: its own sentence or a general one. */
  error(error: { errCode: number }): string;
}

const english: Partial<Strings> = { ...common };
const loaded = new Map<string, Partial<Strings>>();
const own = new Map<string, Partial<Strings>>();
const hosts = new Set<ReactiveControllerHost>();
const refresh = () => {
  for (const host of hosts) host.requestUpdate();
};
let observer: MutationObserver | undefined;

/** Words by language, loaded when it is asked for. */
type Languages = Readonly<Record<string, () => Promise<Partial<Strings>>>>;
const groups = new Set<Languages>([languages]);
const asked = new Set<unknown>();

/**
 * English words that may be said from now on: a part that is loaded later brings its own.
 * @param others - the same words in other languages; without it, they are in each language's main file.
 */
export function speak(words: Partial<Strings>, others?: Languages) {
  Object.assign(english, words);
  if (others) groups.add(others);
}

/**
 * The site's own words, over the built-in ones.
 * @param strings - by key, see `locales/en/`.
 * @param lang - for this language only; default: for all.
 */
export function setStrings(strings: Partial<Strings>, lang = '') {
  own.set(lang, { ...own.get(lang), ...strings });
  refresh();
}

/** The built-in language for a tag: `zh`, `zh-Hans-CN` → `zh-CN`; unknown → `en`. */
export function languageOf(tag: string): string {
  const names = ['en', ...Object.keys(languages)];
  const base = tag.split('-')[0]!.toLowerCase();
  return (
    names.find(name => name.toLowerCase() === tag.toLowerCase()) ??
    names.find(name => name.split('-')[0] === base) ??
    'en'
  );
}

function load(name: string) {
  for (const { [name]: bring } of groups) {
    if (!bring || asked.has(bring)) continue;
    asked.add(bring);
    bring().then(
      strings => {
        loaded.set(name, { ...loaded.get(name), ...strings });
        refresh();
      },
      () => {
        asked.delete(bring);
      },
    );
  }
}

export class Localize implements ReactiveController {
  /** The tag in force, for `Intl`. */
  lang = 'en';
  t: Translate;

  /** @param words - the English words that the host may say. */
  constructor(
    readonly host: ReactiveControllerHost & HTMLElement,
    words: Partial<Strings> = {},
  ) {
    speak(words);
    host.addController(this);
    const t = (key: Key, values: Values = {}) => {
      const name = languageOf(this.lang);
      let text: string =
        own.get(this.lang)?.[key] ??
        own.get(name)?.[key] ??
        own.get('')?.[key] ??
        loaded.get(name)?.[key] ??
        english[key] ??
        key;
      if (text.includes('|'))
        text = text.split('|')[new Intl.PluralRules(this.lang).select(Number(values.n)) === 'one' ? 0 : 1]!;
      return text.replace(/\{(\w+)\}/g, (_, key: string) =>
        typeof values[key] === 'number' ? values[key].toLocaleString(this.lang) : (values[key] ?? ''),
      );
    };
    const errorKey = ({ errCode }: { errCode: number }) =>
      `e${errCode}` in english ? (`e${errCode}` as Key) : 'eOther';
    this.t = Object.assign(t, { errorKey, error: (error: { errCode: number }) => t(errorKey(error)) });
  }
  hostConnected() {
    hosts.add(this.host);
    observer ??= new MutationObserver(refresh);
    observer.observe(document, { subtree: true, attributeFilter: ['lang', 'dir'] });
  }
  hostDisconnected() {
    hosts.delete(this.host);
    if (hosts.size) return;
    observer?.disconnect();
  }
  hostUpdate() {
    let node: Element | null = this.host;
    let tag = '';
    while (node && !(tag = node.closest<HTMLElement>('[lang]')?.lang ?? ''))
      node = (node.getRootNode() as ShadowRoot).host as Element | null;
    try {
      this.lang = Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      this.lang = 'en';
    }
    load(languageOf(this.lang));
  }
}
