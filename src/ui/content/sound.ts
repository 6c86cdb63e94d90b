/** A voice message: a button, its loudness as bars, and how long it is. */
import { html, svg } from 'lit';
import type { MessageItem } from '../../protocol/chat-model.js';
import { drawing } from '../drawing.js';
import { lengthText } from '../summary.js';
import { foreign, source } from './address.js';
import { progress } from './picture.js';
import type { Content } from './view.js';

const BARS = 32;

/** Loudness 0–1 of each bar, from the message's `ex`; an even hum for what has none. */
export function bars({ ex }: Pick<MessageItem, 'ex'>): number[] {
  let loud: unknown;
  try {
    const parsed: unknown = JSON.parse(ex || '[]');
    loud = Array.isArray(parsed) ? parsed : (parsed as { waveform?: unknown } | null)?.waveform;
  } catch {
    // Somebody else's `ex`.
  }
  const all = Array.isArray(loud) && loud.length ? (loud as unknown[]) : [];
  return Array.from({ length: BARS }, (_, i) => {
    const value = Number(all[Math.floor((i * all.length) / BARS)] ?? 0.3 + 0.2 * Math.sin(i * 1.7));
    return Math.min(1, Math.max(0.08, value || 0));
  });
}

const near = (event: Event) => (event.target as Element).closest<HTMLElement>('.voice')!;
const player = (event: Event) => near(event).querySelector('audio')!;
/** One voice at a time. */
let playing: HTMLAudioElement | undefined;

const toggle = (event: Event) => {
  const audio = player(event);
  if (!audio.paused) return void audio.pause();
  if (playing !== audio) playing?.pause();
  playing = audio;
  audio.play().catch(() => near(event).classList.add('broken'));
};
const seek = (event: MouseEvent) => {
  const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
  const share = (event.clientX - left) / width;
  const audio = player(event);
  if (Number.isFinite(audio.duration))
    audio.currentTime = audio.duration * (near(event).matches(':dir(rtl)') ? 1 - share : share);
};

const barAt = (i: number, loud: number) =>
  svg`<rect x=${i * 4 + 0.75} y=${14 - loud * 13} width="2.5" height=${loud * 26} rx="1.25"></rect>`;

export const sound: Content = (item, view) => {
  const { soundElem, clientMsgID } = item;
  if (!soundElem) return undefined;
  const { t } = view;
  const found = source(view, view.local.get(clientMsgID), soundElem.sourceUrl, soundElem.soundPath);
  if (found && !found.free) return foreign(view, found.host, t('sSound'));
  const total = Number(soundElem.duration) || 0;
  /** Told by the player; nothing is rendered again for it. */
  const tick = (event: Event) => {
    const voice = near(event);
    const { currentTime, paused, duration } = player(event);
    const share = currentTime / (Number.isFinite(duration) ? duration : total || 1);
    voice.classList.toggle('playing', !paused);
    voice.querySelector('button')!.ariaLabel = t(paused ? 'play' : 'pause');
    voice.querySelectorAll('rect').forEach((bar, i) => bar.classList.toggle('past', !!currentTime && i / BARS < share));
    voice.querySelector('small')!.textContent = lengthText(currentTime || total);
  };
  return html`<div class="voice row thing">
    <button class="disc" type="button" tabindex="-1" aria-label=${t('play')} ?disabled=${!found} @click=${toggle}>${drawing('start', 'M8.500 6v12l9-6z')}${drawing('stop', 'M9 6.500v11M15 6.500v11')}</button>
    <svg class="bars" viewBox="0 0 ${BARS * 4} 28" width="128" height="28" aria-hidden="true" @click=${seek}>${bars(item).map((loud, i) => barAt(i, loud))}</svg>
    <small>${lengthText(total)}</small>
    ${found ? html`<audio src=${found.href} preload="none" @play=${tick} @pause=${tick} @timeupdate=${tick} @ended=${tick}></audio>` : ''}<span class="sorry">${t('notLoaded')}</span>
  </div>${progress(view, clientMsgID)}`;
};
