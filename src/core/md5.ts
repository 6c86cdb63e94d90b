/** MD5, because OpenIM's account service takes passwords in no other form: an encoding, not a protection. Written out, since it costs a visitor a third of what a library does. */
import { hex } from '../protocol/ids.js';

/** The constant of each step (RFC 1321, 3.4), and how far each round turns. */
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))));
const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** Lower-case MD5 hex of a text's UTF-8. */
export function md5(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  // The text, a set bit, zeros, and its length in bits: whole blocks of 64 bytes.
  const view = new DataView(new ArrayBuffer((((length + 8) >> 6) + 1) * 64));
  new Uint8Array(view.buffer).set([...bytes, 128]);
  view.setUint32(view.byteLength - 8, length * 8, true);
  let sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = sums as [number, number, number, number];
    SINES.forEach((sine, i) => {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round]!;
      const word = [i, 5 * i + 1, 3 * i + 5, 7 * i][round]! & 15;
      const turn = TURNS[round * 4 + (i & 3)]!;
      const sum = (a + mixed + sine + view.getUint32(block + word * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
    });
    sums = [a, b, c, d].map((part, i) => (part + sums[i]!) | 0);
  }
  sums.forEach((part, i) => {
    view.setInt32(i * 4, part, true);
  });
  return hex(new Uint8Array(view.buffer, 0, 16));
}
