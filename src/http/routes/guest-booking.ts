import { catalogue } from "../../catalogue/catalogue.ts";
import { sayFailure } from "../../domain/failure-words.ts";
import { isMismatched, refundProgress, refundPromised } from "../../domain/reservation.ts";
import { secondPaymentsOf } from "../../domain/session/decide-second-payment.ts";
import { cancelRefusal } from "../../domain/session/decide-settlement.ts";
import {
  asSession,
  cancelUntil,
  neverPayable,
  paymentFailed,
  type SessionReservation,
} from "../../domain/session/session-reservation.ts";
import { endAfter } from "../../outbox/compose-session.ts";
import { readLink, signLink } from "../../signed-links.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { sessionStubOf } from "../stubs.ts";

/**
 * `GET /api/bookings/{id}?token=`: a reservation as its guest may see it, for the token of their
 * emails. Without a good token there is nothing here, whether or not there is a reservation.
 */
export async function guestBooking(request: Request, id: string, context: Context) {
  const { settings, env, now } = context;
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const link = { secret: settings.LINK_SECRET, purpose: "view" as const, subject: id, now: now() };
  const read = await readLink(token, link);
  const found = read.ok ? await sessionStubOf(env, id)?.reservation(id) : undefined;
  if (found === undefined) return problem("unknown-reservation");
  return json(await viewOf(asSession(found), context));
}

async function viewOf(reservation: SessionReservation, context: Context) {
  const { code, experience, session, participants, quote, status, failure } = reservation;
  const { link, holdExpiresAt, responseDeadline, hotel } = reservation;
  const canCancel = cancelRefusal(reservation, context.now()) === undefined;
  const refundedAmount = refundPromised(reservation);
  const paidTwice = secondPaymentsOf(reservation);
  return {
    status,
    code,
    experience: { slug: experience, name: catalogue.experience(experience)?.name ?? experience },
    date: session.date,
    time: session.time,
    participants,
    hotel: catalogue.hotel(hotel ?? "")?.slug,
    total: quote.total,
    currency: quote.currency,
    ...(status === "approved" && link && { paymentUrl: link.url }),
    ...(holdExpiresAt !== null && { paymentDeadline: iso(holdExpiresAt) }),
    ...(responseDeadline !== null && { responseDeadline: iso(responseDeadline) }),
    cancelUntil: iso(cancelUntil(reservation)),
    canCancel,
    ...(canCancel && { cancelUrl: await cancelUrl(reservation, context) }),
    ...((refundedAmount > 0 || status === "cancelled") && { refundedAmount }),
    ...(refundedAmount > 0 && { refund: refundProgress(reservation) }),
    ...(status === "expired" && isMismatched(reservation) && { paymentMismatched: true }),
    ...(Object.values(paidTwice).some((amount) => amount > 0) && { paidTwice }),
    ...(failure && { reason: sayFailure(failure.reason) }),
    ...(neverPayable(reservation) && { reason: NEVER_PAYABLE }),
    ...(paymentFailed(reservation) && { reason: PAYMENT_FAILED }),
  };
}

const NEVER_PAYABLE = "The payment for it could not be opened. That was not your doing.";
const PAYMENT_FAILED = "Your payment for it did not go through, and nothing was charged.";

async function cancelUrl(reservation: SessionReservation, { settings }: Context): Promise<string> {
  const { id } = reservation;
  const expiresAt = endAfter(cancelUntil(reservation));
  const secret = settings.LINK_SECRET;
  const token = await signLink({ secret, purpose: "cancel", subject: id, expiresAt });
  return `/api/bookings/${id}/cancel?token=${token}`;
}
