/** Records a voice: a bar with its loudness and its length, instead of the field; loaded when somebody wants to speak. */
import { LitElement, css, html, svg } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { basics } from './basics.js';
import { drawing } from './drawing.js';
import type { Key, Translate } from './localize.js';
import { lengthText } from './summary.js';
import { base } from './tokens.js';

/** Seconds of the longest voice, and of the shortest. */
const LONGEST = 60;
const SHORTEST = 0.5;
/** Values of the waveform that goes with it, and bars of the meter. */
const VALUES = 40;
const BARS = 48;
/** ms between two looks at the loudness. */
const LOOK = 60;
/** Small, and played by every browser that can't record in it. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** `n` values of as many as there are: the loudest of each stretch, so that the loudest of all is 1. */
export function waveformOf(levels: readonly number[], n = VALUES): number[] {
  const most = Math.max(0.01, ...levels);
  return Array.from({ length: n }, (_, i) => {
    const from = Math.floor((i * levels.length) / n);
    const to = Math.max(from + 1, Math.floor(((i + 1) * levels.length) / n));
    return Math.round((Math.max(0, ...levels.slice(from, to)) / most) * 100) / 100;
  });
}

/**
 * Asks for the microphone and records as soon as it is on the page.
 * @element im-voice-recorder
 * @fires {CustomEvent<{ blob: Blob; duration: number; waveform: number[] }>} im-voice - It is to be sent: seconds; loudness 0–1.
 * @fires {CustomEvent<{ why?: Key }>} im-voice-end - It is over; `why` when not by the user's will.
 */
export class ImVoiceRecorder extends LitElement {
  static override styles = [
    base,
    basics,
    css`
      :host { background: none; container-type: normal; }
      .bar { display: flex; align-items: center; gap: 6px; padding: 3px; border-radius: 24px; background: var(--_tint); }
      .icon-btn { inline-size: 40px; min-block-size: 40px; }
      .icon-btn.send { inline-size: 38px; min-block-size: 38px; margin: 1px; margin-inline-start: auto; background: var(--_accent); color: var(--_on-accent); }
      .icon-btn.send:hover:enabled { background: color-mix(in oklab, var(--_accent) 90%, #000); color: var(--_on-accent); }
      .dot { inline-size: 9px; block-size: 9px; flex: none; border-radius: 50%; background: var(--_danger); animation: im-blink 1s ease-in-out infinite alternate; }
      time { min-inline-size: 2.6em; font-variant-numeric: tabular-nums; }
      svg.meter { flex: 1; min-inline-size: 0; max-inline-size: 192px; block-size: 28px; fill: var(--_accent-text); }
      @keyframes im-blink { to { opacity: 0.25; } }
      @media (pointer: coarse) { .icon-btn { inline-size: 44px; min-block-size: 44px; } .icon-btn.send { inline-size: 42px; min-block-size: 42px; } }
      @media (forced-colors: active) { .bar { border: 1px solid ButtonBorder; } .dot { forced-color-adjust: none; background: Mark; } .icon-btn.send { forced-color-adjust: none; background: Highlight; color: HighlightText; } svg.meter { fill: CanvasText; } }
    `,
  ];

  static define() {
    if (!customElements.get('im-voice-recorder')) customElements.define('im-voice-recorder', ImVoiceRecorder);
  }

  @property({ attribute: false }) t!: Translate;
  /** Where the sound comes from. */
  @property({ attribute: false }) open: () => Promise<MediaStream> = () =>
    navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  @state() private seconds = 0;
  @state() private ready = false;
  @query('.send') private sendButton!: HTMLElement;
  #levels: number[] = [];
  #chunks: Blob[] = [];
  #began = 0;
  #recorder: MediaRecorder | undefined;
  #stream: MediaStream | undefined;
  #audio: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #sent = false;
  #over = false;

