/** What a frame of the gateway is: its number, what is asked and what is answered. */
import type { Infer, Schema } from './schema.js';

export interface Frame<Q extends Schema, R extends Schema> {
  readonly id: number;
  readonly request: Q;
  readonly response: R;
}
export type FrameReq<F> = F extends Frame<infer Q, Schema> ? Infer<Q> : never;
export type FrameResp<F> = F extends Frame<Schema, infer R> ? Infer<R> : never;

export const frame = <Q extends Schema, R extends Schema>(id: number, request: Q, response: R): Frame<Q, R> => ({
  id,
  request,
  response,
});
