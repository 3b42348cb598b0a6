/** The tables of one supplier. `docs/tables.md` states what each promises. Append only. */
export const supplierMigrations: readonly string[] = [
  `
  CREATE TABLE payout_account (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    account TEXT,
    transfers_active INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  INSERT INTO payout_account (one) VALUES (1);

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (json_valid(event))
  ) STRICT;
  CREATE TRIGGER journal_only_grows BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
  `,
];
