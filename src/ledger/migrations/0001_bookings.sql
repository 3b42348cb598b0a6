-- The ledger: a copy for staff, lists and reports. Nothing is decided from it.
-- Every row carries the version of the reservation that it was copied from; an older copy never
-- overwrites a newer one, so the projection may run twice and in any order.
CREATE TABLE bookings (
  reservation TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  bookable TEXT NOT NULL,
  status TEXT NOT NULL,
  payment TEXT,
  customer_name TEXT NOT NULL,
  customer_email TEXT NOT NULL,
  dates TEXT NOT NULL CHECK (json_valid(dates)),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  refunded_amount INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bookings_by_start ON bookings (starts_at);
CREATE INDEX bookings_by_payment ON bookings (payment);

-- Payments that succeeded and did not become a booking (the classes document's failed_bookings).
CREATE TABLE failed_bookings (
  reservation TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  bookable TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  customer_email TEXT NOT NULL,
  stripe_payment_id TEXT NOT NULL,
  stripe_paid INTEGER NOT NULL,
  error_message TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  refunded INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX failed_bookings_open ON failed_bookings (created_at) WHERE refunded = 0;
