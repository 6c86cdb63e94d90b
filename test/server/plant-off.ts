/** Preloaded into a server under test: turns fsync off behind its back, as a wrong setting would. */
import { replaceSqlite } from './sqlite-double.js';

await replaceSqlite(
  Real =>
    class extends Real {
      override exec(sql: string): void {
        // The first transaction comes after the server has checked its settings.
        if (sql === 'BEGIN IMMEDIATE') super.exec('PRAGMA synchronous = OFF');
        super.exec(sql);
      }
    },
);
