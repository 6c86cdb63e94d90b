/** A visitor who talks: the messages on the page, what is written, what the list of conversations says. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { PATIENCE } from './site.js';
import { Visitor } from './visitor.js';

export class Talker {
  constructor(readonly visitor: Visitor) {}

  static async arrive(browser: Browser, url: string, account: string, before?: BrowserContext): Promise<Talker> {
    return new Talker(await Visitor.arrive(browser, url, account, before));
  }

  get page() {
    return this.visitor.page;
  }
  get log() {
    return this.page.getByRole('log', { name: 'Messages' });
  }
  get composer() {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }
  /** Messages are named by who, when and what: by the text, one may be found. */
  message(text: string): Locator {
    return this.log.getByRole('article', { name: new RegExp(`: ${text}( \\(|$)`) });
  }
  /** What became of an own message. */
  state(text: string, state: string): Locator {
    return this.message(text).getByRole('img', { name: state, exact: true });
  }
  conversation(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'Conversations', exact: true })
      .getByRole('listitem', { name, exact: true });
  }
  async open(name: string) {
    await this.conversation(name).getByRole('button', { name, exact: true }).click();
    await this.composer.waitFor();
  }
  async say(text: string) {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }
  /** Something from the menu of a message. */
  async does(item: string, text: string) {
    await this.message(text).hover();
    await this.message(text).getByRole('button', { name: 'Message actions' }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }
  async attach(file: { name: string; mimeType: string; buffer: Buffer }) {
    const chosen = this.page.waitForEvent('filechooser');
    await this.visitor.button('Attach file').click();
    await (await chosen).setFiles(file);
    await this.page.getByRole('list', { name: 'To send' }).getByRole('listitem').waitFor();
    await this.composer.press('Enter');
  }

  /** The texts of the messages that are in the page now. */
  async shown(): Promise<string[]> {
    const names = await this.log
      .getByRole('article')
      .evaluateAll(articles => articles.map(article => article.getAttribute('aria-label') ?? ''));
    return names.map(name => name.replace(/^[^:]+, [^:]+:[^:]+: /, '').replace(/ \([^)]*\)$/, ''));
  }
  /** Scrolls up until a message is there; gives the texts of all that were seen on the way, whose order never differed. */
  async scrollUpTo(first: string): Promise<string[]> {
    let seen = await this.shown();
    await this.log.hover();
    for (const end = Date.now() + 4 * PATIENCE; !seen.includes(first) && Date.now() < end;) {
      await this.page.mouse.wheel(0, -600);
      // Wheels that come together, as on a busy machine, would pass over what is alive.
      await this.log.evaluate(async log => {
        for (let top = NaN; top !== log.scrollTop;) {
          top = log.scrollTop;
          for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
        }
      });
      seen = joined(await this.shown(), seen);
    }
    assert.ok(seen.includes(first), `${first} was not reached; the first was ${seen[0]}`);
    return seen;
  }
}

/** Two stretches of the same messages as one. */
function joined(above: string[], below: string[]): string[] {
  const at = above.indexOf(below[0]!);
  assert.ok(at >= 0, `nothing was passed over between ${above.at(-1)} and ${below[0]}`);
  const common = Math.min(above.length - at, below.length);
  assert.deepEqual(above.slice(at, at + common), below.slice(0, common));
  return [...above.slice(0, at), ...below];
}
