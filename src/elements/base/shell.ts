/** Elements of which only the outside is always there: attributes, events and a place of about the final size. The inside is loaded when one is on a page. */
import { controls, errorState, skeletonRows } from '../../ui/controls.js';
import { apart, base } from '../../ui/tokens.js';
import { ImElement } from './im-element.js';
import { Later } from './lazy.js';

/** The inside of such an element: a controller of its host that gives the template. */
export interface Body {
  render(): unknown;
  focus?(): void;
}

export abstract class Shell<B extends Body> extends ImElement {
  static override styles = [base, apart, controls];

  /** Imports the inside and makes it. */
  protected abstract make(): Promise<B>;
  protected body: Later<B> = new Later(this, () => this.make());

  constructor() {
    super();
    // A client that comes later is noticed.
    this.select([], () => 0);
  }

  /** Stands for the inside until it is there. */
  protected wait(): unknown {
    return skeletonRows(2);
  }

  override willUpdate() {
    const { value, error } = this.body;
    if (this.client && !value && !error) void this.body.use();
    this.mark('loading', !value && !error);
    this.mark('error', !!error);
  }

  override render() {
    const { value, error } = this.body;
    if (value) return value.render();
    return error
      ? errorState({ text: this.t.error(error), label: this.t('tryAgain'), retry: () => void this.body.use() })
      : this.wait();
  }

  override focus() {
    const { value } = this.body;
    if (value?.focus) value.focus();
    else super.focus();
  }

  /** Complete is what is drawn with its inside. */
  protected override async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    if (!this.client || this.body.value || this.body.error) return done;
    await this.body.use();
    return super.getUpdateComplete();
  }
}
