import { DatabaseSync } from "node:sqlite";
import type { Sql } from "../../src/sandbox/sql.ts";

/** A Durable Object's `sql`, on Node's own SQLite. */
export function memorySql(): Sql {
  const database = new DatabaseSync(":memory:");
  return {
    exec(query, ...bindings) {
      const statement = database.prepare(query);
      const rows = statement.all(
        ...bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value)),
      ) as Record<string, string | number | null>[];
      return {
        toArray: () => rows,
        one: () => {
          const [row, ...others] = rows;
          if (row === undefined || others.length > 0) throw new Error("expected exactly one row");
          return row;
        },
      };
    },
  };
}
