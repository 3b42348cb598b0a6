import type { SessionReservation } from "../domain/session/session-reservation.ts";
import { bookingUrl } from "../outbox/compose-session.ts";
import { signLink } from "../signed-links.ts";
import type { Context } from "./context.ts";

/** The guest's own page of a reservation: as in their emails, whoever asked for it. */
export function bookingUrlOf(reservation: SessionReservation, context: Context): Promise<string> {
  const { LINK_SECRET: secret, PUBLIC_URL: publicUrl } = context.settings;
  return bookingUrl(reservation, { sign: (link) => signLink({ secret, ...link }), publicUrl });
}
