/** Somebody in front of a browser, who finds everything by role and label. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { PATIENCE } from './site.js';

const PASSWORD = 'a-good-password';

/** Somebody in front of a browser. */
export class Visitor {
  constructor(
    readonly page: Page,
    readonly account: string,
  ) {}

  /** In a browser of their own, unless they were there before. */
  static async arrive(browser: Browser, url: string, account: string, before?: BrowserContext): Promise<Visitor> {
    const page = await (before ?? (await browser.newContext())).newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', error => assert.fail(`error on ${account}'s page: ${error.message}`));
    await page.goto(url);
    return new Visitor(page, account);
  }

  button = (name: string, within: Page | Locator = this.page) => within.getByRole('button', { name, exact: true });
  field = (name: string, within: Page | Locator = this.page) => within.getByLabel(name, { exact: true });
  tab = (name: string) => this.page.getByRole('tab', { name, exact: true });
  get card() {
    return this.page.getByRole('form', { name: /^(Sign in|Create account)$/ });
  }
  get friends() {
    return this.page.getByRole('list', { name: 'Friends', exact: true });
  }
  friend(name: string) {
    return this.friends.getByRole('listitem').filter({ hasText: name });
  }

  async register(name: string) {
    await this.button('Create account').click();
    await this.page.getByRole('form', { name: 'Create account' }).waitFor();
    await this.field('Account', this.card).fill(this.account);
    await this.field('Name', this.card).fill(name);
    await this.field('Password', this.card).fill(PASSWORD);
    await this.field('Repeat password', this.card).fill(PASSWORD);
    await this.button('Create account', this.card).click();
    await this.sees('Connected');
  }

  async signIn() {
    await this.field('Account', this.card).fill(this.account);
    await this.field('Password', this.card).fill(PASSWORD);
    await this.button('Sign in', this.card).click();
  }

  /** The connection's state, in its word. */
  async sees(status: string) {
    await this.page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^\\s*${status}\\s*$`) })
      .first()
      .waitFor();
  }

  async apply(keyword: string, greeting: string) {
    await this.page.getByRole('searchbox', { name: 'Find people' }).fill(keyword);
    await this.button('Add').click();
    await this.page.getByRole('textbox', { name: 'Greeting' }).fill(greeting);
    await this.button('Send request').click();
    await this.tab('Sent (1)').waitFor();
    await this.page.getByRole('searchbox', { name: 'Find people' }).fill('');
  }

  /** Something from the menu of a friend's row. */
  async does(item: string, name: string) {
    await this.button(`More about ${name}`, this.friends).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async confirms(name: string) {
    await this.button(name, this.page.getByRole('dialog')).click();
  }
}
