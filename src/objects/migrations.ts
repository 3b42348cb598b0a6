import type { ObjectStorage } from "../storage.ts";

/**
 * Brings an object's tables up to date. Append-only: a migration that has shipped is never edited.
 * `PRAGMA user_version` is refused by the platform, so a table counts.
 */
export function migrate(storage: ObjectStorage, migrations: readonly string[]): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY) STRICT");
  const [{ version } = { version: 0 }] = sql
    .exec<{ version: number }>("SELECT coalesce(max(version), 0) AS version FROM migrations")
    .toArray();
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    storage.transactionSync(() => {
      sql.exec(statements);
      sql.exec("INSERT INTO migrations (version) VALUES (?)", index + 1);
    });
  }
}
