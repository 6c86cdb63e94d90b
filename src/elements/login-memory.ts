/** What the sign-in card remembers between visits: the method and the account, never a secret. */
import type { Method } from './login-fields.js';

const FIELDS = ['account', 'email', 'areaCode', 'phoneNumber'];
type Memory = { method?: Method } & Record<string, string>;

const keyOf = (server: string, name: string) => `im-elements/login/${name}/${server}`;

/** @param server - `client.server`; @param name - the client's name on the page. */
export function recall(server: string, name: string): Memory {
  try {
    return JSON.parse(localStorage.getItem(keyOf(server, name)) ?? '{}') as Memory;
  } catch {
    return {};
  }
}

/** Without `method`, forgets. */
export function remember(server: string, name: string, values: Readonly<Record<string, string>>, method?: Method) {
  try {
    if (method)
      localStorage.setItem(
        keyOf(server, name),
        JSON.stringify({ ...Object.fromEntries(FIELDS.map(field => [field, values[field]])), method }),
      );
    else localStorage.removeItem(keyOf(server, name));
  } catch {
    // Storage may be forbidden; then nothing is remembered.
  }
}
