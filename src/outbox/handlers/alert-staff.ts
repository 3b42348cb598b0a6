import { nothing } from "../../domain/decision.ts";
import type { AlertKind } from "../../domain/effect.ts";
import { staffAlert } from "../../messages/staff-alert.tsx";
import { bookingFacts } from "../booking-facts.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type AlertStaff = { kind: "alert-staff"; alert: AlertKind; detail: string; key: string };

/** Emails staff about what only a person can settle, or should at least know. */
export const alertStaff: EffectHandler<AlertStaff> = {
  async run({ effect, reservation }, dependencies) {
    const { room, publicUrl, now, mail } = dependencies;
    const email = staffAlert({
      kind: effect.alert,
      detail: effect.detail,
      at: now(),
      payment: reservation.payment?.id,
      operator: room.operator,
      timeZone: room.timeZone,
      publicUrl,
      booking: bookingFacts(reservation, dependencies),
    });
    const tags = [...email.tags, reservation.id];
    return mapOk(await mail.send({ ...email, tags }), () => () => nothing);
  },

  /** Telling staff by the way that fails would help nobody. */
  giveUp: () => nothing,
  neverEnds: true,
};
