/** Asks which square of a picture is to be one's own; loaded when a picture was chosen. */
import { LitElement, css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { basics } from './basics.js';
import { encode } from './encode.js';
import { ImDialog } from './im-dialog.js';
import type { Translate } from './localize.js';
import { base } from './tokens.js';

/** Pixels of the square that is made. */
const SIDE = 256;
const NEAREST = 4;
/** Share of the square that an arrow key moves it. */
const STEP = 0.05;

/**
 * @element im-crop-picture
 */
export class ImCropPicture extends LitElement {
  static override styles = [
    base,
    basics,
    css`
      :host { background: none; container-type: normal; }
      .crop { display: grid; justify-items: center; gap: 16px; }
      .stage { border-radius: 50%; overflow: hidden; inline-size: min(256px, 60vw); aspect-ratio: 1; cursor: grab; touch-action: none; background: var(--_tint); }
      .stage:active { cursor: grabbing; }
      canvas { display: block; inline-size: 100%; block-size: 100%; }
      label { display: flex; align-items: center; gap: 12px; inline-size: min(256px, 60vw); }
      input { flex: 1; min-inline-size: 0; min-block-size: 24px; margin: 0; accent-color: var(--_accent); }
      .error { margin: 0; }
    `,
  ];

  static define() {
    ImDialog.define();
    if (!customElements.get('im-crop-picture')) customElements.define('im-crop-picture', ImCropPicture);
  }

  @property({ attribute: false }) t!: Translate;
  @state() private zoom = 1;
  @state() private failed = '';
  @query('im-dialog') private dialog!: ImDialog;
  @query('canvas') private canvas!: HTMLCanvasElement;
  #bitmap: ImageBitmap | undefined;
  /** The middle of the square, in pixels of the picture. */
  #x = 0;
  #y = 0;
  #held: { x: number; y: number } | undefined;
  #save: (picture: Blob) => Promise<string | undefined> = () => Promise.resolve(undefined);

  /**
   * Opens the dialog.
   * @param save - is given the square; gives words when it could not be saved: they are shown, and it can be tried again.
   * @returns whether it was saved. @throws when the file is no picture that the browser can read.
   */
  async crop(file: Blob, save: (picture: Blob) => Promise<string | undefined>): Promise<boolean> {
    this.#bitmap = await createImageBitmap(file);
    this.#x = this.#bitmap.width / 2;
    this.#y = this.#bitmap.height / 2;
    this.#save = save;
    this.zoom = 1;
    this.failed = '';
    await this.updateComplete;
    this.#draw();
    try {
      return await this.dialog.ask();
    } finally {
      this.#bitmap.close();
      this.#bitmap = undefined;
    }
  }

  override render() {
    const { t } = this;
    if (!t) return nothing;
    return html`<im-dialog .heading=${t('cropPicture')} .confirmLabel=${t('save')} .cancelLabel=${t('cancel')} .accept=${this.#accept}>
      <div class="crop">
        <div class="stage" role="group" tabindex="0" aria-label=${t('cropMove')} @pointerdown=${this.#grab} @pointermove=${this.#drag} @pointerup=${this.#drop} @pointercancel=${this.#drop} @wheel=${this.#wheel} @keydown=${this.#keys}>
          <canvas width=${SIDE} height=${SIDE} aria-hidden="true"></canvas>
        </div>
        <label>${t('zoom')}<input type="range" min="1" max=${NEAREST} step="0.02" .value=${String(this.zoom)} @input=${this.#zoomed} /></label>
        <div role="alert">${this.failed ? html`<p class="error">${this.failed}</p>` : nothing}</div>
      </div>
    </im-dialog>`;
  }

  /** Side of the square, in pixels of the picture. */
  get #side() {
    const { width, height } = this.#bitmap!;
    return Math.min(width, height) / this.zoom;
  }
  #draw() {
    if (!this.#bitmap) return;
    const side = this.#side;
    const within = (at: number, length: number) => Math.min(Math.max(at, side / 2), length - side / 2);
    this.#x = within(this.#x, this.#bitmap.width);
    this.#y = within(this.#y, this.#bitmap.height);
    const context = this.canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, SIDE, SIDE);
    context.drawImage(this.#bitmap, this.#x - side / 2, this.#y - side / 2, side, side, 0, 0, SIDE, SIDE);
  }
  #move(x: number, y: number) {
    this.#x += x * this.#side;
    this.#y += y * this.#side;
    this.#draw();
  }
  #near(zoom: number) {
    this.zoom = Math.min(NEAREST, Math.max(1, zoom));
    this.#draw();
  }

  #zoomed = (event: Event) => {
    this.#near(Number((event.target as HTMLInputElement).value));
  };
  #wheel = (event: WheelEvent) => {
    event.preventDefault();
    this.#near(this.zoom * (event.deltaY < 0 ? 1.08 : 1 / 1.08));
  };
  #keys = (event: KeyboardEvent) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    this.#move(...step);
  };
  #grab = (event: PointerEvent) => {
    const stage = event.currentTarget as HTMLElement;
    stage.setPointerCapture(event.pointerId);
    this.#held = event;
  };
  #drag = (event: PointerEvent) => {
    if (!this.#held) return;
    const { width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.#move((this.#held.x - event.x) / width, (this.#held.y - event.y) / width);
    this.#held = event;
  };
  #drop = () => {
    this.#held = undefined;
  };

  #accept = async () => {
    const { canvas } = this;
    this.failed = '';
    let picture = await encode(canvas, 'image/webp');
    if (!picture) {
      // A JPEG has no holes: they would be black.
      const context = canvas.getContext('2d')!;
      context.globalCompositeOperation = 'destination-over';
      context.fillStyle = '#fff';
      context.fillRect(0, 0, SIDE, SIDE);
      context.globalCompositeOperation = 'source-over';
      picture = await encode(canvas, 'image/jpeg');
    }
    this.failed = (picture ? await this.#save(picture) : this.t('eOther')) ?? '';
    return !this.failed;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-crop-picture': ImCropPicture;
  }
}
