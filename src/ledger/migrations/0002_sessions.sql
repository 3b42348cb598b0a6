-- Sessions as lists show them: which there are besides the schedule, and how many spots are left.
-- The object decides; this copy may lag behind it. `next_due_at` lets a sweep find a lost alarm.
CREATE TABLE sessions (
  experience TEXT NOT NULL,
  date TEXT NOT NULL,
  time TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  open INTEGER NOT NULL,
  spots_total INTEGER NOT NULL,
  spots_available INTEGER NOT NULL,
  version INTEGER NOT NULL,
  next_due_at INTEGER,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (experience, date, time)
) STRICT;
CREATE INDEX sessions_due ON sessions (next_due_at) WHERE next_due_at IS NOT NULL;

-- What the experiences document asks to store of each reservation ("Data to Store"), from the
-- request on; the deadlines are what its four crons look for.
CREATE TABLE session_reservations (
  reservation TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  experience TEXT NOT NULL,
  date TEXT NOT NULL,
  time TEXT NOT NULL,
  flow TEXT NOT NULL,
  status TEXT NOT NULL,
  supplier TEXT NOT NULL,
  hotel TEXT,
  user_id TEXT,
  guest_name TEXT NOT NULL,
  guest_email TEXT NOT NULL,
  guest_phone TEXT,
  participants INTEGER NOT NULL,
  total INTEGER NOT NULL,
  currency TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  response_deadline INTEGER,
  responded_at INTEGER,
  payment_deadline INTEGER,
  payment_link TEXT,
  payment_link_url TEXT,
  payment TEXT,
  paid_at INTEGER,
  supplier_amount INTEGER,
  hotel_amount INTEGER,
  platform_amount INTEGER,
  refunded_amount INTEGER NOT NULL,
  completion_check_at INTEGER NOT NULL,
  auto_complete_at INTEGER NOT NULL,
  completed_at INTEGER,
  transfer TEXT
) STRICT;
CREATE INDEX requests_by_deadline ON session_reservations (response_deadline)
  WHERE status = 'pending';
CREATE INDEX unpaid_by_deadline ON session_reservations (payment_deadline)
  WHERE status = 'approved';
CREATE INDEX confirmed_by_check ON session_reservations (completion_check_at)
  WHERE status = 'confirmed';
CREATE INDEX confirmed_by_auto_complete ON session_reservations (auto_complete_at)
  WHERE status = 'confirmed';
CREATE INDEX commissions ON session_reservations (hotel, completed_at)
  WHERE status = 'completed' AND hotel IS NOT NULL;
