import { formatMoney } from "../../domain/money.ts";
import { answerRefusal } from "../../domain/session/decide-session-hold.ts";
import {
  cancelRefusal,
  isDisputed,
  keptAmount,
  reportRefusal,
  type SettlementRefusal,
  splitOfKept,
} from "../../domain/session/decide-settlement.ts";
import type { LinkPurpose } from "../../domain/session/link-purpose.ts";
import { asSession, type SessionReservation } from "../../domain/session/session-reservation.ts";
import type { sessionStubOf } from "../stubs.ts";
import {
  answerRefused,
  cancellationClosed,
  ofShare,
  type Settlement,
  settlementRefused,
} from "./link-words.ts";
import { type LinkWords, says } from "./says.ts";
import type { Offer, SupplierWords } from "./supplier-words.ts";

type Stub = NonNullable<ReturnType<typeof sessionStubOf>>;

/** What came of an action: words for the page, and whether it stands now. */
export interface Acted {
  words: LinkWords;
  /** The supplier must open an account for payouts first. */
  needsPayouts?: boolean;
}

/** One action that an email's link offers, in the words of whoever got the email. */
export interface LinkAction {
  /** What will happen, and the button that makes it happen. */
  offer(reservation: SessionReservation, words: SupplierWords): Offer;
  /** Why it cannot happen (any more), as far as the reservation tells. */
  refusal(
    reservation: SessionReservation,
    now: number,
    words: SupplierWords,
  ): LinkWords | undefined;
  act(stub: Stub, reservation: SessionReservation, words: SupplierWords): Promise<Acted>;
  /** It asks the guest for money: not while staff have paused payments. */
  opensPayment?: boolean;
  /** What a link says that has ended, where the reservation itself would still allow it. */
  ended(words: SupplierWords): LinkWords;
}

export type ActionPurpose = Exclude<LinkPurpose, "view" | "onboard">;

export const linkActions: Record<ActionPurpose, LinkAction> = {
  accept: {
    offer: ({ customer, participants, quote }, { offers, money }) =>
      offers.accept(customer.name, participants, money(quote.total, quote.currency)),
    refusal(reservation, now, words) {
      const refusal = answerRefusal(reservation, now);
      return refusal && answerRefused(refusal, "accept", words);
    },
    async act(stub, { id }, words) {
      const { done, refused } = words;
      const result = await stub.accept(id);
      if (result.ok) return { words: done.accepted };
      switch (result.refusal.reason) {
        case "unknown":
          return { words: refused.unknown };
        case "supplier-not-ready":
          return { words: refused.payoutsFirst, needsPayouts: true };
        case "payment-provider-unavailable":
          return { words: refused.tryAgain };
        default:
          return { words: answerRefused(result.refusal, "accept", words) };
      }
    },
    opensPayment: true,
    ended: ({ refused }) => refused.requestExpired,
  },

  decline: {
    offer: ({ customer }, { offers }) => offers.decline(customer.name),
    refusal(reservation, now, words) {
      const refusal = answerRefusal(reservation, now);
      return refusal && answerRefused(refusal, "decline", words);
    },
    async act(stub, { id }, words) {
      const { done, refused } = words;
      const result = await stub.decline(id);
      if (result.ok) return { words: done.declined };
      switch (result.refusal.reason) {
        case "unknown":
          return { words: refused.unknown };
        case "supplier-not-ready":
        case "payment-provider-unavailable":
          return { words: refused.tryAgain };
        default:
          return { words: answerRefused(result.refusal, "decline", words) };
      }
    },
    ended: ({ refused }) => refused.requestExpired,
  },

  cancel: {
    offer: (reservation) => ({
      title: "Cancel this booking?",
      sentences: [
        whatGoesBack(reservation),
        "Your spots go to other guests, so this cannot be undone.",
      ],
      button: "Cancel my booking",
      isGrave: true,
    }),
    refusal(reservation, now, words) {
      const refusal = cancelRefusal(reservation, now);
      return refusal && settlementRefused(refusal, "cancel", reservation, words);
    },
    async act(stub, reservation, words) {
      const result = await stub.cancelByGuest(reservation.id);
      if (result.ok) return { words: cancelledByGuest };
      return { words: notSettled(result.refusal, "cancel", await fresh(stub, reservation), words) };
    },
    ended: () => cancellationClosed,
  },

  complete: {
    offer(reservation, { offers, money }) {
      const share = money(splitOfKept(reservation).supplier, reservation.quote.currency);
      return offers.complete(share, isDisputed(reservation));
    },
    refusal(reservation, now, words) {
      const refusal = reportRefusal(reservation, now);
      return refusal && settlementRefused(refusal, "complete", reservation, words);
    },
    async act(stub, reservation, words) {
      const result = await stub.reportCompletion(reservation.id);
      const after = await fresh(stub, reservation);
      if (result.ok) return { words: ofShare(words.done.completed, after, words) };
      return { words: notSettled(result.refusal, "complete", after, words) };
    },
    ended: ({ refused }) => refused.reportEnded,
  },

  "no-experience": {
    offer(reservation, { offers, money }) {
      const { customer, quote } = reservation;
      const kept = keptAmount(reservation);
      const back = money(kept, quote.currency);
      return offers.noExperience(customer.name, back, kept === quote.total);
    },
    refusal(reservation, now, words) {
      const refusal = reportRefusal(reservation, now);
      return refusal && settlementRefused(refusal, "no-experience", reservation, words);
    },
    async act(stub, reservation, words) {
      const result = await stub.reportNoExperience(reservation.id);
      if (result.ok) return { words: words.done.reported };
      const after = await fresh(stub, reservation);
      return { words: notSettled(result.refusal, "no-experience", after, words) };
    },
    ended: ({ refused }) => refused.reportEnded,
  },
};

/** The reservation as the action has left it, or another one before it. */
async function fresh(stub: Stub, before: SessionReservation): Promise<SessionReservation> {
  return asSession((await stub.reservation(before.id)) ?? before);
}

function notSettled(
  refusal: SettlementRefusal | { reason: "unknown" },
  wanted: Settlement,
  reservation: SessionReservation,
  words: SupplierWords,
): LinkWords {
  if (refusal.reason === "unknown") return words.refused.unknown;
  return settlementRefused(refusal, wanted, reservation, words);
}

const cancelledByGuest = says(
  "Cancellation confirmed",
  "Your refund is on its way. We have sent you an email about it.",
);

/** All of what was paid for it, or what is left of it when a part has gone back already. */
function whatGoesBack(reservation: SessionReservation): string {
  const { quote } = reservation;
  const kept = keptAmount(reservation);
  const all =
    kept === quote.total ? "everything you paid for it" : "the rest of what you paid for it";
  return `You get ${formatMoney(kept, quote.currency)} back, ${all}.`;
}
