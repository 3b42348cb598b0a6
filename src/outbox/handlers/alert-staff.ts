import { nothing } from "../../domain/decision.ts";
import type { Effect } from "../../domain/effect.ts";
import { staffAlert } from "../../messages/staff-alert.tsx";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type AlertStaff = Extract<Effect, { kind: "alert-staff" }>;

/** Emails staff about what only a person can settle, or should at least know. */
export const alertStaff: EffectHandler<AlertStaff> = {
  async run({ effect, reservation }, dependencies) {
    const { bookable, publicUrl, now, mail, factsOf } = dependencies;
    const email = staffAlert({
      kind: effect.alert,
      detail: effect.detail,
      at: now(),
      payment: effect.payment ?? reservation.payment?.id,
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
