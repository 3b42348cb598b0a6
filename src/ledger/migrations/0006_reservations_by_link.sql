-- Whose payment it is, where an event of the provider names the Payment Link only.
CREATE INDEX session_reservations_by_link ON session_reservations (payment_link)
  WHERE payment_link IS NOT NULL;
