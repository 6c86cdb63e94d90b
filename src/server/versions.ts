/** Version documents and change logs: how clients learn what changed in a list since they last asked (protocol §5.9). */
import { md5 } from '@noble/hashes/legacy.js';
import { randomID } from '../protocol/ids.js';
import type { FullIDs } from '../protocol/model.js';
import type { ServerContext } from './context.js';
import type { Row } from './store/tables.js';

type Parts = Pick<ServerContext, 'store' | 'runtime'>;

export const changed = { inserted: 1, updated: 2, deleted: 3 } as const;
export type Changed = (typeof changed)[keyof typeof changed];

/** Lists that have a version document. The owner is the user whose list it is. */
export type VersionedList = 'friends' | 'conversations';

/** More changed elements than this are answered with `full`. */
const MAX_CHANGES = 200;

/** What changed since a version, by ID. The three lists are empty when `full`. */
export interface Changes {
  version: number;
  versionID: string;
  full: boolean;
  inserted: string[];
  updated: string[];
  deleted: string[];
  /** The version in which the order last changed, 0 when that was before the version asked for. */
  sortVersion: number;
}

/** The version document, or a new one (not yet stored). */
function read({ store, runtime }: Parts, list: VersionedList, ownerID: string): Row<'versions'> {
  const versionID = () => randomID(bytes => runtime.random(bytes)).slice(0, 24);
  return (
    store.get('versions', [list, ownerID]) ?? { list, ownerID, versionID: versionID(), version: 0, sortVersion: 0 }
  );
}

/** The version document; made with version 1 by the first one who asks. */
export function currentVersion(parts: Parts, list: VersionedList, ownerID: string): Row<'versions'> {
  return parts.store.transaction(() => {
    const document = read(parts, list, ownerID);
    if (document.version) return document;
    document.version = 1;
    parts.store.put('versions', document);
    return document;
  });
}

/**
 * Records one write of a list: the version grows by 1, whatever the number of elements.
 * @param orderChanged - the order of the elements changed too (a pin).
 */
export function bump(
  parts: Parts,
  list: VersionedList,
  ownerID: string,
  elementIDs: readonly string[],
  state: Changed,
  orderChanged = false,
): void {
  const { store } = parts;
  store.transaction(() => {
    const document = read(parts, list, ownerID);
    const version = document.version + 1;
    store.put('versions', { ...document, version, sortVersion: orderChanged ? version : document.sortVersion });
    for (const elementID of elementIDs) store.put('changes', { list, ownerID, elementID, version, state });
  });
}

/**
 * What changed since the caller's version.
 * @param versionID, version - what the caller got last; "" and 0 at first.
 */
export function incremental(
  parts: Parts,
  list: VersionedList,
  ownerID: string,
  versionID: string,
  version: number,
): Changes {
  const { store } = parts;
  const document = currentVersion(parts, list, ownerID);
  const answer: Changes = {
    version: document.version,
    versionID: document.versionID,
    full: false,
    inserted: [],
    updated: [],
    deleted: [],
    sortVersion: 0,
  };
  const full = { ...answer, full: true };
  if (versionID !== document.versionID || version < 1 || version > document.version) return full;
  const span = { index: 'byVersion', prefix: [list, ownerID], after: version } as const;
  const orderChanged = document.sortVersion > version;
  if (store.count('changes', span) + Number(orderChanged) > MAX_CHANGES) return full;
  const lists = {
    [changed.inserted]: answer.inserted,
    [changed.updated]: answer.updated,
    [changed.deleted]: answer.deleted,
  };
  for (const change of store.range('changes', span)) lists[change.state as Changed].push(change.elementID);
  if (orderChanged) answer.sortVersion = document.sortVersion;
  return answer;
}

/** First 8 bytes, big-endian, of MD5 over the JSON array of the IDs; 0 for none. */
export function idHash(ids: readonly string[]): bigint {
  if (!ids.length) return 0n;
  const digest = md5(new TextEncoder().encode(JSON.stringify(ids)));
  return new DataView(digest.buffer, digest.byteOffset).getBigUint64(0);
}

/**
 * The answer of `get_full_…_ids`.
 * @param hash - the caller's hash as JSON gave it: a double, so the last digits of a uint64 are rounded, and ours are likewise.
 */
export function fullIDs(parts: Parts, list: VersionedList, ownerID: string, ids: string[], hash: number): FullIDs {
  const { version, versionID } = currentVersion(parts, list, ownerID);
  const equal = Number(idHash(ids)) === hash;
  return { version, versionID, equal, userIDs: equal || !ids.length ? null : ids };
}

/** Forgets a list and its history: its owner is gone. */
export function forgetVersions({ store }: Parts, list: VersionedList, ownerID: string): void {
  store.transaction(() => {
    store.delete('versions', [list, ownerID]);
    for (const { elementID } of store.range('changes', { prefix: [list, ownerID] }))
      store.delete('changes', [list, ownerID, elementID]);
  });
}
