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
    what: "A payment's amount or currency is not what we asked for. Nothing was booked.",
    steps: [
      "In Stripe, compare the payment with the price below.",
      "Refund it, then help the guest to book again.",
      "Report it: amounts come from our server, so this should not happen.",
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
};
