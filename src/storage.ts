/**
 * What a bookable needs of a Durable Object's storage, and no more: the platform's storage fits as
 * it is, and so does any SQLite that keeps its rules (`transactionSync` rolls back SQL and the
 * alarm together; a bare throw rolls back nothing; 100 bound parameters a statement).
 */
export interface ObjectStorage {
  sql: {
    exec<Row extends Record<string, SqlValue>>(
      query: string,
      ...bindings: SqlValue[]
    ): { toArray(): Row[]; rowsRead: number; rowsWritten: number };
  };
  transactionSync<T>(run: () => T): T;
  setAlarm(at: number): Promise<void>;
}

export type SqlValue = string | number | null | ArrayBuffer;
