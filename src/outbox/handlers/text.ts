import { nothing } from "../../domain/decision.ts";
import type { ServiceText, Undelivered } from "../../domain/effect.ts";
import { overtakenBy } from "../../domain/overtaken.ts";
import type { Reservation } from "../../domain/reservation.ts";
import { receiptOf, receiptSeen, type WhichMessage } from "../../domain/service/decide-service.ts";
import { textAccepted } from "../../domain/service/decide-text.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import { isSentAs, type WhatsAppMessage } from "../../providers/whatsapp.ts";
import type { Attempt, EffectHandler, Handled, ServiceEffectDependencies } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** What the journal says where nobody can tell whether an earlier attempt was sent. */
const SECOND_COPY = "perhaps a second copy: the provider could not tell";
/** The same where it did not even answer. */
const UNASKED_COPY = "perhaps a second copy: the provider could not be asked";

/** For so long a message waits for the provider to say what it has sent. */
const ASKED_FOR_MS = 10 * 60_000;

type Text = { kind: "text"; message: ServiceText; about?: Undelivered };

/**
 * Sends a WhatsApp message. The provider knows no idempotency key, but lists what it has sent: from
 * the second attempt on it is asked first, unless a receipt has come meanwhile: that is the answer.
 * Where it cannot tell, one copy too many is better than none for somebody who paid. What is not so
 * any more is not sent.
 */
export const text: EffectHandler<Text, ServiceEffectDependencies> = {
  async run(attempt, dependencies) {
    const { effect, reservation, attempts } = attempt;
    const { whatsapp, composeText } = dependencies;
    const message = composeText(effect.message, reservation, effect.about);
    if (message === undefined) return { kind: "ok", value: () => nothing };
    const which = { message: effect.message, about: effect.about?.message };
    const earlier = attempts > 1 ? await lookBack(attempt, message, dependencies) : UNSENT;
    if (earlier.kind !== "send") return earlier;
    // The look takes its time, in which it may have been cancelled.
    const by = overtakenBy(effect.message, attempt.current(), which.about);
    if (by !== undefined) return { kind: "overtaken", by };
    const about = which.about === undefined ? [] : [which.about];
    const sent = await whatsapp.send({ ...message, tags: [...message.tags, ...about] });
    if (sent.kind === "permanent") {
      // The provider will not take it, and says why: the same as one that did not arrive.
      const seen = { ...which, id: "", status: "failed" as const };
      const detail = sent.reason;
      return {
        kind: "ok",
        value: (current) => receiptSeen(asService(current), { ...seen, detail }),
      };
    }
    return mapOk(sent, ({ id }) => accepted(which, id, earlier.detail).value);
  },
};

/** To be sent, and what the journal then says of it. */
type ToSend = { kind: "send"; detail: string };
const UNSENT: ToSend = { kind: "send", detail: "" };

/** What became of earlier attempts: the message is there, or is to be sent, or that is to be seen. */
async function lookBack(
  { effect, reservation, attempts, plannedAt }: Attempt<Text>,
  message: WhatsAppMessage,
  { whatsapp, now }: ServiceEffectDependencies,
): Promise<Handled | ToSend> {
  const which = { message: effect.message, about: effect.about?.message };
  const receipt = receiptOf(asService(reservation), which);
  if (receipt !== undefined) return accepted(which, receipt.id, attempts > 2 ? SECOND_COPY : "");
  const { to, from } = message;
  const listed = await whatsapp.sentTo({ to, from, since: reservation.heldAt });
  if (listed.kind !== "ok") {
    const goesOn = listed.kind !== "permanent" && now() < plannedAt + ASKED_FOR_MS;
    return goesOn ? listed : { kind: "send", detail: `${UNASKED_COPY} (${listed.reason})` };
  }
  const same = listed.value.find((sent) => isSentAs(sent, message) === "yes");
  if (same !== undefined) return accepted(which, same.id, "found sent");
  return { kind: "send", detail: SECOND_COPY };
}

function accepted(which: WhichMessage & { message: ServiceText }, id: string, detail: string) {
  return {
    kind: "ok" as const,
    value: (current: Reservation, now: number) =>
      textAccepted(asService(current), { ...which, id, detail }, now),
  };
}
