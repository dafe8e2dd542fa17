/** "liveloom/database": opening and migrating databases, for an app's own tables too. */
export { idColumn } from "./id-column.ts";
export { type Migration, migrate } from "./migrate.ts";
export { type Database, type DatabaseOptions, openDatabase } from "./open-database.ts";
