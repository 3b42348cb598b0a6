/** The outbox of any object. `docs/tables.md` states the invariants. */
export const outboxMigration = `
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (json_valid(effect)),
    state TEXT NOT NULL CHECK (state IN ('due', 'done', 'failed', 'withdrawn')),
    due_at INTEGER NOT NULL,
    give_up_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 1,
    asked INTEGER NOT NULL DEFAULT 1,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_attempt_at INTEGER,
    last_outcome TEXT,
    unanswered_at INTEGER,
    planned_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
  CREATE INDEX outbox_subject ON outbox (subject);
`;
