import { paymentOpened, releaseHold } from "../../domain/decide-hold.ts";
import { asRoom } from "../../domain/room/room-reservation.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** Opens the payment of a room's hold. The idempotency key makes every repeat answer the same payment. */
export const openRoomPayment: EffectHandler<{ kind: "open-payment" }> = {
  async run({ reservation, idempotencyKey }, { payments, bookable }) {
    const { id, code, quote, customer, request } = asRoom(reservation);
    const opened = await payments.open({
      reservation: id,
      amount: quote.total,
      currency: quote.currency,
      description: `${bookable.name}, ${request.dates.join(", ")}, ${request.start}–${request.end} (${code})`,
      receiptEmail: customer.email,
      metadata: {
        reservation: id,
        booking_code: code,
        room: bookable.slug,
        booking_dates: request.dates.join(","),
        booking_time: `${request.start}-${request.end}`,
        attendees: String(request.attendees),
        customer_name: customer.name,
        customer_email: customer.email,
        amount: String(quote.total),
      },
      idempotencyKey,
    });
    return mapOk(
      opened,
      ({ payment, secret }) =>
        (now) =>
          paymentOpened(now, { payment, secret }),
    );
  },

  giveUp: (reservation) => releaseHold(reservation, "payment-unavailable"),
};
