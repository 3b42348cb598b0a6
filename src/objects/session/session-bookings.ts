import type { Experience } from "../../catalogue/catalogue.ts";
import type { SlotView } from "../../domain/decide-payment.ts";
import { type Decision, nothing } from "../../domain/decision.ts";
import { type Customer, holdsClaims, type Reservation } from "../../domain/reservation.ts";
import type { SessionBeginning } from "../../domain/reservation-event.ts";
import { bookingCode, randomPart } from "../../domain/reservation-id.ts";
import { releaseSettlement } from "../../domain/session/decide-release.ts";
import {
  type AnswerRefusal,
  acceptRequest,
  answerRefusal,
  declineRequest,
  holdSpots,
  requestSession,
  type SpotsRefusal,
} from "../../domain/session/decide-session-hold.ts";
import {
  cancelByGuest,
  reportCompletion,
  reportNoExperience,
  type SettlementRefusal,
} from "../../domain/session/decide-settlement.ts";
import {
  type SessionName,
  sessionKey,
  sessionReservationId,
} from "../../domain/session/session-name.ts";
import {
  noSuchSession,
  quoteSession,
  type SessionViolation,
  type SessionWishKind,
  validateSessionWish,
} from "../../domain/session/session-request.ts";
import {
  asSession,
  type SessionFlow,
  type SessionReservation,
} from "../../domain/session/session-reservation.ts";
import { completionTimes } from "../../domain/session/session-terms.ts";
import { isScheduled, type SessionTimes } from "../../domain/session/session-times.ts";
import type { SessionParts } from "./session-parts.ts";

export interface SessionCommand {
  participants: number;
  customer: Customer;
  hotel: string | null;
  userId: string | null;
  /** A digest of the network address that asks, for the cap on live holds. */
  address: string;
  /** By what the guest has too much unpaid in all sessions already, as far as is known. */
  unpaidInAll?: "email" | "address" | undefined;
  /** The client's own key: the same key gets the same reservation again. */
  requestKey: string | null;
}

export type SessionProblem =
  | SpotsRefusal
  | { reason: "invalid-request"; violations: SessionViolation[] }
  | { reason: "idempotency-key-reused" }
  | { reason: "payment-provider-unavailable" };

export type SessionResult =
  | { ok: true; reservation: SessionReservation }
  | { ok: false; refusal: SessionProblem };

export type AnswerProblem =
  | AnswerRefusal
  | { reason: "unknown" | "supplier-not-ready" | "payment-provider-unavailable" };
export type AnswerResult =
  | { ok: true; reservation: SessionReservation }
  | { ok: false; refusal: AnswerProblem };

export type SettlementResult =
  | { ok: true; reservation: SessionReservation }
  | { ok: false; refusal: SettlementRefusal | { reason: "unknown" } };

/** What everybody may know of a session. */
export interface SessionView {
  /** Whether there is a session at this time: by schedule, by staff, or by an accepted request. */
  exists: boolean;
  spotsTotal: number;
  spotsAvailable: number;
}

/**
 * The commands of one session. Each decides and writes in one synchronous transaction, then acts
 * through the outbox. Nothing that was read before an `await` is trusted after it.
 */
export class SessionBookings {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  view(): SessionView {
    const { spots, experience, name } = this.#parts;
    const total = spots.total();
    const spotsTotal = total ?? experience.rules.participants.maximum;
    return {
      exists: total !== undefined || isOffered(experience, name),
      spotsTotal,
      spotsAvailable: spotsTotal - spots.taken(),
    };
  }

  /** Flow A and classes: spots are taken at once, then what they are paid by is opened. */
  async hold(command: SessionCommand): Promise<SessionResult> {
    const placed = this.#begin(command, "session");
    if (!placed.ok || placed.reservation.status !== "approved") return placed;
    const opened = await this.#parts.holds.withPayment(placed.reservation);
    return opened.ok ? { ok: true, reservation: asSession(opened.reservation) } : opened;
  }

