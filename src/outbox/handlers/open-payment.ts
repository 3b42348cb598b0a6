import { paymentOpened, releaseHold } from "../../domain/decide-hold.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** Opens the payment of a hold. The idempotency key makes every repeat answer the same payment. */
export const openPayment: EffectHandler<{ kind: "open-payment" }> = {
  async run({ reservation, idempotencyKey }, { payments, room }) {
    const { id, code, quote, customer, request } = reservation;
    const opened = await payments.open({
      reservation: id,
      amount: quote.total,
      currency: quote.currency,
      description: `${room.name}, ${request.dates.join(", ")}, ${request.start}–${request.end} (${code})`,
      receiptEmail: customer.email,
      metadata: {
        reservation: id,
        booking_code: code,
        room: room.slug,
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
