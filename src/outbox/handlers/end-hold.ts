import { releaseHold } from "../../domain/decide-hold.ts";
import { type Capture, paymentsFound } from "../../domain/decide-payment.ts";
import { closePayment, type Decision, decided, nothing } from "../../domain/decision.ts";
import { evolve, type ReleaseReason, type Reservation } from "../../domain/reservation.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { FurtherPayments, LinkSight } from "../../providers/payment-links.ts";
import type { PaymentSight } from "../../providers/payments.ts";
import type { EffectDependencies, EffectHandler, Handled } from "../handler.ts";

/** A payment that takes its time keeps its slot; it is looked at again this often. */
const PROCESSING_AGAIN_MS = 5 * 60_000;

/** By then every visit that was under way when a link was closed has opened its page, or never will. */
const LATE_PAGES_MS = 10 * 60_000;

/**
 * Ends a hold, asking the provider first: what can still be paid is closed there before the slot is
 * given to anybody else, and what turns out to be paid is a payment, not an expiry.
 */
export const endHold: EffectHandler<{ kind: "end-hold"; reason?: ReleaseReason }> = {
  async run({ effect, reservation }, dependencies) {
    if (reservation.status !== "approved") return { kind: "ok", value: () => nothing };
    const closing = closeAtProvider(reservation, dependencies);
    if (closing === undefined) {
      // Nobody was ever given the secret of a payment, or a link, that we have not seen ourselves.
      return { kind: "ok", value: (now) => releaseHold(now, "payment-unavailable") };
    }
    const closed = await closing;
    return closed.kind === "ok"
      ? conclude(closed.value, reservation, dependencies, effect.reason)
      : closed;
  },

  neverEnds: true,
};

/** Makes what was opened unpayable; `undefined` when nothing is known to have been opened. */
export function closeAtProvider(
  reservation: Reservation,
  { payments, paymentLinks, checkoutSessions }: EffectDependencies,
): Promise<Outcome<PaymentSight | LinkSight>> | undefined {
  if (reservation.kind === "session" && reservation.link !== null) {
    return paymentLinks.close(reservation.link.id);
  }
  if (reservation.kind === "service") {
    const { checkout } = reservation;
    return checkout === null ? undefined : checkoutSessions.close(checkout.id);
  }
  return reservation.payment === null ? undefined : payments.close(reservation.payment.id);
}

/** Also what `close-payment` does with the answer, when the hold is long gone. */
export function conclude(
  sight: PaymentSight | LinkSight,
  reservation: Reservation,
  { now, slotView }: EffectDependencies,
  why?: ReleaseReason,
): Handled {
  switch (sight.state) {
    case "captured":
      return endingHold(sight, reservation, slotView, now());
    case "processing":
    case "unpaid":
    case "open":
      return waits(now(), `the payment is ${sight.state}`);
    case "cancelled": {
      const expired = now() >= (reservation.holdExpiresAt ?? 0);
      const asked = why ?? (expired ? "expired" : "payment-cancelled");
      // Whatever asked for the end of the hold: its guest waits for news of a payment.
      const reason = "failed" in sight ? "payment-failed" : asked;
      return {
        kind: "ok",
        value: (current, at) => decided(releaseHold(current, reason), closeLatePages(current, at)),
      };
    }
  }
}

/**
 * Money that does not fit is staff's, and leaves the hold as it is; but what it was taken by can be
 * paid no more, so the hold is over. What there is to record is recorded at once; only then is a
 * further payment that takes its time waited for.
 */
function endingHold(
  sight: Capture & { further?: FurtherPayments },
  reservation: Reservation,
  slotView: EffectDependencies["slotView"],
  now: number,
): Handled {
  const { captured, processing } = sight.further ?? { captured: [], processing: false };
  const find = (current: Reservation, at: number) =>
    paymentsFound(current, [sight, ...captured], slotView, at);
  if (processing && find(reservation, now).events.length === 0) {
    return waits(now, "a further payment is processing");
  }
  return {
    kind: "ok",
    value: (current, at) => {
      const found = find(current, at);
      const after = found.events.reduce<Reservation>(evolve, current);
      return decided(
        found,
        after.status === "approved" ? releaseHold(current, "payment-mismatch") : {},
        processing ? closePayment : {},
        closeLatePages(current, at),
      );
    },
  };
}

/** A page that opens after its link was closed could be paid for a day, and nobody might tell of it. */
function closeLatePages(reservation: Reservation, at: number): Partial<Decision> {
  if (reservation.kind !== "session" || reservation.link === null) return {};
  return { effects: [{ effect: { kind: "close-late-pages" }, dueAt: at + LATE_PAGES_MS }] };
}

function waits(now: number, reason: string): Handled {
  return { kind: "wait", until: now + PROCESSING_AGAIN_MS, reason };
}