  /** Flow B: the supplier is asked. Nothing is held before they accept. */
  request(command: SessionCommand): SessionResult {
    return this.#begin(command, "request");
  }

  #begin(command: SessionCommand, kind: SessionWishKind): SessionResult {
    const { storage, store, now } = this.#parts;
    return storage.transactionSync(() => {
      const repeated = command.requestKey ? store.byRequestKey(command.requestKey) : undefined;
      if (repeated === undefined) return this.#place(command, kind, now());
      return isSameWish(asSession(repeated), command, kind)
        ? { ok: true, reservation: asSession(repeated) }
        : refused({ reason: "idempotency-key-reused" });
    });
  }

  #place(command: SessionCommand, kind: SessionWishKind, now: number): SessionResult {
    const { experience, name, spots, book } = this.#parts;
    const wish = { date: name.date, time: name.time, participants: command.participants };
    const valid = validateSessionWish(experience.rules, wish, now, kind);
    if (!valid.ok) return refused({ reason: "invalid-request", violations: valid.violations });
    const { exists, spotsTotal, spotsAvailable } = this.view();
    if (kind === "session" && !exists) {
      return refused({ reason: "invalid-request", violations: [noSuchSession] });
    }
    const { address, requestKey } = command;
    const beginning = this.#beginning(command, kind, valid.session, now);
    const view = {
      spotsAvailable,
      liveHolds: spots.liveHolds(command.customer.email, address),
      caps: { ...experience.holdCaps, unitsMax: spotsTotal },
      unpaidInAll: command.unpaidInAll,
    };
    const { startsAt } = valid.session;
    const begun =
      kind === "request"
        ? requestSession(
            {
              type: "SessionRequested",
              ...beginning,
              responseDeadline: Math.min(now + experience.responseMs, startsAt),
            },
            view,
          )
        : holdSpots(
            {
              type: "SpotsHeld",
              ...beginning,
              holdExpiresAt: Math.min(now + beginning.terms.paymentMs, startsAt),
            },
            view,
          );
    if (!begun.ok) {
      this.#sayRefused(begun.refusal);
      return begun;
    }
    if (kind === "session") spots.open("schedule", spotsTotal, now);
    return { ok: true, reservation: asSession(book.open(begun.decision, { address, requestKey })) };
  }

  #sayRefused({ reason }: SpotsRefusal): void {
    const message = reason === "session-full" ? "Gate 1 conflict" : "Too many holds";
    const { log, experience, name } = this.#parts;
    log({ message, level: "info", bookable: experience.slug, session: sessionKey(name) });
  }

  #beginning(
    { participants, customer, hotel, userId }: SessionCommand,
    kind: SessionWishKind,
    session: SessionTimes,
    now: number,
  ): SessionBeginning {
    const { experience, name, randomBytes } = this.#parts;
    const flow = flowOf(experience, kind);
    return {
      id: sessionReservationId(name, randomPart(randomBytes(16))),
      code: bookingCode(randomBytes(8)),
      experience: experience.slug,
      session,
      participants,
      flow,
      supplier: experience.supplier.slug,
      hotel,
      userId,
      customer,
      quote: quoteSession(experience.pricing, participants),
      refundPolicy: { tiers: [{ noticeMs: experience.cancellationMs, percent: 100 }] },
      terms: {
        paymentMs: flow === "class" ? experience.holdMs : experience.paymentMs,
        ...completionTimes({ ...experience, timeZone: experience.rules.timeZone }, session),
        shares: experience.split,
      },
      heldAt: now,
    };
  }

  /**
   * The supplier accepts: the session is opened, or the one there is reused, and the spots are taken
   * of it. Without an account to be paid to they are asked to open one first.
   */
  async accept(id: string): Promise<AnswerResult> {
    const { store, now, payoutAccount, experience, spots } = this.#parts;
    const pending = store.load(id);
    if (pending === undefined) return refused({ reason: "unknown" });
    const early = answerRefusal(asSession(pending), now());
    if (early !== undefined) return refused(early);
    const account = await payoutAccount(asSession(pending).supplier);
    if (account.kind !== "ok") return refused({ reason: "payment-provider-unavailable" });
    if (!account.value?.transfersActive) return refused({ reason: "supplier-not-ready" });
    return this.#answer(id, (reservation, at) => {
      const answered = acceptRequest(reservation, this.view().spotsAvailable, at);
      if (answered.ok) spots.open("request", experience.rules.participants.maximum, at);
      return answered;
    });
  }

  decline(id: string): AnswerResult {
    return this.#answer(id, declineRequest);
  }

  #answer(id: string, decide: Decide<AnswerRefusal>): AnswerResult {
    return this.#commit(id, decide);
  }

  /** The guest cancels by the link of their email. */
  cancelByGuest(id: string): SettlementResult {
    return this.#commit(id, cancelByGuest);
  }

  /** The supplier answers whether it took place. */
  reportCompletion(id: string): SettlementResult {
    return this.#commit(id, reportCompletion);
  }

  reportNoExperience(id: string): SettlementResult {
    return this.#commit(id, reportNoExperience);
  }

  /** Staff have a withheld share paid, named by its effect. Whether there was one to be paid. */
  releaseSettlement(effect: string): boolean {
    const [id = "", name] = effect.split("/");
    if (name !== "transfer") return false;
    let isReleased = false;
    this.#parts.book.commit(id, (reservation) => {
      const decision = releaseSettlement(asSession(reservation));
      isReleased = decision !== nothing;
      return decision;
    });
    return isReleased;
  }

  #commit<Refusal>(
    id: string,
    decide: Decide<Refusal>,
  ): { ok: true; reservation: SessionReservation } | { ok: false; refusal: Refusal | Unknown } {
    let refusal: Refusal | undefined;
    const after = this.#parts.book.commit(id, (reservation, now) => {
      const decision = decide(asSession(reservation), now);
      if (decision.ok) return decision.decision;
      refusal = decision.refusal;
      return nothing;
    });
    if (after === undefined) return refused({ reason: "unknown" });
    return refusal === undefined ? { ok: true, reservation: asSession(after) } : refused(refusal);
  }

  /** What stands in the way of a payment that comes after its hold has ended. */
  slotView(reservation: Reservation): SlotView {
    const { participants, session } = asSession(reservation);
    const isFree = holdsClaims(reservation) || participants <= this.view().spotsAvailable;
    return { conflicts: isFree ? [] : [session.date], alternatives: [] };
  }

  /** Staff open a session outside the schedule, with spots of their own count. */
  open(spotsTotal: number | undefined): SessionView {
    const { storage, spots, experience, now } = this.#parts;
    storage.transactionSync(() => {
      spots.open("staff", spotsTotal ?? experience.rules.participants.maximum, now());
      this.#parts.copyToLedger();
    });
    return this.view();
  }
}

type Unknown = { reason: "unknown" };
type Decide<Refusal> = (
  reservation: SessionReservation,
  now: number,
) => { ok: true; decision: Decision } | { ok: false; refusal: Refusal };

/** By schedule; an experience on request only has the sessions that were opened for somebody. */
function isOffered({ rules }: Experience, { date, time }: SessionName): boolean {
  return rules.instant && isScheduled(rules, date, time);
}

function flowOf({ checkout }: Experience, kind: SessionWishKind): SessionFlow {
  if (kind === "request") return "request";
  return checkout === "payment-intent" ? "class" : "instant";
}

/** A repeated request is answered with its reservation only if it asks for the same. */
function isSameWish(
  known: SessionReservation,
  { participants, customer, hotel, userId }: SessionCommand,
  kind: SessionWishKind,
): boolean {
  const asked = [participants, customer.name, customer.email, customer.phone, hotel, userId];
  const had = [
    known.participants,
    known.customer.name,
    known.customer.email,
    known.customer.phone,
    known.hotel,
    known.userId,
  ];
  const sameKind = (known.flow === "request") === (kind === "request");
  return sameKind && JSON.stringify(asked) === JSON.stringify(had);
}

function refused<Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
