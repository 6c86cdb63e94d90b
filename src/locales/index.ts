/** Every language but English, loaded when `lang` asks for it. Generated from the files of this folder. */
import type { Strings } from './en.js';

export const languages: Readonly<Record<string, () => Promise<Strings>>> = {
  'zh-CN': async () => (await import('./zh-CN.js')).strings,
};
