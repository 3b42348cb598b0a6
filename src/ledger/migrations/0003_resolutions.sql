-- What staff did about a payment that did not become a booking. It is said here and nowhere else:
-- the copies of a reservation leave these columns alone.
ALTER TABLE failed_bookings ADD COLUMN resolved_at INTEGER;
ALTER TABLE failed_bookings ADD COLUMN resolved_by TEXT;
ALTER TABLE failed_bookings ADD COLUMN resolution TEXT;
DROP INDEX failed_bookings_open;
CREATE INDEX failed_bookings_open ON failed_bookings (created_at)
  WHERE refunded = 0 AND resolved_at IS NULL;

-- The metrics count what began in a period.
CREATE INDEX session_reservations_by_begin ON session_reservations (begun_at);
