import { releaseHold } from "../../domain/decide-hold.ts";
import { englishOf } from "../../domain/english.ts";
import { formatDay } from "../../domain/local-time.ts";
import { checkoutOpened } from "../../domain/service/decide-service.ts";
import { asService, type ServiceReservation } from "../../domain/service/service-reservation.ts";
import { shortened } from "../../domain/shortened.ts";
import { timeInWords } from "../../messages/booking-words.ts";
import type { OpenCheckoutSession } from "../../providers/checkout-sessions.ts";
import type { EffectBookable, EffectHandler, ServiceEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/**
 * The provider takes no checkout that ends in less than 30 minutes (Stripe: Create a Session), and
 * an attempt may come late. The hold's own end closes it before.
 */
const CHECKOUT_MARGIN_MS = 15 * 60_000;
/** Values of metadata have at most this many characters (Stripe: Metadata). */
const VALUE_LENGTH_MAX = 500;
/** Stripe takes more of either; nobody reads more on a page on which they pay. */
const DESCRIPTION_LENGTH_MAX = 500;

/** Opens the hosted checkout of a trip. The idempotency key makes every repeat answer the same one. */
export const openTripCheckout: EffectHandler<{ kind: "open-payment" }, ServiceEffectDependencies> =
  {
    async run({ reservation, idempotencyKey }, { checkoutSessions, bookable, returnUrls }) {
      const held = asService(reservation);
      const { id, quote, customer, heldAt, holdExpiresAt } = held;
      const window = Math.max(holdExpiresAt - heldAt, 30 * 60_000);
      const opened = await checkoutSessions.open({
        reservation: id,
        ...paymentWords(held, bookable),
        currency: quote.currency,
        lines: quote.lines,
        customerEmail: customer.email,
        metadata: metadataOf(held, bookable.operator.name),
        ...returnUrls(reservation),
        expiresAt: heldAt + window + CHECKOUT_MARGIN_MS,
        idempotencyKey,
      });
      return mapOk(opened, (checkout) => (current) => checkoutOpened(asService(current), checkout));
    },

    giveUp: (reservation) => releaseHold(reservation, "payment-unavailable"),
  };

/** What the guest sees while they pay: nobody else tells them once more what for. */
function paymentWords(
  { code, trip, request }: ServiceReservation,
  { name, operator }: EffectBookable,
): Pick<OpenCheckoutSession, "description" | "details"> {
  const { place, details = "" } = request.pickup;
  const when = `${formatDay(trip.date, englishOf(operator))} at ${timeInWords(trip.time)}`;
  const where = [place, details].filter(Boolean).join(", ");
  return {
    description: shortened(`${operator.name}: ${name} (${code})`, DESCRIPTION_LENGTH_MAX),
    details: shortened(`Pickup on ${when}: ${where}`, DESCRIPTION_LENGTH_MAX),
  };
}

/** What the dispatch document asks the payment to carry: guest, route, package, extras, operator. */
function metadataOf(held: ServiceReservation, operator: string): Record<string, string> {
  const { id, code, service, trip, request, customer, quote, whatsapp } = held;
  const extras = request.extras.map(({ label, value }) => `${label}: ${value}`).join("; ");
  const { place, details } = request.pickup;
  const all: Record<string, string> = {
    reservation: id,
    booking_code: code,
    operator,
    service,
    route: request.route.label,
    format: request.format.label,
    package: request.package.label,
    extras,
    pickup: details === undefined ? place : `${place}: ${details}`,
    drop_off: request.dropOff ?? "",
    pickup_date: trip.date,
    pickup_time: trip.time,
    passengers: String(request.passengers),
    guest_name: customer.name,
    guest_email: customer.email,
    guest_phone: customer.phone ?? "",
    guest_whatsapp: whatsapp ?? "",
    notes: request.notes ?? "",
    amount: String(quote.total),
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== "")
      .map(([key, value]) => [key, shortened(value, VALUE_LENGTH_MAX)]),
  );
}
