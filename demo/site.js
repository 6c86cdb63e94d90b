// What every page of the demo has: its language, light or dark, and buttons that copy.
import { speak, t } from './words.js';

const root = document.documentElement;
const stored = name => localStorage.getItem(`im-demo-${name}`) ?? '';

function applyScheme(scheme) {
  root.classList.toggle('light', scheme === 'light');
  root.classList.toggle('dark', scheme === 'dark');
}
applyScheme(stored('scheme'));

/** An element with its attributes and what is in it. */
function make(name, attributes, ...within) {
  const element = document.createElementNS(
    /^(svg|path)$/.test(name) ? 'http://www.w3.org/2000/svg' : root.namespaceURI,
    name,
  );
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...within);
  return element;
}
const moon = 'M20 14.5A8 8 0 0 1 9.500 4 8 8 0 1 0 20 14.500z';
document
  .querySelector('.switches')
  ?.append(
    make('label', { class: 'sr', for: 'lang' }, 'Language'),
    make('select', { id: 'lang' }, new Option('English', 'en'), new Option('简体中文', 'zh-CN')),
    make(
      'button',
      { id: 'scheme', type: 'button', 'aria-label': 'Change between light and dark', title: 'Light or dark' },
      make('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': true }, make('path', { d: moon })),
    ),
  );

const lang = document.querySelector('#lang');
if (lang) {
  lang.value = stored('lang') || 'en';
  const apply = () => speak(lang.value);
  if (lang.value !== root.lang) apply();
  lang.addEventListener('change', () => {
    localStorage.setItem('im-demo-lang', lang.value);
    apply();
  });
}

document.querySelector('#scheme')?.addEventListener('click', () => {
  const next =
    getComputedStyle(root).colorScheme.startsWith('dark') ||
    (!stored('scheme') && matchMedia('(prefers-color-scheme: dark)').matches)
      ? 'light'
      : 'dark';
  localStorage.setItem('im-demo-scheme', next);
  applyScheme(next);
});

for (const button of document.querySelectorAll('[data-copy]'))
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = t('Copied');
    } catch {
      // Not there without https, or not allowed: the text is marked, ready to be copied by hand.
      getSelection().selectAllChildren(source);
      source.focus();
      button.textContent = t('Press Ctrl+C');
    }
    setTimeout(() => (button.textContent = t('Copy')), 2000);
  });
