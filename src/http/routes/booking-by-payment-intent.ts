import { catalogue } from "../../catalogue/catalogue.ts";
import { describeRefundPolicy } from "../../domain/refund-policy.ts";
import { type Reservation, refundedAmount } from "../../domain/reservation.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { stubOfReservation } from "../rooms.ts";

type PaymentStatus = "processing" | "confirmed" | "refunded" | "expired" | "unknown";

const nothingKnown = { found: false, status: "unknown" as PaymentStatus, booking: null };

/**
 * `GET /api/bookings/by-payment-intent?payment_intent=`: what became of a payment. `reservation` is
 * an optional hint that spares asking Stripe whose payment it is. Names and addresses only with the
 * payment's client secret.
 */
export async function bookingByPaymentIntent(request: Request, context: Context) {
  const query = new URL(request.url).searchParams;
  const payment = query.get("payment_intent") ?? "";
  if (!/^pi_[A-Za-z0-9_]{1,100}$/.test(payment)) {
    const message = "This is not the id of a PaymentIntent.";
    const violation = { field: "payment_intent", code: "invalid", message };
    return problem("invalid-request", { violations: [violation] });
  }
  const id = query.get("reservation") ?? (await reservationOf(payment, context));
  const stub = id === undefined ? undefined : stubOfReservation(context.env, id);
  const reservation = id === undefined ? undefined : await stub?.reservation(id);
  if (reservation?.payment?.id !== payment) return json(nothingKnown);
  const secret = query.get("payment_intent_client_secret");
  const status = statusOf(reservation);
  return json({
    found: status === "confirmed",
    status,
    booking: bookingView(reservation, secret === reservation.payment.secret),
  });
}

async function reservationOf(payment: string, { payments }: Context): Promise<string | undefined> {
  const seen = await payments.look(payment);
  return seen.kind === "ok" ? seen.value.reservation : undefined;
}

function statusOf({ status, items }: Reservation): PaymentStatus {
  switch (status) {
    case "approved":
    case "paid":
      return "processing";
    case "confirmed":
    case "completed":
      return "confirmed";
    case "failed":
    case "cancelled":
      return "refunded";
    case "expired": {
      // Money that does not fit was taken: staff have it in hand, and it is not simply over.
      const mismatched = Object.values(items).includes("payment-mismatch");
      return mismatched ? "processing" : "expired";
    }
  }
}

function bookingView(reservation: Reservation, isOwner: boolean) {
  const room = catalogue.room(reservation.room);
  const { id, code, request, days, quote, refundPolicy, failure, customer } = reservation;
  const refunded = refundedAmount(reservation);
  return {
    reservation: id,
    code,
    room: { slug: reservation.room, name: room?.name ?? reservation.room },
    days: days.map(({ date }) => ({ date, start: request.start, end: request.end })),
    timeZone: room?.rules.timeZone,
    attendees: request.attendees,
    currency: quote.currency,
    lines: quote.lines,
    total: quote.total,
    refundPolicy: describeRefundPolicy(refundPolicy),
    replyTo: room?.operator.email,
    ...(refunded > 0 && { refundedAmount: refunded }),
    ...(failure && { reason: failure.reason, alternatives: failure.alternatives }),
    ...(isOwner && { customer: { name: customer.name, email: customer.email } }),
  };
}
