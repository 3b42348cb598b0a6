import { outboxMigration } from "../outbox/outbox-migrations.ts";

/** The tables of one room. `docs/tables.md` states what each promises. Append only. */
export const roomMigrations: readonly string[] = [
  `
  CREATE TABLE reservations (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    request_key TEXT,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (json_valid(state))
  ) STRICT;
  CREATE INDEX live_holds_by_email ON reservations (email) WHERE status = 'approved';
  CREATE INDEX live_holds_by_address ON reservations (address) WHERE status = 'approved';
  CREATE UNIQUE INDEX reservation_by_request_key ON reservations (request_key)
    WHERE request_key IS NOT NULL;

  CREATE TABLE claims (
    date TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    buffer_ms INTEGER NOT NULL,
    reservation TEXT NOT NULL,
    PRIMARY KEY (date, starts_at, reservation)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_of_reservation ON claims (reservation);
  CREATE TRIGGER claims_never_overlap BEFORE INSERT ON claims
  WHEN EXISTS (
    SELECT 1 FROM claims WHERE date = NEW.date
      AND starts_at < NEW.ends_at + NEW.buffer_ms
      AND ends_at > NEW.starts_at - NEW.buffer_ms
  )
  BEGIN SELECT RAISE(ABORT, 'claims overlap'); END;
  CREATE TRIGGER claims_never_move BEFORE UPDATE ON claims
  BEGIN SELECT RAISE(ABORT, 'claims never move'); END;

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    reservation TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (json_valid(event))
  ) STRICT;
  CREATE UNIQUE INDEX journal_of_reservation ON journal (reservation, version);
  CREATE TRIGGER journal_only_grows BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

  CREATE TABLE facts_seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX facts_by_age ON facts_seen (at);

  CREATE TABLE calendar_busy (
    date TEXT NOT NULL,
    event TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (date, event)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX calendar_busy_of_event ON calendar_busy (event);

  CREATE TABLE calendar_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    calendar TEXT,
    cursor TEXT,
    read_at INTEGER,
    window_until INTEGER,
    channel TEXT,
    channel_resource TEXT,
    channel_token TEXT,
    channel_expires_at INTEGER
  ) STRICT;
  INSERT INTO calendar_state (one) VALUES (1);
  `,
  outboxMigration,
];
