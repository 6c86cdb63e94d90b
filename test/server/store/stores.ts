/** The two adapters, each fresh, for tests that run on both. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/port.js';
import { openSqliteStore } from '../../../src/server/store/sqlite-open.js';

export interface Fresh {
  store: Store;
  end(): void;
}

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'im-elements-'));

export const adapters: Readonly<Record<string, () => Promise<Fresh>>> = {
  memory: async () => ({ store: new MemoryStore(), end: () => undefined }),
  sqlite: async () => {
    const folder = temporaryFolder();
    const open = await openSqliteStore(folder);
    return {
      store: open.store,
      end() {
        open.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};
