/** SQL made from the table definitions: the schema, and every statement of the six operations. */
import { orderOf, type Plan, type TableSet, type TableShape } from './order.js';

const TYPES = { text: 'TEXT', int: 'INTEGER' } as const;

/** A name for SQL; quoted, so that no name is ever a keyword. */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const list = (names: readonly string[]) => names.map(quote).join(', ');
const equal = (names: readonly string[]) => names.map(name => `${quote(name)} = ?`).join(' AND ');
const indexName = (table: string, index: string) => `${table}_${index}`;

/** CREATE statements of one table and its indexes. */
export const createTable = (name: string, table: TableShape): string[] => [
  `CREATE TABLE ${quote(name)} (${Object.entries(table.columns)
    .map(([column, type]) => `${quote(column)} ${TYPES[type]} NOT NULL`)
    .join(', ')}, PRIMARY KEY (${list(table.key)})) STRICT, WITHOUT ROWID`,
  ...Object.entries(table.indexes).map(
    ([index, columns]) =>
      `CREATE INDEX ${quote(indexName(name, index))} ON ${quote(name)} (${list(orderOf(table, columns))})`,
  ),
];

export const createSchema = (set: TableSet): string[] =>
  Object.entries(set).flatMap(([name, table]) => createTable(name, table));

export const getSql = (name: string, table: TableShape) => `SELECT * FROM ${quote(name)} WHERE ${equal(table.key)}`;
export const deleteSql = (name: string, table: TableShape) => `DELETE FROM ${quote(name)} WHERE ${equal(table.key)}`;
export const putSql = (name: string, table: TableShape) => {
  const columns = Object.keys(table.columns);
  return `INSERT OR REPLACE INTO ${quote(name)} (${list(columns)}) VALUES (${columns.map(() => '?').join(', ')})`;
};

const where = (plan: Plan): string => {
  const next = plan.order[plan.prefix.length] ?? '';
  const parts = plan.order.slice(0, plan.prefix.length).map(column => `${quote(column)} = ?`);
  if (plan.after !== undefined) parts.push(`${quote(next)} > ?`);
  if (plan.upTo !== undefined) parts.push(`${quote(next)} <= ?`);
  return parts.length ? ` WHERE ${parts.join(' AND ')}` : '';
};
/** Equal for plans whose SQL is equal. */
export const planKey = (operation: string, name: string, index: string | undefined, plan: Plan) =>
  `${operation} ${name} ${index ?? ''} ${plan.prefix.length}${plan.after === undefined ? '' : '>'}${plan.upTo === undefined ? '' : '<'}${plan.reverse ? 'r' : ''}`;

export const rangeSql = (name: string, plan: Plan) =>
  `SELECT * FROM ${quote(name)}${where(plan)} ORDER BY ${plan.order.map(column => quote(column) + (plan.reverse ? ' DESC' : '')).join(', ')} LIMIT ? OFFSET ?`;
export const countSql = (name: string, plan: Plan) => `SELECT count(*) AS n FROM ${quote(name)}${where(plan)}`;
export const boundValues = (plan: Plan) => [
  ...plan.prefix,
  ...[plan.after, plan.upTo].filter(value => value !== undefined),
];
