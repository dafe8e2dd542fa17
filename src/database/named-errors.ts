import type { DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import { LiveloomError } from "../errors.ts";

type QueryArguments = Parameters<DatabaseConnection["executeQuery"]>;

/** How the databases say that a value is there already: PostgreSQL's code, then SQLite's two. */
const uniqueCodes = ["23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"];

/**
 * The same dialect, whose errors that a program has to tell apart are LiveloomErrors, alike on every database;
 * `cause` has the database's own.
 * @param address as people may read it, without a password
 */
export function withNamedErrors(dialect: Dialect, address: string): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => nameErrors(dialect.createDriver(), address),
  };
}

/** The driver gets its own connections back: it knows them by identity. */
function nameErrors(driver: Driver, address: string): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const named = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async (...options) => {
    const connection = await acquire(...options).catch((error) => {
      throw openError(error, address);
    });
    if (!named.has(connection)) {
      named.add(connection);
      nameErrorsOf(connection);
    }
    return connection;
  };
  return driver;
}

function nameErrorsOf(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(...query: QueryArguments): Promise<QueryResult<Row>> => {
    try {
      return await execute<Row>(...query);
    } catch (error) {
      throw isUniqueViolation(error) ? uniqueError(error) : error;
    }
  };
}

/** The first query finds out that nobody answers. */
function openError(cause: unknown, file: string): unknown {
  if (cause instanceof LiveloomError) return cause;
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  const error = new LiveloomError("LV-DATABASE-OPEN", { file, reason });
  error.cause = cause;
  return error;
}

function isUniqueViolation(error: unknown): error is Error {
  return error instanceof Error && "code" in error && uniqueCodes.includes(String(error.code));
}

function uniqueError(cause: Error): LiveloomError {
  const error = new LiveloomError("LV-DATABASE-UNIQUE", { reason: cause.message });
  error.cause = cause;
  return error;
}
