/** What every REST call is, and whom some speak of. */

/** `im`: the IM API, with the imToken; `account`: the account service (OpenIM's chat server), with the chatToken. */
export type Service = 'im' | 'account';

export interface Endpoint<Q, R> {
  readonly path: string;
  readonly service: Service;
  readonly _?: (request: Q) => R;
}
export type EndpointReq<E> = E extends Endpoint<infer Q, unknown> ? Q : never;
export type EndpointResp<E> = E extends Endpoint<never, infer R> ? R : never;

/** No `data` at all. */
export type Nothing = void;

export interface Identity {
  areaCode?: string;
  phoneNumber?: string;
  email?: string;
}
