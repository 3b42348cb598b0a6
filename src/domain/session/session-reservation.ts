import type { Reservation, ReservationCore } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import type { SessionTimes } from "./session-times.ts";
import type { Split, SplitShares } from "./split.ts";

/**
 * `instant`: a session that exists, paid by a Payment Link. `request`: a date and time that the
 * supplier accepts first. `class`: a session that exists, paid on our page within minutes.
 */
export type SessionFlow = "instant" | "request" | "class";

/** What was agreed when the reservation began, so that a new configuration changes nothing of it. */
export interface SessionTerms {
  /** How long the guest has to pay once spots are taken, milliseconds. */
  paymentMs: number;
  /** When the supplier is asked whether it took place (the morning after). */
  completionCheckAt: number;
  /** When it counts as having taken place, unless the supplier has answered. */
  autoCompleteAt: number;
  /** How long the supplier's answer is taken. */
  reportUntil: number;
  shares: SplitShares;
}

/** A guest's claim on spots of one session. */
export interface SessionReservation extends ReservationCore {
  kind: "session";
  experience: string;
  session: SessionTimes;
  participants: number;
  flow: SessionFlow;
  supplier: string;
  /** Whose widget sold it. */
  hotel: string | null;
  /** The guest's account on the site that sells classes, if they have one. */
  userId: string | null;
  terms: SessionTerms;
  /** Until when the supplier may accept; requests only. */
  responseDeadline: number | null;
  /** When they accepted or declined. */
  respondedAt: number | null;
  /** The Payment Link, once it is open; a class has a payment of its own instead. */
  link: { id: string; url: string } | null;
  /** The three-way split of what was captured; fixed anew, of what was kept, when completed. */
  split: Split | null;
  /** The supplier's share on its way, from completion on. */
  transfer: { amount: number; transfer: string | null } | null;
  /** How often staff had a withheld share paid after all, and the disputes they knew of. */
  released?: { times: number; disputes: string[] };
  completedAt: number | null;
  /** Payments of a link that was paid already, by their ids. */
  secondPayments?: Record<string, SecondPayment>;
}

/**
 * Minor units of the quote's currency. `returned`: its refund stands at the provider, pending or done.
 * `failed`: it does not, and staff find another way.
 */
export interface SecondPayment {
  amount: number;
  takenAt: number;
  state: "taken" | "returned" | "failed";
}

/** For code that only a session's object runs. Throws for anything else: that would be a bug. */
export function asSession(reservation: Reservation): SessionReservation {
  if (reservation.kind !== "session") throw new Error(`${reservation.id} is no session's`);
  return reservation;
}

type First = Extract<ReservationEvent, { type: "SpotsHeld" | "SessionRequested" }>;
type SessionEvent = Extract<
  ReservationEvent,
  {
    type:
      | "RequestAccepted"
      | "RequestDeclined"
      | "RequestExpired"
      | "LinkOpened"
      | "SecondPaymentTaken"
      | "SecondPaymentReturned"
      | "SecondPaymentNotReturned"
      | "SplitFixed"
      | "TransferRecorded"
      | "SettlementReleased";
  }
>;

export function beginSessionReservation(event: First): SessionReservation {
  const { type, ...facts } = event;
  return {
    holdExpiresAt: null,
    responseDeadline: null,
    ...facts,
    kind: "session",
    status: type === "SpotsHeld" ? "approved" : "pending",
    payment: null,
    link: null,
    captured: null,
    split: null,
    transfer: null,
    respondedAt: null,
    completedAt: null,
    refunds: {},
    failure: null,
    items: {},
    version: 1,
  };
}

/** What happened to a session's reservation only. */
export function changeSession(before: SessionReservation, event: SessionEvent): SessionReservation {
  switch (event.type) {
    case "RequestAccepted":
      return {
        ...before,
        status: "approved",
        holdExpiresAt: event.holdExpiresAt,
        respondedAt: event.at,
      };
    case "RequestDeclined":
      return { ...before, status: "declined", respondedAt: event.at };
    case "RequestExpired":
      return { ...before, status: "expired" };
    case "LinkOpened":
      return {
        ...before,
        link: { id: event.link, url: event.url },
        holdExpiresAt: event.holdExpiresAt ?? before.holdExpiresAt,
      };
    case "SecondPaymentTaken": {
      const { payment, amount, at } = event;
      return withSecondPayment(before, payment, { amount, takenAt: at, state: "taken" });
    }
    case "SecondPaymentReturned":
    case "SecondPaymentNotReturned": {
      const taken = before.secondPayments?.[event.payment];
      if (taken === undefined) throw new Error(`${event.payment} was never taken`);
      const state = event.type === "SecondPaymentReturned" ? "returned" : "failed";
      return withSecondPayment(before, event.payment, { ...taken, state });
    }
    case "SplitFixed":
      return { ...before, split: event.split };
    case "TransferRecorded":
      return { ...before, transfer: { amount: event.amount, transfer: event.transfer } };
    case "SettlementReleased": {
      const times = (before.released?.times ?? 0) + 1;
      const released = { times, disputes: event.disputes };
      return { ...before, transfer: { amount: event.amount, transfer: null }, released };
    }
  }
}

function withSecondPayment(
  before: SessionReservation,
  payment: string,
  second: SecondPayment,
): SessionReservation {
  return { ...before, secondPayments: { ...before.secondPayments, [payment]: second } };
}

/** Whether the guest paid by a method that takes its time, and that failed. */
export function paymentFailed({ status, releasedFor }: SessionReservation): boolean {
  return status === "expired" && releasedFor === "payment-failed";
}

/** Whether the guest's time to pay ended before there was anything to pay by: none of their doing. */
export function neverPayable({ status, releasedFor }: SessionReservation): boolean {
  return status === "expired" && releasedFor === "payment-unavailable";
}

/** The last instant at which the guest may cancel for a full refund. */
export function cancelUntil({ refundPolicy, session }: SessionReservation): number {
  const full = refundPolicy.tiers.find(({ percent }) => percent === 100);
  return full === undefined ? Number.NEGATIVE_INFINITY : session.startsAt - full.noticeMs;
}
