/** English words for tests of templates. */
import { strings as en } from '../../src/locales/en.js';
import type { Key, Translate, Values } from '../../src/ui/localize.js';

const t = (key: Key, values: Values = {}) =>
  en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
export const english: Translate = Object.assign(t, {
  errorKey: ({ errCode }: { errCode: number }): Key => (`e${errCode}` in en ? (`e${errCode}` as Key) : 'eOther'),
  error: ({ errCode }: { errCode: number }) => (en as Record<string, string>)[`e${errCode}`] ?? en.eOther,
});
