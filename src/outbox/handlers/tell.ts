import { nothing } from "../../domain/decision.ts";
import type { Message, Undelivered } from "../../domain/effect.ts";
import { overtakenBy } from "../../domain/overtaken.ts";
import { receiptOf, receiptSeen } from "../../domain/service/decide-service.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/**
 * Emails somebody. The provider knows no idempotency key, so an answer that was lost is asked for
 * again: a second copy is better than a guest who paid and hears nothing. The outbox row says so.
 * Where a receipt has come meanwhile, it is the answer. What is not so any more is not sent.
 */
export const tell: EffectHandler<{ kind: "tell"; message: Message; about?: Undelivered }> = {
  async run({ effect, reservation, current, attempts }, { compose, mail }) {
    const { message } = effect;
    const about = effect.about?.message;
    const by = overtakenBy(message, reservation, about);
    if (by !== undefined) return { kind: "overtaken", by };
    const isService = reservation.kind === "service";
    if (isService && attempts > 1 && receiptOf(reservation, { message, about })) {
      return { kind: "ok", value: () => nothing };
    }
    const email = await compose(message, reservation, effect.about);
    const since = overtakenBy(message, current(), about);
    if (since !== undefined) return { kind: "overtaken", by: since };
    const tags = [...email.tags, reservation.id, ...(about === undefined ? [] : [about])];
    const sent = await mail.send({ ...email, tags });
    if (isService && sent.kind === "permanent") {
      // The provider will not take it, and says why: the same as one that did not arrive.
      const seen = { message, about, id: "", status: "failed" as const, detail: sent.reason };
      return { kind: "ok", value: (current) => receiptSeen(asService(current), seen) };
    }
    return mapOk(sent, ({ id }) => (current) => {
      if (current.kind !== "service") return nothing;
      return receiptSeen(current, { message, about, id, status: "queued", detail: "" });
    });
  },
};
