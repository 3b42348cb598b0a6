-- What the experiences document stores for refunds and transfers: the charge that the money came by,
-- and the refunds that were made of it (a JSON list of the provider's ids, in the order they came).
ALTER TABLE session_reservations ADD COLUMN charge TEXT;
ALTER TABLE session_reservations ADD COLUMN refunds TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(refunds));
