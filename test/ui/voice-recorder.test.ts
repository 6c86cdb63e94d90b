import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ImComposer } from '../../src/ui/im-composer.js';
import { ImVoiceRecorder, waveformOf } from '../../src/ui/voice-recorder.js';
import { english } from './translate.js';

/** A microphone that hums. */
function hum() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const loud = audio.createGain();
  loud.gain.value = 0.3;
  const out = audio.createMediaStreamDestination();
  tone.connect(loud).connect(out);
  tone.start();
  void audio.resume();
  return Object.assign(out.stream, { audio });
}
const make = (open: () => Promise<MediaStream>) =>
  fixture<ImVoiceRecorder>(html`<im-voice-recorder .t=${english} .open=${open}></im-voice-recorder>`);
const button = (el: HTMLElement, name: string) =>
  [...el.shadowRoot!.querySelectorAll<HTMLButtonElement>('button')].find(each => each.ariaLabel === name);
const until = async <T>(look: () => T | undefined | null | false, what: string): Promise<T> => {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen: ${what}`);
    await new Promise(requestAnimationFrame);
  }
};
const length = (el: HTMLElement) => el.shadowRoot!.querySelector('time')!.textContent;
const stopped = (stream: MediaStream) => stream.getTracks().every(({ readyState }) => readyState === 'ended');
const refuse = (name: string) => () => Promise.reject(new DOMException('no', name));

/** WebKitGTK may have the interface, but nothing that records. */
const records = ['audio/webm', 'audio/mp4'].some(type => MediaRecorder.isTypeSupported(type));

describe('the voice recorder', () => {
  before(async () => {
    // A page nobody has touched makes no sound.
    await sendKeys({ press: 'Tab' });
    ImVoiceRecorder.define();
    ImComposer.define();
  });

  if (!records)
    it('is not offered where nothing can record', async () => {
      const el = await fixture<ImComposer>(html`<im-composer .t=${english}></im-composer>`);
      expect(button(el, 'Record voice')).to.equal(undefined);
      expect(button(el, 'Send')).to.exist;
    });

  const recording = records ? it : () => undefined;
  recording('records, shows length and loudness, and gives the voice out with its waveform [O6]', async () => {
    const stream = hum();
    const el = await make(() => Promise.resolve(stream));
    await until(() => el.shadowRoot!.activeElement === button(el, 'Send'), 'the focus on Send');
    await expect(el).to.be.accessible();
    await until(() => length(el) === '0:01', 'a second');
    const heights = () => [...el.shadowRoot!.querySelectorAll('rect')].map(each => Number(each.getAttribute('height')));
    // A machine without a sound device plays nothing, and hears nothing.
    if (stream.audio.state === 'running') await until(() => Math.max(...heights()) > 8, 'loud bars');
    else expect(Math.max(...heights())).to.equal(2);
    const over = oneEvent(el, 'im-voice-end');
    setTimeout(() => button(el, 'Send')!.click());
    const { detail } = (await oneEvent(el, 'im-voice')) as CustomEvent<{
      blob: Blob;
      duration: number;
      waveform: number[];
    }>;
    expect(detail.blob.type).to.match(/^audio\/(webm|mp4|ogg)$/);
    expect(detail.blob.size).to.be.above(200);
    expect(detail.duration).to.be.within(1, 3);
    expect(detail.waveform.length).to.equal(40);
    expect(detail.waveform.every(value => value >= 0 && value <= 1)).to.equal(true);
    expect((await over).detail).to.deep.equal({});
    expect(stopped(stream), 'the microphone is off').to.equal(true);
  });

  recording(
    'gives nothing out when it is cancelled, by its button or by Escape, and when it was too short',
    async () => {
      for (const leave of [
        (el: HTMLElement) => button(el, 'Cancel')!.click(),
        (el: HTMLElement) =>
          button(el, 'Cancel')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
        (el: HTMLElement) => button(el, 'Send')!.click(),
      ]) {
        const stream = hum();
        const el = await make(() => Promise.resolve(stream));
        el.addEventListener('im-voice', () => {
          throw new Error('a voice');
        });
        await until(() => !button(el, 'Send')!.disabled, 'a recorder');
        setTimeout(() => {
          leave(el);
        });
        const { detail } = await oneEvent(el, 'im-voice-end');
        expect(['voiceShort', undefined]).to.include(detail.why);
        expect(stopped(stream)).to.equal(true);
      }
    },
  );

  it('lets the microphone go when it is taken off the page, also when the answer comes later', async () => {
    const stream = hum();
    let answer: (stream: MediaStream) => void = () => undefined;
    const el = await make(() => new Promise(resolve => (answer = resolve)));
    el.remove();
    answer(stream);
    await until(() => stopped(stream), 'a microphone that is off');
  });

  it('says in words why there is no voice', async () => {
    for (const [name, why] of [
      ['NotAllowedError', 'voiceDenied'],
      ['NotFoundError', 'voiceNone'],
    ] as const) {
      const el = document.createElement('im-voice-recorder');
      el.t = english;
      el.open = refuse(name);
      const over = oneEvent(el, 'im-voice-end');
      document.body.append(el);
      expect((await over).detail.why).to.equal(why);
      el.remove();
    }
  });

  it('keeps the loudest of each stretch', () => {
    expect(waveformOf([], 3)).to.deep.equal([0, 0, 0]);
    expect(waveformOf([0.1, 0.2, 0.4, 0.1], 2)).to.deep.equal([0.5, 1]);
    expect(waveformOf([0.5], 4)).to.deep.equal([1, 1, 1, 1]);
  });

  recording(
    'takes the place of the field, asks for the microphone on the click only, and says when it is refused [O6]',
    async () => {
      const { mediaDevices } = navigator;
      let asked = 0;
      const fake = {
        getUserMedia() {
          asked++;
          return Promise.reject(new DOMException('no', 'NotAllowedError'));
        },
      };
      Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: fake });
      try {
        const el = await fixture<ImComposer>(html`<im-composer .t=${english}></im-composer>`);
        expect(asked).to.equal(0);
        button(el, 'Record voice')!.click();
        await until(
          () => el.shadowRoot!.querySelector('.note')!.textContent.includes('microphone is blocked'),
          'words',
        );
        expect(asked).to.equal(1);
        expect(el.shadowRoot!.querySelector('im-voice-recorder')).to.equal(null);
        await until(() => el.shadowRoot!.activeElement?.localName === 'textarea', 'the focus in the field');
      } finally {
        Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices });
      }
    },
  );
});
