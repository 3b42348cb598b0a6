/** What every bookable stores of its reservations. `docs/tables.md` states the invariants. */
export const reservationTables = `
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
`;
