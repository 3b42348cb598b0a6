import { refundPromised } from "../../domain/reservation.ts";
import type { AnswerRefusal } from "../../domain/session/decide-session-hold.ts";
import type { SettlementRefusal } from "../../domain/session/decide-settlement.ts";
import type { SessionReservation } from "../../domain/session/session-reservation.ts";
import { shareState } from "../../domain/session/supplier-share.ts";
import { type LinkWords, says } from "./says.ts";
import type { SupplierWords } from "./supplier-words.ts";

export type Answer = "accept" | "decline";
export type Settlement = "cancel" | "complete" | "no-experience";

/** Why a request cannot be answered (any more), in the words of the document's edge-case table. */
export function answerRefused(
  refusal: AnswerRefusal,
  answer: Answer,
  { refused, accepted, sessionFull }: SupplierWords,
): LinkWords {
  switch (refusal.reason) {
    case "already-accepted": {
      const { title, sentences } =
        answer === "accept" ? refused.alreadyAccepted : refused.alreadyApproved;
      const [now, ifNotKept = ""] = accepted[refusal.status];
      const more = answer === "decline" && ifNotKept !== "" ? [ifNotKept] : [];
      return says(title, ...sentences, now, ...more);
    }
    case "already-declined":
      return refused.alreadyDeclined;
    case "request-expired":
      return refused.requestExpired;
    case "session-passed":
      return refused.sessionPassed;
    case "session-full":
      return sessionFull(refusal.spotsAvailable);
  }
}

/** Why a booking cannot be cancelled or settled (any more). */
export function settlementRefused(
  refusal: SettlementRefusal,
  wanted: Settlement,
  reservation: SessionReservation,
  words: SupplierWords,
): LinkWords {
  const { refused } = words;
  switch (refusal.reason) {
    case "cancellation-closed":
      return cancellationClosed;
    case "already-cancelled":
      if (wanted === "cancel") return alreadyCancelled;
      return cancelledFor(reservation, refused.alreadyCancelled);
    case "already-completed":
      if (wanted === "cancel") return cancellationClosed;
      return wanted === "complete"
        ? ofShare(refused.alreadyConfirmed, reservation, words)
        : ofShare(refused.alreadyCompleted, reservation, words);
    case "not-over-yet":
      return refused.notOverYet;
    case "report-closed":
      return refused.reportEnded;
    case "not-a-booking":
      return refusal.status === "failed" ? refused.notKept : refused.notPaid;
  }
}

/**
 * `due` says that the supplier's share sets out. Where it does not, or has arrived, the page says that
 * instead: nobody is promised money that people may keep.
 */
export function ofShare(
  due: LinkWords,
  reservation: SessionReservation,
  { share }: SupplierWords,
): LinkWords {
  const state = shareState(reservation);
  return state === "due" ? due : says(due.title, share[state]);
}

/** The first sentence says that the guest is refunded: staff may cancel for a part, or for nothing. */
function cancelledFor(reservation: SessionReservation, { title, sentences }: LinkWords): LinkWords {
  const isRefunded = refundPromised(reservation) >= (reservation.captured?.amount ?? 0);
  return says(title, ...(isRefunded ? sentences : sentences.slice(1)));
}

/** The document's message for cancelling less than seven days before. */
export const cancellationClosed = says(
  "Cancellation no longer available",
  "Cancellation is no longer available for this booking.",
);

const alreadyCancelled = says(
  "Already cancelled",
  "This booking is cancelled. Any refund is on its way or has arrived.",
);
