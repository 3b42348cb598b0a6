import { paymentOpened, releaseHold } from "../../domain/decide-hold.ts";
import { decided, effectStuck, openItem } from "../../domain/decision.ts";
import { isWaitingForLink, linkOpened } from "../../domain/session/decide-session-hold.ts";
import { sessionKey } from "../../domain/session/session-name.ts";
import { asSession, type SessionReservation } from "../../domain/session/session-reservation.ts";
import type { EffectHandler, SessionEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/**
 * Opens what a session's hold is paid by: a Payment Link, or for a class a payment on our own page.
 * The idempotency key makes every repeat answer the same one.
 */
export const openSessionPayment: EffectHandler<
  { kind: "open-payment" },
  SessionEffectDependencies
> = {
  async run({ reservation, idempotencyKey }, dependencies) {
    const { payments, paymentLinks, bookable, bookingUrl } = dependencies;
    const held = asSession(reservation);
    const { id, code, quote, customer, session, participants } = held;
    const people = `${participants} ${participants === 1 ? "person" : "people"}`;
    const opening = {
      reservation: id,
      amount: quote.total,
      currency: quote.currency,
      description: `${bookable.name}, ${session.date} ${session.time}, ${people} (${code})`,
      metadata: metadataOf(held, bookable.name),
      idempotencyKey,
    };
    if (held.flow === "class") {
      const opened = await payments.open({ ...opening, receiptEmail: customer.email });
      return mapOk(
        opened,
        ({ payment, secret }) =>
          (current) =>
            paymentOpened(current, { payment, secret }),
      );
    }
    // The page then says "confirming" and not "pay now" while our webhook is on its way.
    const returnUrl = `${await bookingUrl(reservation)}&returned=1`;
    const paying = { ...opening, name: bookable.name, email: customer.email, returnUrl };
    const opened = await paymentLinks.open(paying);
    return mapOk(opened, (link) => (current, at) => linkOpened(asSession(current), link, at));
  },

  giveUp(reservation, _effect, reason) {
    const released = releaseHold(reservation, "payment-unavailable");
    if (!isWaitingForLink(asSession(reservation))) return released;
    return decided(openItem(reservation, effectStuck("open-payment", reason)), released);
  },
};

/** What Stripe's dashboard, and whoever reads its exports, see of the reservation. */
function metadataOf(held: SessionReservation, title: string): Record<string, string> {
  const { id, code, experience, session, participants, customer, quote, hotel } = held;
  const common = {
    reservation: id,
    reservationId: id,
    booking_code: code,
    experience,
    session_date: session.date,
    session_time: session.time,
    participants: String(participants),
    customer_name: customer.name,
    customer_email: customer.email,
    amount: String(quote.total),
    ...(hotel !== null && { hotel }),
  };
  return held.flow === "class" ? { ...common, ...classMetadata(held, title) } : common;
}

/** The names that the classes document fixes ("Metadata Structure"). */
function classMetadata(
  { experience, session, customer, userId }: SessionReservation,
  title: string,
): Record<string, string> {
  return {
    classId: `${experience}/${sessionKey(session)}`,
    ...(userId !== null && { userId }),
    guestName: customer.name,
    guestEmail: customer.email,
    classTitle: title,
    classDate: session.date,
    classTime: session.time,
  };
}
