// Three addresses, kept in this browser and in the address of this page (behind the #, which is sent to nobody).
import { t } from './words.js';

const form = document.querySelector('#addresses');
const wrong = document.querySelector('#wrong');
const place = document.querySelector('#place');
const KEY = 'im-demo-openim';
const NAMES = ['api', 'ws', 'account'];

const fromHash = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
for (const name of NAMES) form.elements[name].value = fromHash[name] ?? kept[name] ?? '';

/** What is wrong with the addresses, in words; "" = nothing. */
function problem({ api, ws }) {
  if (!/^https?:\/\//.test(api)) return t('The API address begins with https:// (or http:// on your own machine).');
  if (!/^wss?:\/\//.test(ws)) return t('The gateway address begins with wss:// (or ws:// on your own machine).');
  if (location.protocol === 'https:' && (api.startsWith('http:') || ws.startsWith('ws:')))
    return t('This page was loaded by https: browsers allow it https:// and wss:// addresses only.');
  return '';
}

function use(values) {
  const client = document.createElement('im-client');
  client.setAttribute('api-url', values.api);
  client.setAttribute('ws-url', values.ws);
  if (values.account) client.setAttribute('account-url', values.account);
  place.querySelector('im-client')?.remove();
  // The name is free again once the old client is gone.
  queueMicrotask(() => {
    place.querySelector('#client').replaceChildren(client);
    place.hidden = false;
    dispatchEvent(new Event('im-demo-client'));
  });
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const values = Object.fromEntries(NAMES.map(name => [name, form.elements[name].value.trim().replace(/\/+$/, '')]));
  wrong.textContent = problem(values);
  if (wrong.textContent) return;
  localStorage.setItem(KEY, JSON.stringify(values));
  location.hash = new URLSearchParams(values).toString();
  use(values);
});
if (form.elements.api.value && form.elements.ws.value && form.checkValidity()) form.requestSubmit();
