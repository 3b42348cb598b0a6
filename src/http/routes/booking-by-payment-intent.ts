import { catalogue } from "../../catalogue/catalogue.ts";
import { wallTimeOf } from "../../domain/local-time.ts";
import { describeRefundPolicy } from "../../domain/refund-policy.ts";
import { isMismatched, type Reservation, refundedAmount } from "../../domain/reservation.ts";
import type { RoomReservation } from "../../domain/room/room-reservation.ts";
import { cancelRefusal } from "../../domain/session/decide-settlement.ts";
import { sessionKey } from "../../domain/session/session-name.ts";
import { cancelUntil, type SessionReservation } from "../../domain/session/session-reservation.ts";
import type { PaymentSight } from "../../providers/payments.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { stubForStranger, stubOfReservation } from "../stubs.ts";

type PaymentStatus = "unpaid" | "processing" | "confirmed" | "refunded" | "expired" | "unknown";

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
  const hint = query.get("reservation") ?? "";
  const hinted = stubForStranger(context.env, hint, context.now());
  const seen = hinted === undefined ? await look(payment, context) : undefined;
  const id = hinted === undefined ? seen?.reservation : hint;
  const stub = hinted ?? (id === undefined ? undefined : stubOfReservation(context.env, id));
  const reservation = id === undefined ? undefined : await stub?.reservation(id);
  if (reservation?.payment?.id !== payment) return json(nothingKnown);
  const secret = query.get("payment_intent_client_secret");
  const isOwner = secret !== "" && secret === reservation.payment.secret;
  const status = await statusOf(reservation, seen, context);
  return json({
    found: status === "confirmed",
    status,
    booking: bookingView(reservation, isOwner, context.now()),
  });
}

async function look(payment: string, { payments }: Context): Promise<PaymentSight | undefined> {
  const seen = await payments.look(payment);
  return seen.kind === "ok" ? seen.value : undefined;
}

/** A hold is not paid before Stripe tells us; the guest may know already, and so may Stripe. */
async function statusOf(
  reservation: Reservation,
  seen: PaymentSight | undefined,
  context: Context,
): Promise<PaymentStatus> {
  const { status, payment } = reservation;
  switch (status) {
    case "pending":
    case "approved": {
      const now = seen ?? (payment && (await look(payment.id, context)));
      return now?.state === "unpaid" ? "unpaid" : "processing";
    }
    case "paid":
      return "processing";
    case "confirmed":
    case "completed":
      return "confirmed";
    case "failed":
    case "cancelled":
      return "refunded";
    case "declined":
    case "expired":
      // Money that does not fit was taken: staff have it in hand, and it is not simply over.
      return isMismatched(reservation) ? "processing" : "expired";
  }
}

function bookingView(reservation: Reservation, isOwner: boolean, now: number) {
  const { id, code, kind, quote, refundPolicy, failure, customer } = reservation;
  const refunded = refundedAmount(reservation);
  return {
    reservation: id,
    code,
    ...viewOf(reservation, now),
    currency: quote.currency,
    lines: quote.lines,
    total: quote.total,
    refundPolicy: describeRefundPolicy(refundPolicy, kind),
    ...(refunded > 0 && { refundedAmount: refunded }),
    ...(failure && { reason: failure.reason, alternatives: failure.alternatives }),
    ...(isOwner && { customer: { name: customer.name, email: customer.email } }),
  };
}

function viewOf(reservation: Reservation, now: number) {
  switch (reservation.kind) {
    case "room":
      return roomView(reservation);
    case "session":
      return sessionView(reservation, now);
    case "service":
      // A trip is asked for by its checkout (booking-by-checkout-session.ts).
      return {};
  }
}

function roomView({ room: slug, days, request }: RoomReservation) {
  const room = catalogue.room(slug);
  return {
    room: { slug, name: room?.name ?? slug },
    days: days.map(({ date }) => ({ date, start: request.start, end: request.end })),
    timeZone: room?.rules.timeZone,
    attendees: request.attendees,
    replyTo: room?.operator.email,
  };
}

/** `cancelUntil`: while its guest can cancel, by the link of their email. */
function sessionView(reservation: SessionReservation, now: number) {
  const { experience: slug, session, participants, hotel } = reservation;
  const experience = catalogue.experience(slug);
  const timeZone = experience?.rules.timeZone ?? "UTC";
  return {
    experience: { slug, name: experience?.name ?? slug },
    session: sessionKey(session),
    date: session.date,
    start: session.time,
    end: wallTimeOf(session.endsAt, timeZone),
    participants,
    hotel: catalogue.hotel(hotel ?? "")?.slug,
    ...(cancelRefusal(reservation, now) === undefined && {
      cancelUntil: iso(cancelUntil(reservation)),
    }),
    timeZone,
    meetingPoint: experience?.meetingPoint ?? "",
    whatToBring: experience?.whatToBring ?? [],
    replyTo: experience?.operator.email,
  };
}
