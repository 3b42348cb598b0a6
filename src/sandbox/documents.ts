import type { Sql, SqlValue } from "./sql.ts";

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_sequence INTEGER NOT NULL,
    changed_sequence INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT`,
  `CREATE INDEX IF NOT EXISTS documents_created ON documents (kind, owner, created_sequence)`,
  `CREATE INDEX IF NOT EXISTS documents_changed ON documents (kind, owner, changed_sequence)`,
  `CREATE TABLE IF NOT EXISTS sequence (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    value INTEGER NOT NULL
  ) STRICT`,
  `INSERT OR IGNORE INTO sequence (only, value) VALUES (1, 0)`,
];

/** One kind of document: JSON by id, in order of creation, with the order of the last change. */
export interface Collection<T extends object> {
  get(id: string): T | undefined;
  /** Inserts or replaces. `owner` groups documents (a calendar, a PaymentIntent); it cannot change. */
  put(id: string, body: T, owner?: string): void;
  remove(id: string): void;
  /** Oldest first. */
  list(owner?: string): T[];
  /** Documents of one owner that changed after the given point, in order of their last change. */
  changedSince(owner: string, sequence: number): T[];
  /** Newest first, strictly older (`before`) or newer (`after`) than the named document. */
  page(query: { owner?: string; before?: string; after?: string; limit: number }): T[];
}

/** The sandbox's only storage apart from the agenda. */
export class Documents {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    for (const statement of SCHEMA) sql.exec(statement);
  }

  collection<T extends object>(kind: string): Collection<T> {
    const read = (query: string, ...bindings: SqlValue[]): T[] =>
      this.#sql
        .exec(`SELECT body FROM documents WHERE kind = ? ${query}`, kind, ...bindings)
        .toArray()
        .map((row) => JSON.parse(String(row.body)) as T);
    return {
      get: (id) => read("AND id = ?", id)[0],
      put: (id, body, owner = "") => {
        const sequence = this.#advance();
        this.#sql.exec(
          `INSERT INTO documents (kind, id, owner, created_sequence, changed_sequence, body)
           VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (kind, id)
           DO UPDATE SET body = excluded.body, changed_sequence = excluded.changed_sequence`,
          kind,
          id,
          owner,
          sequence,
          sequence,
          JSON.stringify(body),
        );
      },
      remove: (id) => {
        this.#sql.exec("DELETE FROM documents WHERE kind = ? AND id = ?", kind, id);
      },
      list: (owner) =>
        owner === undefined
          ? read("ORDER BY created_sequence")
          : read("AND owner = ? ORDER BY created_sequence", owner),
      changedSince: (owner, sequence) =>
        read("AND owner = ? AND changed_sequence > ? ORDER BY changed_sequence", owner, sequence),
      page: ({ owner, before, after, limit }) => {
        const filters: string[] = [];
        const bindings: SqlValue[] = [];
        const at = "(SELECT created_sequence FROM documents WHERE kind = ? AND id = ?)";
        if (owner !== undefined) {
          filters.push("AND owner = ?");
          bindings.push(owner);
        }
        if (before !== undefined) {
          filters.push(`AND created_sequence < ${at}`);
          bindings.push(kind, before);
        }
        if (after !== undefined) {
          filters.push(`AND created_sequence > ${at}`);
          bindings.push(kind, after);
        }
        const order = after === undefined ? "DESC" : "ASC";
        const found = read(
          `${filters.join(" ")} ORDER BY created_sequence ${order} LIMIT ?`,
          ...bindings,
          limit,
        );
        return after === undefined ? found : found.reverse();
      },
    };
  }

  /** The point that the store has reached: every later change has a higher number. */
  sequence(): number {
    return Number(this.#sql.exec("SELECT value FROM sequence").one().value);
  }

  /** Forgets every document. The sequence goes on, so that old sync tokens never look new. */
  clear(): void {
    this.#sql.exec("DELETE FROM documents");
  }

  #advance(): number {
    const row = this.#sql.exec("UPDATE sequence SET value = value + 1 RETURNING value").one();
    return Number(row.value);
  }
}
