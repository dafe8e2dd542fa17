import type { ColumnDefinitionBuilder } from "kysely";

/**
 * A primary key that numbers itself and never uses a number again, so that an old id in a log or a token
 * never means another row.
 */
export const idColumn = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
  column.primaryKey().autoIncrement();
