/** What Stripe adds to the return address, and our own `reservation`. */
export interface ReturnAddress {
  paymentIntent: string | undefined;
  clientSecret: string | undefined;
  reservation: string | undefined;
  /** Stripe knows already that the payment did not go through. */
  isFailed: boolean;
  /** Stripe knows already that it did, or that it is on its way. */
  isPaid: boolean;
}

const roomShape = /^res_room_([a-z0-9]+(?:-[a-z0-9]+)*)_[0-9a-v]{16}$/;
const sessionShape =
  /^res_session_([a-z0-9]+(?:-[a-z0-9]+)*)_(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})_[0-9a-v]{16}$/;

/** Reads the query of the confirmation page. Nothing of it is shown: an address can be forged. */
export function readReturnAddress(search: string): ReturnAddress {
  const query = new URLSearchParams(search);
  const status = query.get("redirect_status") ?? "";
  return {
    paymentIntent: query.get("payment_intent") || undefined,
    clientSecret: query.get("payment_intent_client_secret") || undefined,
    reservation: query.get("reservation") || undefined,
    isFailed: status === "failed",
    isPaid: ["succeeded", "processing", "pending"].includes(status),
  };
}

/** The page on which the payment of a reservation can be tried again, by what its id names. */
export function pageOfReservation(reservation: string | undefined): string | undefined {
  const room = roomShape.exec(reservation ?? "")?.[1];
  if (room !== undefined) return `/rooms/${room}`;
  const session = sessionShape.exec(reservation ?? "");
  if (session === null) return undefined;
  const [, slug, year, month, day, hours, minutes] = session;
  return `/experiences/${slug}?session=${year}-${month}-${day}T${hours}:${minutes}`;
}
