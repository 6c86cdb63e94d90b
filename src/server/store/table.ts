/** What a table is: typed columns, a key, and indexes. */

/** SQLite STRICT types: `text`, `int` (also ms times and 0/1 flags). */
type Column = 'text' | 'int';
interface Table {
  readonly columns: Readonly<Record<string, Column>>;
  readonly key: readonly string[];
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}
export const table = <const T extends Table>(definition: T) => definition;
