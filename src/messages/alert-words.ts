import type { AlertKind } from "../domain/effect.ts";

/** What staff need to know of one kind of alert. */
export interface AlertWords {
  /** Also the heading of its section in docs/runbook.md. */
  title: string;
  what: string;
  /** In order. */
  steps: readonly string[];
}

/** One entry for each kind: what happened, and what a person does about it. */
export const ALERT_WORDS: Record<AlertKind, AlertWords> = {
  "multi-day-rollback": {
    title: "Multi-day rollback",
    what: "The room's calendar did not take every day of this booking. Its days are being removed again, and the guest gets a full refund and an email about it.",
    steps: [
      "In the room's Google Calendar, check that no event of this reservation is left.",
      "In Stripe, check that the payment shows a full refund.",
      "If the guest writes, help them to find another time.",
    ],
  },
  "cleanup-failed": {
    title: "Cleanup failed",
    what: "After a failed or cancelled booking, a calendar event could not be deleted. Guests can book that time again, but whoever reads the calendar sees a booking that is none.",
    steps: [
      "In the room's Google Calendar, delete every event whose description names this reservation.",
      "In Stripe, check that the payment shows a full refund; if not, refund it there.",
      "Report it the same day: cleaning up should not fail.",
    ],
  },
  "refund-failed": {
    title: "Refund failed",
    what: "The guest has no booking, or a cancelled one, and the refund did not reach them. The money is with us.",
    steps: [
      "In Stripe, open the payment and read why the refund failed.",
      "Refund it again there. If their card is closed, agree on another way with the guest and pay that way.",
      "Write to the guest, whether or not they were already told that the money is on its way.",
    ],
  },
  "refund-disputed": {
    title: "Refund disputed",
    what: "A refund was due, and was not made: the cardholder disputes the payment at their bank, and the bank holds the money.",
    steps: [
      "Do not pay the guest another way: if the bank decides for them, they would get the amount twice.",
      "In Stripe, open the dispute. If the guest is owed all of it, accept the dispute, and the bank pays them; if not, answer it in time.",
      "Only when it is won or withdrawn, refund what the guest is owed: retry the refund, as the runbook says.",
      "Write to the guest: they may have been told that the money is on its way.",
    ],
  },
  "effect-stuck": {
    title: "Effect stuck",
    what: "Something that should have been done has failed so often that it needs a look. It is still tried again, slowly, for as long as it takes.",
    steps: [
      "Read the details below: they name what is stuck and the last error.",
      "Check whether Stripe, Google or MailerSend has an outage, or whether a key has expired.",
      "Once the cause is gone it succeeds by itself; the runbook says how to retry it at once.",
    ],
  },
  "payment-without-booking": {
    title: "Payment without booking",
    what: "Money came in that belongs to no reservation we know. Nothing was booked.",
    steps: [
      "In Stripe, open the payment and find out what it was for.",
      "If it was meant for a room, book the guest in by hand or refund it.",
      "If it belongs to something else in the same Stripe account, leave it and note that here.",
    ],
  },
  "payment-mismatch": {
    title: "Payment mismatch",
    what: "A payment does not fit its reservation: its amount or currency is not what we asked for, or it was paid by another payment already. This payment was not booked.",
    steps: [
      "In Stripe, compare the payment that the details name with the price and the status below.",
      "Refund that payment, and no other: what was booked with another one stands.",
      "If nothing is booked, help the guest to book again. Report an amount of our own that is wrong: it comes from our server.",
    ],
  },
  "calendar-event-changed": {
    title: "Calendar event changed",
    what: "Someone moved or deleted the calendar event of a paid booking by hand. The booking still stands, and its time stays blocked.",
    steps: [
      "Ask whoever keeps the calendar whether they meant to.",
      "A deleted event is being restored by itself. A moved one: if nobody meant to, move it back to the times below.",
      "If they meant to, agree on it with the guest, then cancel the booking (never by deleting the event).",
    ],
  },
  dispute: {
    title: "Dispute",
    what: "The cardholder disputes the payment at their bank. Stripe has taken the amount and a fee until it is decided.",
    steps: [
      "In Stripe, open the dispute and note the date by which it must be answered.",
      "Answer there with the booking below, its calendar events, the refund policy and the emails sent.",
      "Do not also refund it: the guest would get the money twice.",
    ],
  },
  "refunded-twice": {
    title: "Refunded twice",
    what: "A refund that seemed lost was made after all, long after it had been repeated: the guest got that amount twice.",
    steps: [
      "In Stripe, compare the refunds of this payment with what the guest was told.",
      "Tell the guest, and agree with them on how the second one comes back, if it should.",
      "Report it: a call arrived at Stripe more than ten minutes after it was sent.",
    ],
  },
  "transfer-blocked": {
    title: "Transfer blocked",
    what: "An experience took place, but the supplier's share cannot be sent to them yet. It is tried again every hour, for as long as it takes.",
    steps: [
      "Read the details below: without an account, or without the capability, the supplier must finish their payout set-up; without balance, top the platform's balance up.",
      "Send the supplier the link from their latest email again; it opens the set-up at Stripe.",
      "Once the cause is gone it succeeds by itself; the runbook says how to retry it at once.",
    ],
  },
  "settlement-withheld": {
    title: "Settlement withheld",
    what: "An experience took place, but the guest’s bank has a dispute open, or the guest was given money back, so the supplier was not paid by itself: what is paid out cannot be taken back.",
    steps: [
      "In Stripe, answer the dispute with what the supplier can prove.",
      "When it is won, have the supplier's share paid: retry the reservation's transfer, as the runbook says.",
      "When it is lost, tell the supplier, and decide what they get.",
    ],
  },
  "refund-after-transfer": {
    title: "Refund after transfer",
    what: "The guest was given money back after the supplier had been paid. The supplier's share does not come back by itself.",
    steps: [
      "In Stripe, compare the refund with the transfer of this reservation.",
      "Agree with the supplier, then reverse the transfer there, in part or in full.",
      "If their account has no balance, agree on another way and note it here.",
    ],
  },
};
