import { awaitPayment, type HoldCaps, type HoldView, hoardedBy } from "../decide-hold.ts";
import {
  closePayment,
  type Decision,
  decided,
  nothing,
  recordInLedger,
  tell,
} from "../decision.ts";
import type { ReservationStatus } from "../reservation.ts";
import type { ReservationEvent } from "../reservation-event.ts";
import type { SessionReservation } from "./session-reservation.ts";

/** What the session has left, and what this guest already holds or asks for, as read just now. */
export interface SpotsView {
  spotsAvailable: number;
  liveHolds: HoldView["liveHolds"];
  caps: HoldCaps;
  /** By what this guest has too much unpaid in all sessions, as far as is known. */
  unpaidInAll?: "email" | "address" | undefined;
}

export type SpotsRefusal =
  | { reason: "session-full"; spotsAvailable: number }
  | { reason: "too-many-holds"; by: "email" | "address" };

type Begun = { ok: true; decision: Decision } | { ok: false; refusal: SpotsRefusal };

/** Gate 1 of a session: the spots are there, and are taken in the same transaction. */
export function holdSpots(
  held: Extract<ReservationEvent, { type: "SpotsHeld" }>,
  view: SpotsView,
): Begun {
  const refusal = refusalOf(held.participants, view);
  if (refusal !== undefined) return { ok: false, refusal };
  return {
    ok: true,
    decision: decided(
      { events: [held] },
      awaitPayment(held.heldAt, held.holdExpiresAt),
      recordInLedger,
    ),
  };
}

/** Asks the supplier. Nothing is held yet; but what is full already is refused at once. */
export function requestSession(
  requested: Extract<ReservationEvent, { type: "SessionRequested" }>,
  view: SpotsView,
): Begun {
  const refusal = refusalOf(requested.participants, view);
  if (refusal !== undefined) return { ok: false, refusal };
  return {
    ok: true,
    decision: decided(
      { events: [requested] },
      { effects: [{ effect: { kind: "end-request" }, dueAt: requested.responseDeadline }] },
      tell("supplier_new_request", "guest_request_received"),
      recordInLedger,
    ),
  };
}

function refusalOf(participants: number, view: SpotsView): SpotsRefusal | undefined {
  const { spotsAvailable } = view;
  if (participants > spotsAvailable) return { reason: "session-full", spotsAvailable };
  const by = hoardedBy(view, participants) ?? view.unpaidInAll;
  return by && { reason: "too-many-holds", by };
}

/** What may have become of a request since it was accepted. */
export type AcceptedStatus = Exclude<ReservationStatus, "pending" | "declined">;

export type AnswerRefusal =
  | { reason: "already-declined" | "request-expired" | "session-passed" }
  | { reason: "already-accepted"; status: AcceptedStatus }
  | { reason: "session-full"; spotsAvailable: number };

type Answered = { ok: true; decision: Decision } | { ok: false; refusal: AnswerRefusal };

/**
 * The supplier accepts: the spots are taken now, and the guest is invited to pay. Until the session
 * begins at the latest: what starts sooner than the payment window ends must be paid before.
 */
export function acceptRequest(
  reservation: SessionReservation,
  spotsAvailable: number,
  now: number,
): Answered {
  const refusal = answerRefusal(reservation, now);
  if (refusal !== undefined) return { ok: false, refusal };
  if (reservation.participants > spotsAvailable) {
    return { ok: false, refusal: { reason: "session-full", spotsAvailable } };
  }
  const { terms, session } = reservation;
  const holdExpiresAt = Math.min(now + terms.paymentMs, session.startsAt);
  return {
    ok: true,
    decision: decided(
      { events: [{ type: "RequestAccepted", holdExpiresAt, at: now }], withdrawn: ["end-request"] },
      awaitPayment(now, holdExpiresAt),
      recordInLedger,
    ),
  };
}

export function declineRequest(reservation: SessionReservation, now: number): Answered {
  const refusal = answerRefusal(reservation, now);
  if (refusal !== undefined) return { ok: false, refusal };
  return {
    ok: true,
    decision: decided(
      { events: [{ type: "RequestDeclined", at: now }], withdrawn: ["end-request"] },
      tell("guest_request_declined"),
      recordInLedger,
    ),
  };
}

/** Only what is pending and within its deadline can be answered; `undefined` when it can. */
export function answerRefusal(
  { status, holdExpiresAt, responseDeadline, session }: SessionReservation,
  now: number,
): AnswerRefusal | undefined {
  if (status === "declined") return { reason: "already-declined" };
  if (status !== "pending") {
    if (holdExpiresAt === null) return { reason: "request-expired" };
    return { reason: "already-accepted", status };
  }
  if (responseDeadline !== null && responseDeadline <= now) return { reason: "request-expired" };
  return session.startsAt <= now ? { reason: "session-passed" } : undefined;
}

/** Nobody answered within the deadline. */
export function expireRequest(reservation: SessionReservation): Decision {
  if (reservation.status !== "pending") return nothing;
  return decided(
    { events: [{ type: "RequestExpired" }] },
    tell("guest_request_expired"),
    recordInLedger,
  );
}

/** A link that comes later than this after the acceptance takes from the guest's time to pay. */
const LATE_LINK_MS = 15 * 60_000;

/**
 * The provider opened the link: only now can the guest be invited to pay. If the hold is gone
 * meanwhile, nobody may pay it any more. Of a request whose link comes late, the time to pay begins
 * with it: until then nobody could.
 */
export function linkOpened(
  reservation: SessionReservation,
  opened: { link: string; url: string },
  now: number,
): Decision {
  if (reservation.link !== null) return nothing;
  const event: ReservationEvent = { type: "LinkOpened", ...opened };
  if (reservation.status !== "approved") return decided({ events: [event] }, closePayment);
  const holdExpiresAt = deadlineOfLate(reservation, now);
  if (holdExpiresAt !== undefined) {
    return decided(
      { events: [{ ...event, holdExpiresAt }], withdrawn: ["end-hold"] },
      { effects: [{ effect: { kind: "end-hold" }, dueAt: holdExpiresAt, again: true }] },
      tell("guest_booking_approved"),
      recordInLedger,
    );
  }
  const invitation =
    reservation.flow === "request"
      ? tell("guest_booking_approved")
      : tell("guest_instant_booking", "supplier_new_booking");
  return decided({ events: [event] }, invitation, recordInLedger);
}

function deadlineOfLate(
  { respondedAt, terms, session }: SessionReservation,
  now: number,
): number | undefined {
  if (respondedAt === null || now < respondedAt + LATE_LINK_MS) return undefined;
  return Math.min(now + terms.paymentMs, session.startsAt);
}

/**
 * An accepted request that nobody can pay, because its link cannot be opened, is staff's to look
 * into: its guest waits for an invitation. Whoever books at once is told at once instead.
 */
export function isWaitingForLink({ flow, status, link }: SessionReservation): boolean {
  return flow === "request" && status === "approved" && link === null;
}
