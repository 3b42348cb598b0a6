/** What Stripe adds to the return address, and our own `reservation`. */
export interface ReturnAddress {
  paymentIntent: string | undefined;
  clientSecret: string | undefined;
  reservation: string | undefined;
  /** Stripe knows already that the payment did not go through. */
  isFailed: boolean;
}

const reservationShape = /^res_room_([a-z0-9]+(?:-[a-z0-9]+)*)_[0-9a-v]{16}$/;

/** Reads the query of the confirmation page. Nothing of it is shown: an address can be forged. */
export function readReturnAddress(search: string): ReturnAddress {
  const query = new URLSearchParams(search);
  return {
    paymentIntent: query.get("payment_intent") || undefined,
    clientSecret: query.get("payment_intent_client_secret") || undefined,
    reservation: query.get("reservation") || undefined,
    isFailed: query.get("redirect_status") === "failed",
  };
}

/** The room of a reservation id: its page is where the payment can be tried again. */
export const roomOf = (reservation: string | undefined): string | undefined =>
  reservationShape.exec(reservation ?? "")?.[1];
