// What every page of the demo has: the language of the elements, light or dark, and buttons that copy.
const root = document.documentElement;
const stored = name => localStorage.getItem(`im-demo-${name}`) ?? '';

function applyScheme(scheme) {
  root.classList.toggle('light', scheme === 'light');
  root.classList.toggle('dark', scheme === 'dark');
}
applyScheme(stored('scheme'));

const lang = document.querySelector('#lang');
if (lang) {
  lang.value = stored('lang') || 'en';
  const apply = () => {
    for (const place of document.querySelectorAll('.window, [data-elements]')) place.lang = lang.value;
  };
  apply();
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
    const before = button.textContent;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
    } catch {
      // Not allowed here: selected, it can be copied by hand.
      return getSelection().selectAllChildren(source);
    }
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = before), 2000);
  });

const size = document.querySelector('#size');
addEventListener('load', () => {
  const entry = performance.getEntriesByType('resource').find(({ name }) => /\/im-elements\.js$/.test(name));
  // Measured here and now; zero where the browser does not tell.
  if (size && entry?.encodedBodySize) size.textContent = `one file of ${(entry.encodedBodySize / 1000).toFixed(1)} kB`;
});
