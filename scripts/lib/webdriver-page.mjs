// Keyboard, mouse and window of a WebDriver session, in the shape that @web/test-runner's commands expect of a page.

/** WebDriver's code points for keys that write no character. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  Meta: '\uE03D',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`F${i + 1}`, String.fromCharCode(0xe031 + i)])),
};
const BUTTONS = ['left', 'middle', 'right'];

/** @param {string} key a name as in KeyboardEvent.key, or one character */
export function keyValue(key) {
  const value = KEYS[key] ?? key;
  if ([...value].length !== 1) throw new Error(`There is no key "${key}"`);
  return value;
}

/**
 * @param {(method: string, path: string, body?: object) => Promise<unknown>} call a command of the session
 */
export function webDriverPage(call) {
  const perform = (type, id, actions) => call('POST', '/actions', { actions: [{ type, id, actions }] });
  const keys = actions => perform('key', 'keyboard', actions);
  const mouse = actions => perform('pointer', 'mouse', actions);
  const press = key => [
    { type: 'keyDown', value: keyValue(key) },
    { type: 'keyUp', value: keyValue(key) },
  ];
  const button = ({ button: name = 'left' } = {}) => BUTTONS.indexOf(name);
  const move = (x, y) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), origin: 'viewport' });
  return {
    keyboard: {
      type: text => keys([...text].flatMap(press)),
      /** Also with modifiers, as in "Shift+Tab". */
      press(combination) {
        const names = combination.split(/(?<=.)\+/);
        const held = names.slice(0, -1);
        return keys([
          ...held.map(key => ({ type: 'keyDown', value: keyValue(key) })),
          ...press(names.at(-1)),
          ...held.reverse().map(key => ({ type: 'keyUp', value: keyValue(key) })),
        ]);
      },
      down: key => keys([{ type: 'keyDown', value: keyValue(key) }]),
      up: key => keys([{ type: 'keyUp', value: keyValue(key) }]),
    },
    mouse: {
      move: (x, y) => mouse([move(x, y)]),
      click: (x, y, options) =>
        mouse([
          move(x, y),
          { type: 'pointerDown', button: button(options) },
          { type: 'pointerUp', button: button(options) },
        ]),
      down: options => mouse([{ type: 'pointerDown', button: button(options) }]),
      up: options => mouse([{ type: 'pointerUp', button: button(options) }]),
    },
    setViewportSize: size => call('POST', '/window/rect', size),
    async emulateMedia() {
      throw new Error('WebKit’s driver cannot pretend other media: such a test belongs to Chromium');
    },
  };
}
