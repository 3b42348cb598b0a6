import { nothing } from "../../domain/decision.ts";
import type { GuestMessage } from "../../domain/effect.ts";
import type { Email } from "../../messages/email.ts";
import type { BookingFacts } from "../../messages/facts.ts";
import { guestCancellation } from "../../messages/guest-cancellation.tsx";
import { guestConfirmation } from "../../messages/guest-confirmation.tsx";
import { guestRefund } from "../../messages/guest-refund.tsx";
import { bookingFacts } from "../booking-facts.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

const messages: Record<GuestMessage, (facts: BookingFacts) => Email> = {
  "guest-confirmation": guestConfirmation,
  "guest-refund": guestRefund,
  "guest-cancellation": guestCancellation,
};

/**
 * Emails the guest. The provider knows no idempotency key, so an answer that was lost is asked for
 * again: a second copy is better than a guest who paid and hears nothing. The outbox row says so.
 */
export const tellGuest: EffectHandler<{ kind: "tell-guest"; message: GuestMessage }> = {
  async run({ effect, reservation }, dependencies) {
    const email = messages[effect.message](bookingFacts(reservation, dependencies));
    const tags = [...email.tags, reservation.id];
    return mapOk(await dependencies.mail.send({ ...email, tags }), () => () => nothing);
  },
};
