import type { SessionReservation } from "../../domain/session/session-reservation.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { networkAddress } from "../network-address.ts";
import { noteSession } from "../note-session.ts";
import { paymentsPaused } from "../payments-paused.ts";
import { readBody } from "../read-body.ts";
import { sessionRefused } from "../refusals.ts";
import { requestKeyOf } from "../request-key.ts";
import { reservationSchema } from "../schemas.ts";
import { bookingUrlOf } from "../session-links.ts";
import { readSessionWish } from "../session-wish.ts";
import { sessionStub } from "../stubs.ts";
import { unpaidInAll } from "../unpaid-in-all.ts";

/**
 * `POST /api/reservations`: Flow A (a session that exists: its spots are taken now, and a Payment
 * Link is opened) or Flow B (a date and time of the guest's own: the supplier is asked).
 */
export async function reserve(request: Request, context: Context): Promise<Response> {
  const body = await readBody(request, reservationSchema);
  if (!body.ok) return body.response;
  const requestKey = requestKeyOf(request);
  if (!requestKey.ok) return requestKey.response;
  const { guest, hotel, participants, requested } = body.value;
  const wish = await readSessionWish(body.value, "payment-link", context);
  if (!wish.ok) return wish.response;
  const paused = await paymentsPaused(context);
  if (paused) return paused;
  const address = await networkAddress(request);
  const asker = { email: guest.email, address };
  const [unpaid] = await Promise.all([
    unpaidInAll(wish.experience, asker, context),
    noteSession(wish.experience, wish.name, context),
  ]);
  const stub = sessionStub(context.env, wish.name);
  const command = {
    participants,
    customer: {
      name: `${guest.firstName} ${guest.lastName}`,
      email: guest.email,
      phone: guest.phone,
    },
    hotel: hotel ?? null,
    userId: null,
    address,
    unpaidInAll: unpaid,
    requestKey: requestKey.key,
  };
  const result = requested ? await stub.request(command) : await stub.hold(command);
  return result.ok ? reserved(result.reservation, context) : sessionRefused(result.refusal);
}

async function reserved(reservation: SessionReservation, context: Context): Promise<Response> {
  const { id, status, quote, link, holdExpiresAt, responseDeadline } = reservation;
  return json(
    {
      reservation: id,
      status,
      bookingUrl: await bookingUrlOf(reservation, context),
      amount: quote.total,
      currency: quote.currency,
      lines: quote.lines,
      ...(link && { paymentUrl: link.url }),
      ...(holdExpiresAt !== null && { paymentDeadline: iso(holdExpiresAt) }),
      ...(responseDeadline !== null && { responseDeadline: iso(responseDeadline) }),
    },
    { status: 201 },
  );
}
