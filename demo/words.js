// The pages' own words in the language that is chosen: English stands in the HTML, another language is a table that is loaded.
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'content'];
const tables = { 'zh-CN': () => import('./zh-CN.js') };

let table = {};
/** What stands in the HTML, by text node or attribute: the way back to English. */
const english = new WeakMap();
const plain = text => text.replace(/\s+/g, ' ').trim();

/** An English sentence in the language of the page; English when there is no other. */
export const t = text => table[plain(text)] ?? text;

/** Everything in the page that people read, but what is within our own elements, scripts and code. */
function* texts() {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: node =>
      /^(im-.*|script|style|pre|code|option)$/i.test(node.nodeName) && node.getAttribute('aria-label') === null
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (plain(node.data) && !node.parentElement.closest('pre, code')) yield [node, 'data'];
    } else
      for (const name of ATTRIBUTES) {
        const attribute = node.getAttributeNode(name);
        if (attribute) yield [attribute, 'value'];
      }
  }
}

/** Says the whole page in a language, and names it on `<html>`, where the elements look for it. */
export async function speak(lang) {
  table = (await tables[lang]?.())?.words ?? {};
  for (const [place, key] of texts()) {
    if (!english.has(place)) english.set(place, place[key]);
    const before = english.get(place);
    const words = table[plain(before)];
    const [start, end] = [/^\s*/, /\s*$/].map(space => space.exec(before)[0]);
    // Chinese has no spaces between words, and its marks bring their own.
    place[key] = words === undefined ? before : lang.startsWith('zh') ? words : start + words + end;
  }
  document.documentElement.lang = lang;
}
