/**
 * Protobuf messages as tables (protocol §4): a schema is a plain object of fields, which `wire.ts` reads and writes.
 *
 * 64-bit integers become numbers: counters and ms times stay below 2^53.
 */

export type Scalar = 'int' | 'str' | 'bool' | 'bytes';
export interface Field<T> {
  id: number;
  type: Scalar | Schema;
  rule?: 'list' | 'map';
  readonly _?: T;
}
export type Schema = Record<string, Field<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
export type Infer<S> = { [K in keyof S]: S[K] extends Field<infer T> ? T : never };

export const int = (id: number): Field<number> => ({ id, type: 'int' });
export const str = (id: number): Field<string> => ({ id, type: 'str' });
export const bool = (id: number): Field<boolean> => ({ id, type: 'bool' });
export const bytes = (id: number): Field<Uint8Array> => ({ id, type: 'bytes' });
export const msg = <S extends Schema>(id: number, type: S): Field<Infer<S> | undefined> => ({ id, type });
export const list = <T>(of: Field<T>): Field<NonNullable<T>[]> => ({ ...of, rule: 'list' }) as Field<NonNullable<T>[]>;
export const map = <T>(of: Field<T>): Field<Record<string, NonNullable<T>>> =>
  ({ ...of, rule: 'map' }) as unknown as Field<Record<string, NonNullable<T>>>;
