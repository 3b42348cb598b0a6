-- Who asked for a reservation, to count what one guest or one network has unpaid in all sessions: the
-- address without its spellings, and a digest of the network's.
ALTER TABLE session_reservations ADD COLUMN asker_email TEXT;
ALTER TABLE session_reservations ADD COLUMN asker_address TEXT;
CREATE INDEX unpaid_by_email ON session_reservations (asker_email)
  WHERE status IN ('pending', 'approved');
CREATE INDEX unpaid_by_address ON session_reservations (asker_address)
  WHERE status IN ('pending', 'approved');
