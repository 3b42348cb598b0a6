import { outboxMigration } from "../../outbox/outbox-migrations.ts";

/** The tables of the desk. `docs/tables.md` states what each promises. Append only. */
export const deskMigrations: readonly string[] = [
  `
  CREATE TABLE desk_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    payments_paused INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO desk_state (one) VALUES (1);

  CREATE TABLE stray_payments (
    payment TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    detail TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    resolved_at INTEGER,
    resolution TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stray_payments_open ON stray_payments (seen_at) WHERE resolved_at IS NULL;
  `,
  outboxMigration,
  `
  ALTER TABLE stray_payments ADD COLUMN resolved_by TEXT;
  `,
];
