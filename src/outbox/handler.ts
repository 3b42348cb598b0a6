import type { Alternative } from "../domain/alternatives.ts";
import type { Decision } from "../domain/decision.ts";
import type { LocalDate } from "../domain/local-time.ts";
import type { Reservation } from "../domain/reservation.ts";
import type { MessageOperator } from "../messages/facts.ts";
import type { Calendar } from "../providers/calendar.ts";
import type { Mail } from "../providers/mail.ts";
import type { Outcome } from "../providers/outcome.ts";
import type { Payments } from "../providers/payments.ts";
import type { AttemptRecord } from "./outbox.ts";

/** Called in the transaction that records the answer, with the reservation as it is by then. */
export type Settle = (reservation: Reservation, now: number) => Decision;

/**
 * How one attempt ended. `wait` is no failure: the answer is simply not final yet.
 */
export type Handled = Outcome<Settle> | { kind: "wait"; until: number; reason: string };

/** What handlers work with: the ports, and the object's present truth. */
export interface EffectDependencies {
  payments: Payments;
  calendar: Calendar;
  mail: Mail;
  ledger: LedgerCopy;
  room: EffectRoom;
  now: () => number;
  /** Brings the copy of the calendar up to date. */
  readCalendar: () => Promise<Outcome<void>>;
  /** What stands in the way of a reservation's days by now; synchronous, for use when settling. */
  slotView: (reservation: Reservation) => { conflicts: LocalDate[]; alternatives: Alternative[] };
  attemptOf: (reservation: string, effectName: string) => AttemptRecord | undefined;
  publicUrl: string;
}

/** Where the copy for staff, lists and reports goes. Upserts by version: safe to repeat. */
export interface LedgerCopy {
  record(reservation: Reservation, at: number): Promise<Outcome<void>>;
}

/** What effects need to know of the bookable beyond what is frozen on the reservation. */
export interface EffectRoom {
  slug: string;
  name: string;
  calendarId: string;
  timeZone: string;
  operator: MessageOperator;
}

export interface Attempt<E> {
  effect: E;
  reservation: Reservation;
  /** This one included. */
  attempts: number;
  /** Stable over all attempts; no longer than 255 characters. */
  idempotencyKey: string;
}

export interface EffectHandler<E> {
  run(attempt: Attempt<E>, dependencies: EffectDependencies): Promise<Handled>;
  /**
   * What follows when it cannot be done: a permanent answer, or its time is spent. Without it,
   * staff are told that the effect is stuck.
   */
  giveUp?(reservation: Reservation, effect: E, reason: string, now: number): Decision;
  /**
   * After a permanent answer, keep trying slowly: what it undoes must not stay, and what it restores
   * must not stay away. `without-budget`: unless there was a time after which it is given up.
   */
  neverEnds?: boolean | "without-budget";
}
