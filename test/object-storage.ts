import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { ObjectStorage, SqlValue } from "../src/storage.ts";

/** The platform allows this many bound parameters a statement. */
const PARAMETERS_MAX = 100;

export interface TestStorage extends ObjectStorage {
  alarmAt: number | undefined;
  database: DatabaseSync;
}

/**
 * A Durable Object's storage on Node's own SQLite, with the platform's rules: nested synchronous
 * transactions, a rollback that takes the alarm with it, and no rollback on a bare throw.
 */
export function objectStorage(): TestStorage {
  const database = new DatabaseSync(":memory:");
  let depth = 0;
  const prepared = new Map<string, StatementSync>();
  /** Compiling a statement costs more than running it, and a simulation runs millions. */
  const prepare = (query: string): StatementSync => {
    const known = prepared.get(query) ?? database.prepare(query);
    prepared.set(query, known);
    return known;
  };
  const storage: TestStorage = {
    database,
    alarmAt: undefined,
    sql: {
      exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]) {
        if (bindings.length > PARAMETERS_MAX) throw new Error("too many SQL variables");
        if (bindings.length === 0 && query.trim().replace(/;$/, "").includes(";")) {
          database.exec(query);
          return { toArray: () => [], rowsRead: 0, rowsWritten: 0 };
        }
        const rows = prepare(query).all(...(bindings as SQLInputValue[])) as Row[];
        const isRead = /^\s*select/i.test(query);
        const changed = isRead ? undefined : prepare("SELECT changes() AS changes").get();
        const rowsWritten = Number(changed?.changes ?? 0);
        return { toArray: () => rows, rowsRead: rows.length, rowsWritten };
      },
    },
    transactionSync(run) {
      const alarmAt = storage.alarmAt;
      const savepoint = `level_${depth}`;
      prepare(`SAVEPOINT ${savepoint}`).run();
      depth += 1;
      try {
        const result = run();
        prepare(`RELEASE ${savepoint}`).run();
        return result;
      } catch (error) {
        database.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
        storage.alarmAt = alarmAt;
        throw error;
      } finally {
        depth -= 1;
      }
    },
    setAlarm(at) {
      storage.alarmAt = at;
      return Promise.resolve();
    },
  };
  return storage;
}
