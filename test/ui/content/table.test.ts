/** Each kind of content as it is seen in a message. */
import { expect, fixture, html } from '@open-wc/testing';
import type { MessageItem } from '../../../src/protocol/chat-model.js';
import type { MessageView } from '../../../src/ui/content/view.js';
import { bars } from '../../../src/ui/content/sound.js';
import { ImMessage } from '../../../src/ui/im-message.js';
import { seen, text } from '../../elements/people-world.js';
import { message, view, type Asked } from '../spoken-by.js';

/** Shows it, and waits for a part of it: seldom kinds are loaded with the first of them. */
async function show(contentType: number, more: object, part: string, shownWith: MessageView = view()) {
  const item = message(1, { contentType, ...more } as Partial<MessageItem>);
  const element = await fixture<ImMessage>(html`<im-message .item=${item} .view=${shownWith}></im-message>`);
  const found = await seen(() => element.shadowRoot!.querySelector<HTMLElement>(`.bubble ${part}`), part);
  return { found, root: element.shadowRoot! };
}
const picture = (url: string) => ({
  pictureElem: { sourcePicture: { url, width: 640, height: 320, size: 1 } },
});

describe('contents of messages', () => {
  before(() => {
    ImMessage.define();
  });

  it('a picture: has its room before it is there, and opens [O5]', async () => {
    const asked: Asked[] = [];
    const { found, root } = await show(102, picture('/a.png'), '.media img', view({}, asked));
    expect([found.getAttribute('width'), found.getAttribute('height')]).to.deep.equal(['320', '160']);
    expect(found.getAttribute('referrerpolicy')).to.equal('no-referrer');
    root.querySelector<HTMLElement>('.media')!.click();
    expect(asked.map(([act]) => act)).to.deep.equal(['picture']);
    found.dispatchEvent(new Event('error'));
    expect(root.querySelector('.media.broken')).to.exist;
  });

  it('a picture from elsewhere: is asked for first [O6]', async () => {
    const { found, root } = await show(102, picture('https://elsewhere.example/a.png'), '.foreign');
    expect(text(found)).to.contain('elsewhere.example');
    expect(root.querySelector('img')).not.to.exist;
    found.querySelector('button')!.click();
    const image = await seen(() => root.querySelector('img'), 'the picture');
    expect(image.getAttribute('src')).to.equal('https://elsewhere.example/a.png');
  });

  it('a file on its way: how far, and a way to stop it [O5]', async () => {
    const asked: Asked[] = [];
    const uploads = new Map([['m1', { loaded: 30, total: 120 }]]);
    const fileElem = { fileName: 'plan.pdf', fileSize: 120 };
    const { found } = await show(105, { sendID: 'robin', fileElem }, 'progress', view({ uploads }, asked));
    expect((found as HTMLProgressElement).value).to.equal(25);
    found.parentElement!.querySelector('button')!.click();
    expect(asked.map(([act]) => act)).to.deep.equal(['cancel']);
  });

  it('a file: its name, its size, where it is, and a link that saves it [O5]', async () => {
    const { found } = await show(
      105,
      { fileElem: { fileName: 'plan.pdf', fileSize: 1400, sourceUrl: 'https://elsewhere.example/1' } },
      'a',
    );
    expect(text(found)).to.contain('plan.pdf').and.contain('1.4 kB').and.contain('elsewhere.example');
    expect([found.getAttribute('href'), found.getAttribute('download'), found.getAttribute('rel')]).to.deep.equal([
      'https://elsewhere.example/1',
      'plan.pdf',
      'noopener noreferrer',
    ]);
    const { root } = await show(105, { fileElem: { fileName: 'x', sourceUrl: 'javascript:1' } }, '.thing');
    expect(root.querySelector('a')).not.to.exist;
  });

  it('a voice: plays nothing of itself, and says how long it is [O5]', async () => {
    const { found } = await show(103, { soundElem: { sourceUrl: '/a.webm', duration: 67 } }, '.voice');
    expect(text(found.querySelector('small'))).to.equal('1:07');
    expect(found.querySelector('audio')!.preload).to.equal('none');
    expect(found.querySelector('audio')!.autoplay).to.equal(false);
    expect(found.querySelectorAll('rect')).to.have.length(32);
    expect(found.querySelector<HTMLButtonElement>('button')!.disabled).to.equal(false);
  });

  it('loudness is that of the recording, within bounds; a hum when there is none', () => {
    expect(bars({ ex: '{"waveform":[0,2]}' }).slice(14, 18)).to.deep.equal([0.08, 0.08, 1, 1]);
    for (const ex of ['', '{', 'null', '7', '["x",{}]']) {
      const all = bars({ ex });
      expect(all).to.have.length(32);
      expect(all.every(value => value >= 0.08 && value <= 1)).to.equal(true);
    }
  });

  it('a film: the browser\u2019s own player, nothing loaded before [O5]', async () => {
    const { found } = await show(
      104,
      { videoElem: { videoUrl: '/a.mp4', snapshotUrl: 'https://elsewhere.example/p.jpg' } },
      'video',
    );
    expect((found as HTMLVideoElement).preload).to.equal('none');
    expect(found.hasAttribute('poster'), 'nothing from elsewhere by itself').to.equal(false);
  });

  it('a name card: opens whose it is [O7]', async () => {
    const asked: Asked[] = [];
    const cardElem = { userID: 'bea', nickname: 'Bea', faceURL: 'https://elsewhere.example/x', ex: '' };
    const { found, root } = await show(108, { cardElem }, '.thing b.name', view({}, asked));
    expect(found.textContent).to.equal('Bea');
    expect(root.querySelector('img')).not.to.exist;
    root.querySelector<HTMLElement>('.thing')!.click();
    expect(asked.map(([act]) => act)).to.deep.equal(['card']);
  });

  it('a place: in words and degrees, no map is asked [O7]', async () => {
    const locationElem = { description: 'Harbour', latitude: 53.123456, longitude: 9.9 };
    const { found, root } = await show(109, { locationElem }, '.grow small');
    expect(text(found)).to.equal('53.12346, 9.9');
    expect(text(root.querySelector('.grow b'))).to.equal('Harbour');
    expect(root.querySelector('a, img')).not.to.exist;
  });

  it('a bundle: its title, four lines at most, and how many there are [O9]', async () => {
    const asked: Asked[] = [];
    const mergeElem = { title: 'Trip', abstractList: ['a', 'b', 'c', 'd', 'e'], multiMessage: [1, 2, 3, 4, 5] };
    const { found } = await show(107, { mergeElem }, '.bundle', view({}, asked));
    expect([...found.querySelectorAll('.cut')].map(text)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(text(found.querySelector('small'))).to.contain('5');
    found.click();
    expect(asked.map(([act]) => act)).to.deep.equal(['bundle']);
  });

  it('a quote: who is quoted, what, the answer, and the way there [O8]', async () => {
    const asked: Asked[] = [];
    const quoteElem = { text: 'Gladly', quoteMessage: message(7, { sendID: 'robin' }) };
    const { found, root } = await show(114, { quoteElem }, '.quote', view({}, asked));
    expect([...found.children].map(text)).to.deep.equal(['You', 'Message 7']);
    expect(text(root.querySelector('.text'))).to.equal('Gladly');
    found.click();
    expect(asked.map(([act]) => act)).to.deep.equal(['jump']);
  });

  it('a sticker: its words or its picture; data is neither', async () => {
    expect(text((await show(115, { faceElem: { index: 1, data: '(^_^)' } }, '.text')).found)).to.equal('(^_^)');
    const { found } = await show(115, { faceElem: { index: 1, data: '{"url":"/s.png"}' } }, 'img');
    expect(found.getAttribute('src')).to.equal(`${location.origin}/s.png`);
    expect(text((await show(115, { faceElem: { index: 1, data: '{"a":1}' } }, 'i.text')).found)).to.equal('Sticker');
  });

  it('a site\u2019s own: its description, nothing else of it', async () => {
    const { root } = await show(110, { customElem: { data: '{"secret":1}', description: 'A call' } }, 'span.text');
    expect(text(root.querySelector('.bubble')))
      .to.contain('A call')
      .and.not.contain('secret');
  });

  it('words: links where there are any, each as long as it was typed [O4]', async () => {
    const { found, root } = await show(101, { textElem: { content: 'see https://example.com/ now' } }, 'a');
    expect(found.getAttribute('href')).to.equal('https://example.com/');
    expect(root.querySelector('.text')!.textContent).to.equal('see https://example.com/ now');
    for (const [type, more] of [
      [106, { atTextElem: { text: '@Bea look' } }],
      [117, { advancedTextElem: { text: '@Bea look' } }],
      [118, { markdownTextElem: { content: '@Bea look' } }],
    ] as const)
      expect(text((await show(type, more, 'span.text')).found)).to.equal('@Bea look');
  });
});
