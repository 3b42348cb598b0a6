import { catalogue } from "../../catalogue/catalogue.ts";
import { describeRefundPolicy } from "../../domain/refund-policy.ts";
import { isMismatched, refundedAmount } from "../../domain/reservation.ts";
import { serviceOf } from "../../domain/service/service-name.ts";
import { asService, type ServiceReservation } from "../../domain/service/service-reservation.ts";
import { checkoutSight } from "../checkout-sight.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { stubOfReservation } from "../stubs.ts";

type TripStatus = "unpaid" | "processing" | "confirmed" | "refunded" | "expired" | "unknown";

/** How it stands, and of one that is expired, whether that is because its payment failed. */
interface TripState {
  status: TripStatus;
  reason?: "payment-failed";
}

const PAYMENT_FAILED: TripState = { status: "expired", reason: "payment-failed" };

/**
 * `GET /api/bookings/by-checkout-session?session_id=&reservation=`: what became of a trip. The id of
 * the checkout is known to its guest only (it is in the address that the hosted page leads back to),
 * and opens what the guest booked; no name, address or number.
 */
export async function bookingByCheckoutSession(request: Request, context: Context) {
  const query = new URL(request.url).searchParams;
  const session = query.get("session_id") ?? "";
  const id = query.get("reservation") ?? "";
  if (!/^cs_[A-Za-z0-9_]{1,200}$/.test(session)) {
    const message = "This is not the id of a Checkout Session.";
    return problem("invalid-request", {
      violations: [{ field: "session_id", code: "invalid", message }],
    });
  }
  const found = serviceOf(id) === undefined ? undefined : await stubOfReservation(context.env, id);
  const reservation = await found?.reservation(id);
  const trip = reservation && asService(reservation);
  if (trip?.checkout?.id !== session) return json({ status: "unknown", booking: null });
  const { status, ...why } = await stateOf(trip, context);
  return json({ status, booking: { ...viewOf(trip), ...why } });
}

async function stateOf(trip: ServiceReservation, context: Context): Promise<TripState> {
  switch (trip.status) {
    case "pending":
    case "approved":
      return unpaidState(trip, context);
    case "paid":
      return { status: "processing" };
    case "confirmed":
    case "completed":
      return { status: "confirmed" };
    case "failed":
    case "cancelled":
      return { status: "refunded" };
    case "expired":
    case "declined":
      // Money that does not fit was taken: staff have it in hand, and it is not simply over.
      if (isMismatched(trip)) return { status: "processing" };
      return trip.releasedFor === "payment-failed" ? PAYMENT_FAILED : { status: "expired" };
  }
}

/** Our own record says unpaid. Whether that is still so, the provider knows first. */
async function unpaidState(trip: ServiceReservation, context: Context): Promise<TripState> {
  switch (await checkoutSight(trip, context)) {
    case "open":
      return { status: "unpaid" };
    case "captured":
    case "processing":
      return { status: "processing" };
    case "failed":
      return PAYMENT_FAILED;
    case "cancelled":
      return { status: "expired" };
    default:
      return { status: "unknown" };
  }
}

function viewOf(reservation: ServiceReservation) {
  const { code, service, trip, request, quote, refundPolicy, failure } = reservation;
  const refunded = refundedAmount(reservation);
  return {
    code,
    service: { slug: service, name: catalogue.service(service)?.name ?? service },
    route: request.route.label,
    format: request.format.label,
    package: request.package.label,
    date: trip.date,
    time: trip.time,
    timeZone: catalogue.service(service)?.rules.timeZone,
    passengers: request.passengers,
    pickup: request.pickup,
    dropOff: request.dropOff,
    extras: request.extras,
    lines: quote.lines,
    total: quote.total,
    currency: quote.currency,
    refundPolicy: describeRefundPolicy(refundPolicy, "service"),
    whatsapp: reservation.whatsapp !== null,
    ...(refunded > 0 && { refundedAmount: refunded }),
    ...(failure && { reason: failure.reason }),
  };
}
