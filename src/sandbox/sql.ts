export type SqlValue = string | number | null | ArrayBuffer;

export interface SqlCursor {
  toArray(): Record<string, SqlValue>[];
  one(): Record<string, SqlValue>;
}

/**
 * The one method of a Durable Object's `SqlStorage` that the sandbox uses, so that the same code
 * runs on `node:sqlite` in tests and in the simulator.
 */
export interface Sql {
  exec(query: string, ...bindings: SqlValue[]): SqlCursor;
}
