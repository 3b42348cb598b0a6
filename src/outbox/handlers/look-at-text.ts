import { nothing } from "../../domain/decision.ts";
import { isSettled, textLooked, type UnsettledText } from "../../domain/service/decide-text.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import type { EffectHandler, ServiceEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

type LookAtText = { kind: "look-at-text" } & UnsettledText;

/**
 * Asks the provider what became of a WhatsApp message whose callbacks did not come: they can be lost
 * for ever, and a guest who was not reached must still be called.
 */
export const lookAtText: EffectHandler<LookAtText, ServiceEffectDependencies> = {
  async run({ effect, reservation }, { whatsapp }) {
    if (isSettled(asService(reservation), effect)) {
      return { kind: "ok", value: () => nothing };
    }
    const seen = await whatsapp.look(effect.id);
    return mapOk(seen, ({ status, code, reason }) => (current, now) => {
      const detail = [code, reason].filter(Boolean).join(" ");
      return textLooked(asService(current), effect, { status, detail }, now);
    });
  },

  giveUp: (reservation, effect, _reason, now) =>
    textLooked(asService(reservation), effect, undefined, now),
};
