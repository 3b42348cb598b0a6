import { nothing } from "../../domain/decision.ts";
import type { AlertKind } from "../../domain/effect.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { staffAlert } from "../../messages/staff-alert.tsx";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type AlertStaff = { kind: "alert-staff"; alert: AlertKind; detail: string; key: string };

/** Emails staff about what only a person can settle, or should at least know. */
export const alertStaff: EffectHandler<AlertStaff> = {
  async run({ effect, reservation }, dependencies) {
    const { bookable, publicUrl, now, mail, factsOf } = dependencies;
    const email = staffAlert({
      kind: effect.alert,
      detail: effect.detail,
      at: now(),
      payment: paymentIn(effect, reservation),
      operator: bookable.operator,
      timeZone: bookable.timeZone,
      publicUrl,
      booking: factsOf(reservation),
    });
    const tags = [...email.tags, reservation.id];
    return mapOk(await mail.send({ ...email, tags }), () => () => nothing);
  },

  /** Telling staff by the way that fails would help nobody. */
  giveUp: () => nothing,
  neverEnds: true,
};

/** A payment that does not fit is not the reservation's own, which may be paid and booked. */
function paymentIn({ alert, key }: AlertStaff, { payment }: Reservation): string | undefined {
  return alert === "payment-mismatch" ? key : payment?.id;
}
