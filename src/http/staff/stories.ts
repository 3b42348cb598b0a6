import { asSession } from "../../domain/session/session-reservation.ts";
import { checkoutSight } from "../checkout-sight.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { bookingUrlOf } from "../session-links.ts";
import { sessionStubOf, stubOfReservation } from "../stubs.ts";

/** `GET /api/staff/payments/{payment}`: everything known about one payment, Stripe's word first. */
export async function paymentStory(payment: string, { env, payments }: Context): Promise<Response> {
  const seen = await payments.look(payment);
  if (seen.kind === "permanent") return problem("not-found");
  if (seen.kind !== "ok") return problem("payment-provider-unavailable");
  const id = seen.value.reservation;
  const story = id && (await stubOfReservation(env, id)?.story(id));
  const { secret: _, ...atProvider } = seen.value;
  return json({ atProvider, ...(story || { reservation: null, journal: [], effects: [] }) });
}

/**
 * `GET /api/staff/bookings/{id}`: the same of a reservation, also of one that was never paid. Of a
 * trip that waits for its payment, Stripe says whether it really does.
 */
export async function bookingStory(id: string, context: Context): Promise<Response> {
  const stub = stubOfReservation(context.env, id);
  const story = await stub?.story(id);
  if (story?.reservation === undefined) return problem("unknown-reservation");
  // The story does not tell which checkout it is.
  const reservation = await stub?.reservation(id);
  const state = reservation && (await checkoutSight(reservation, context));
  return json({ ...(state && { atProvider: { state } }), ...story });
}

/**
 * `POST /api/staff/bookings/{id}/link`: the page that a session's guest has in their emails, for a
 * guest who has lost them. A key to their booking: the log says who asked, and never the link.
 */
export async function guestLink(id: string, context: Context, who: string): Promise<Response> {
  const reservation = await sessionStubOf(context.env, id)?.reservation(id);
  if (reservation === undefined) return problem("unknown-reservation");
  context.log({ message: "Guest's link given to staff", level: "info", reservation: id, who });
  return json({ bookingUrl: await bookingUrlOf(asSession(reservation), context) });
}
