import { globSync, readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

const migrations = globSync("src/ledger/migrations/*.sql")
  .toSorted()
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** The ledger's own migrations and SQL on Node's SQLite, behind what the product uses of D1. */
export function memoryLedger(): D1Database & { database: DatabaseSync } {
  const database = new DatabaseSync(":memory:");
  database.exec(migrations);
  const compiled = new Map<string, StatementSync>();
  const compile = (query: string): StatementSync => {
    const known = compiled.get(query) ?? database.prepare(query);
    compiled.set(query, known);
    return known;
  };
  const prepare = (query: string, values: SQLInputValue[] = []) => ({
    bind: (...bound: SQLInputValue[]) => prepare(query, bound),
    all: () => Promise.resolve({ results: compile(query).all(...values) }),
    run: () => Promise.resolve(compile(query).run(...values)),
    runSync: () => compile(query).run(...values),
  });
  const ledger = {
    database,
    prepare,
    batch(statements: { runSync(): unknown }[]) {
      database.exec("BEGIN");
      try {
        const results = statements.map((statement) => statement.runSync());
        database.exec("COMMIT");
        return Promise.resolve(results);
      } catch (error) {
        database.exec("ROLLBACK");
        return Promise.reject(error);
      }
    },
  };
  return ledger as unknown as D1Database & { database: DatabaseSync };
}
