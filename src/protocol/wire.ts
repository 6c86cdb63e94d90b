/**
 * Protobuf messages, read and written by `pbf` as their schemas say (protocol §4).
 *
 * Unknown fields are skipped; hostile input throws and never allocates more than it brought.
 */
import { PbfReader, PbfWriter } from 'pbf';
import { str, type Field, type Infer, type Scalar, type Schema } from './schema.js';

type Value = Record<string, unknown>;

/** Nested deeper than this is refused: no OpenIM message needs more than 5. */
const MAX_DEPTH = 16;

const toUtf8 = /* @__PURE__ */ new TextEncoder();

function writeField(w: PbfWriter, { id, type }: Field<unknown>, value: unknown) {
  if (typeof type === 'object')
    w.writeMessage(
      id,
      (v: Value, inner: PbfWriter) => {
        writeMessage(type, v, inner);
      },
      value as Value,
    );
  else if (type === 'int' || type === 'bool') w.writeVarintField(id, +(value as number));
  // Text not in pbf's own way: it writes U+20000 and other characters of even planes as others.
  else w.writeBytesField(id, type === 'str' ? toUtf8.encode(value as string) : (value as Uint8Array));
}

function writeMessage(schema: Schema, value: Value, w: PbfWriter) {
  for (const name in schema) {
    const field = schema[name]!;
    const v = value[name];
    if (!v || (v as unknown[]).length === 0) continue;
    // Packed, as proto3 has numbers in lists; both forms are read.
    if (field.rule === 'list' && field.type === 'int') w.writePackedVarint(field.id, v as number[]);
    else if (field.rule === 'list') for (const item of v as unknown[]) writeField(w, field, item);
    else if (field.rule) {
      const entry: Schema = { k: str(1), v: { id: 2, type: field.type } };
      for (const k in v as Value) writeField(w, { id: field.id, type: entry }, { k, v: (v as Value)[k] });
    } else writeField(w, field, v);
  }
}

/** The bytes of `value`; zero values are left out, as proto3 does. */
export function encode<S extends Schema>(schema: S, value: Partial<Infer<S>>): Uint8Array {
  const w = new PbfWriter();
  writeMessage(schema, value, w);
  return w.finish();
}

const VARINT = 0;
const BLOCK = 2;

/** The position at which the length-prefixed block at the reader's position ends. */
function blockEnd(r: PbfReader, end: number): number {
  const stop = r.readVarint() + r.pos;
  if (!(stop <= end && r.pos <= end)) throw new RangeError('protobuf: truncated');
  return stop;
}

function readValue(r: PbfReader, type: Field<unknown>['type'], wire: number, end: number, depth: number): unknown {
  const scalar = type === 'int' || type === 'bool';
  if (wire !== (scalar ? VARINT : BLOCK)) throw new TypeError('protobuf: wrong wire type');
  if (scalar) {
    const value = r.readVarint(true);
    return type === 'bool' ? value !== 0 : value;
  }
  const stop = blockEnd(r, end);
  if (typeof type !== 'string') return readMessage(r, type, stop, depth + 1);
  const body = r.buf.subarray(r.pos, stop);
  r.pos = stop;
  return type === 'str' ? text.decode(body) : new Uint8Array(body);
}

const text = /* @__PURE__ */ new TextDecoder('utf-8', { ignoreBOM: true });
const empty = ({ type, rule }: Field<unknown>): unknown =>
  rule === 'list' ? [] : rule ? {} : { int: 0, str: '', bool: false, bytes: new Uint8Array() }[type as Scalar];

function readMessage(r: PbfReader, schema: Schema, end: number, depth: number): Value {
  if (depth > MAX_DEPTH) throw new RangeError('protobuf: nested too deep');
  const out: Value = {};
  const byID: Record<number, [string, Field<unknown>]> = {};
  for (const name in schema) {
    out[name] = empty(schema[name]!);
    byID[schema[name]!.id] = [name, schema[name]!];
  }
  while (r.pos < end) {
    const tag = r.readVarint();
    const wire = tag & 7;
    const hit = byID[Math.floor(tag / 8)];
    if (!hit) {
      if (wire === BLOCK) r.pos = blockEnd(r, end);
      else r.skip(tag);
    } else {
      const [name, { type, rule }] = hit;
      if (rule === 'list') {
        const items = out[name] as unknown[];
        if (wire === BLOCK && (type === 'int' || type === 'bool')) {
          const stop = blockEnd(r, end);
          while (r.pos < stop) items.push(readValue(r, type, VARINT, stop, depth));
        } else items.push(readValue(r, type, wire, end, depth));
      } else if (rule === 'map') {
        const { k, v } = readValue(r, { k: str(1), v: { id: 2, type } }, wire, end, depth) as { k: string; v: unknown };
        // An own property even for `__proto__`: keys come from the wire.
        Object.defineProperty(out[name], k, {
          value: v ?? readMessage(r, type as Schema, r.pos, depth + 1),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else out[name] = readValue(r, type, wire, end, depth);
    }
    if (r.pos > end) throw new RangeError('protobuf: truncated');
  }
  return out;
}

/**
 * The message in `buf`, every field present. Unknown fields are skipped.
 * @throws RangeError or TypeError on truncated, too deep or mistyped input.
 */
export const decode = <S extends Schema>(schema: S, buf: Uint8Array): Infer<S> =>
  readMessage(new PbfReader(buf), schema, buf.length, 0) as Infer<S>;