  protected override firstUpdated() {
    void this.#start();
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  override render() {
    const { t } = this;
    const time = lengthText(this.seconds);
    return html`<div class="bar" role="group" aria-label=${t('recording', { time })} @keydown=${this.#keys}>
      <button class="icon-btn" type="button" aria-label=${t('cancel')} title=${t('cancel')} @click=${this.#cancel}>${drawing('trash', 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13')}</button>
      <span class="dot"></span><time>${time}</time>
      <svg class="meter" viewBox="0 0 ${BARS * 4} 28" preserveAspectRatio="xMaxYMid slice" role="meter" aria-label=${t('voiceLevel')} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round((this.#levels.at(-1) ?? 0) * 100)}>
        ${Array.from({ length: BARS }, (_, i) => {
          const high = Math.max(2, Math.min(28, (this.#levels.at(i - BARS) ?? 0) * 56));
          return svg`<rect x=${i * 4 + 0.75} y=${14 - high / 2} width="2.5" height=${high} rx="1.25"></rect>`;
        })}
      </svg>
      <button class="icon-btn send" type="button" aria-label=${t('send')} title=${t('send')} ?disabled=${!this.ready} @click=${this.#send}>${drawing('send', 'M12 19V5M6 11l6-6 6 6')}</button>
    </div>`;
  }

  async #start() {
    try {
      const stream = await this.open();
      if (this.#over)
        return void stream.getTracks().forEach(track => {
          track.stop();
        });
      this.#stream = stream;
      const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 32_000 });
      this.#recorder = recorder;
      recorder.ondataavailable = ({ data }) => {
        if (data.size) this.#chunks.push(data);
      };
      recorder.onstop = this.#stopped;
      recorder.onerror = () => {
        this.#finish('eOther');
      };
      this.#listen(stream);
      recorder.start(1000);
      this.#began = performance.now();
      this.ready = true;
      await this.updateComplete;
      this.sendButton.focus();
    } catch (error) {
      const { name } = error as Error;
      this.#finish(name === 'NotAllowedError' || name === 'SecurityError' ? 'voiceDenied' : 'voiceNone');
    }
  }
  #listen(stream: MediaStream) {
    this.#audio = new AudioContext();
    const analyser = this.#audio.createAnalyser();
    analyser.fftSize = 1024;
    this.#audio.createMediaStreamSource(stream).connect(analyser);
    void this.#audio.resume();
    const wave = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      this.#levels.push(Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length));
      this.seconds = (performance.now() - this.#began) / 1000;
      this.requestUpdate();
      // Said and heard: what is longer goes out as it is.
      if (this.seconds >= LONGEST) this.#send();
    }, LOOK);
  }

  #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  };
  #cancel = () => {
    this.#finish();
  };
  #send = () => {
    if (this.#sent || this.#recorder?.state !== 'recording') return;
    this.#sent = true;
    this.seconds = (performance.now() - this.#began) / 1000;
    this.#recorder.stop();
  };
  #stopped = () => {
    if (this.#over) return;
    // A microphone that was pulled out ends it as well: what was said is kept.
    const type = (this.#recorder!.mimeType || this.#chunks[0]?.type || TYPES[0]!).replace(/;.*/, '');
    const blob = new Blob(this.#chunks, { type });
    if (this.seconds < SHORTEST || !blob.size) return this.#finish('voiceShort');
    const detail = { blob, duration: Math.max(1, Math.round(this.seconds)), waveform: waveformOf(this.#levels) };
    this.dispatchEvent(new CustomEvent('im-voice', { detail }));
    this.#finish();
  };
  #finish(why?: Key) {
    if (this.#over) return;
    this.#end();
    this.dispatchEvent(new CustomEvent('im-voice-end', { detail: { ...(why && { why }) } }));
  }
  /** The microphone's light goes off. */
  #end() {
    this.#over = true;
    clearInterval(this.#timer);
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
    this.#stream?.getTracks().forEach(track => {
      track.stop();
    });
    void this.#audio?.close().catch(() => undefined);
    this.#audio = this.#stream = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-voice-recorder': ImVoiceRecorder;
  }
}
