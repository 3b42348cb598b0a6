/** What the hosted payment's way back has in it. Nothing of it is shown: an address can be forged. */
export interface TripAddress {
  session: string;
  reservation: string;
}

/** Reads the query of the page; `undefined` when it names no payment. */
export function readTripAddress(search: string): TripAddress | undefined {
  const query = new URLSearchParams(search);
  const session = query.get("session_id") ?? "";
  const reservation = query.get("reservation") ?? "";
  return /^cs_[A-Za-z0-9_]{1,200}$/.test(session) && reservation !== ""
    ? { session, reservation }
    : undefined;
}
