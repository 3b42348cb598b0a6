import type { SlotView } from "../domain/decide-payment.ts";
import type { Decision } from "../domain/decision.ts";
import type { Message, ServiceText, Undelivered } from "../domain/effect.ts";
import type { Reservation } from "../domain/reservation.ts";
import type { Email } from "../messages/email.ts";
import type { BookingFacts, MessageOperator } from "../messages/facts.ts";
import type { Calendar } from "../providers/calendar.ts";
import type { CheckoutSessions } from "../providers/checkout-sessions.ts";
import type { Mail } from "../providers/mail.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { PaymentLinks } from "../providers/payment-links.ts";
import type { Payments } from "../providers/payments.ts";
import type { PayoutAccount, Payouts } from "../providers/payouts.ts";
import type { WhatsApp, WhatsAppMessage } from "../providers/whatsapp.ts";
import type { AttemptRecord } from "./outbox.ts";

/** Called in the transaction that records the answer, with the reservation as it is by then. */
export type Conclude = (reservation: Reservation, now: number) => Decision;

/**
 * How one attempt ended. `wait` is no failure: the answer is simply not final yet. Nor is `overtaken`:
 * what was to be said is not so any more, and something else says what is.
 */
export type Handled =
  | Outcome<Conclude>
  | { kind: "wait"; until: number; reason: string }
  | { kind: "overtaken"; by: string };

/** What every handler works with: the ports, and the object's present truth. */
export interface EffectDependencies {
  payments: Payments;
  paymentLinks: PaymentLinks;
  checkoutSessions: CheckoutSessions;
  mail: Mail;
  ledger: LedgerCopy;
  bookable: EffectBookable;
  now: () => number;
  /** What stands in a reservation's way by now; synchronous, for use when settling. */
  slotView: (reservation: Reservation) => SlotView;
  /** The email that a message is, in the words of this kind of bookable. */
  compose: (message: Message, reservation: Reservation, about?: Undelivered) => Promise<Email>;
  /** What staff read of a reservation in an alert. */
  factsOf: (reservation: Reservation) => BookingFacts;
  publicUrl: string;
}

/** What the handlers of a room work with besides. */
export interface RoomEffectDependencies extends EffectDependencies {
  calendar: Calendar;
  calendarId: string;
  /** Brings the copy of the calendar up to date. */
  readCalendar: () => Promise<Outcome<void>>;
  attemptOf: (reservation: string, effectName: string) => AttemptRecord | undefined;
}

/** What the handlers of a session work with besides. */
export interface SessionEffectDependencies extends EffectDependencies {
  payouts: Payouts;
  /** That supplier's account for payouts, if it is known; asks the provider when it was not ready. */
  payoutAccount: (supplier: string) => Promise<Outcome<PayoutAccount | undefined>>;
  /** The guest's own page of a reservation, which the hosted payment leads back to. */
  bookingUrl: (reservation: Reservation) => Promise<string>;
}

/** What the handlers of a service work with besides. */
export interface ServiceEffectDependencies extends EffectDependencies {
  whatsapp: WhatsApp;
  /** The WhatsApp message that a text is; `undefined` when its recipient has no number. */
  composeText: (
    message: ServiceText,
    reservation: Reservation,
    about?: Undelivered,
  ) => WhatsAppMessage | undefined;
  /** Where the hosted checkout leads after the payment, and when the guest turns back. */
  returnUrls: (reservation: Reservation) => { successUrl: string; cancelUrl: string };
}

/** Where the copy for staff, lists and reports goes. Upserts by version: safe to repeat. */
export interface LedgerCopy {
  record(reservation: Reservation, at: number): Promise<Outcome<void>>;
}

/** What effects need to know of the bookable beyond what is frozen on the reservation. */
export interface EffectBookable {
  slug: string;
  name: string;
  timeZone: string;
  operator: MessageOperator;
}

export interface Attempt<E> {
  effect: E;
  /** As it was when the attempt began. */
  reservation: Reservation;
  /** As it is by now: what counts after an await. */
  current: () => Reservation;
  /** This one included. */
  attempts: number;
  /** When the last earlier attempt that had no answer was made: it may still land. */
  unansweredAt: number | undefined;
  /** Since when it should have been done, or was answered "not yet". */
  plannedAt: number;
  /** Stable over all attempts; no longer than 255 characters. */
  idempotencyKey: string;
}

export interface EffectHandler<E, Dependencies = EffectDependencies> {
  run(attempt: Attempt<E>, dependencies: Dependencies): Promise<Handled>;
  /**
   * What follows when it cannot be done: a permanent answer, with its code if the port has one, or
   * its time is spent. Without it, staff are told that the effect is stuck.
   */
  giveUp?(
    reservation: Reservation,
    effect: E,
    reason: string,
    now: number,
    code?: string,
  ): Decision;
  /**
   * After a permanent answer, keep trying slowly: what it undoes must not stay, and what it restores
   * must not stay away. `without-budget`: unless there was a time after which it is given up.
   */
  neverEnds?: boolean | "without-budget";
}
