import { decideHold, type HoldRefusal, hoardedBy } from "../../domain/decide-hold.ts";
import type { SlotView } from "../../domain/decide-payment.ts";
import { datesBetween, type LocalDate } from "../../domain/local-time.ts";
import type { Customer, Reservation } from "../../domain/reservation.ts";
import { bookingCode, randomPart, reservationId } from "../../domain/reservation-id.ts";
import { type Alternative, alternatives } from "../../domain/room/alternatives.ts";
import { conflictingDays } from "../../domain/room/conflicts.ts";
import {
  AVAILABILITY_DAYS_MAX,
  type DayAvailability,
  freeTime,
} from "../../domain/room/free-time.ts";
import {
  isSameRequest,
  prepareRoomRequest,
  type RoomWishes,
} from "../../domain/room/room-request.ts";
import { asRoom, type RoomReservation } from "../../domain/room/room-reservation.ts";
import type { SlotRequest, Violation } from "../../domain/room/slot.ts";
import type { RoomParts } from "./room-parts.ts";

export interface HoldCommand {
  wishes: RoomWishes;
  customer: Customer;
  /** A digest of the network address that asks, for the cap on live holds. */
  address: string;
  /** The client's own key: the same key gets the same hold again. */
  requestKey: string | null;
}

export type HoldResult =
  | { ok: true; reservation: Reservation }
  | { ok: false; refusal: HoldRefusal | HoldProblem };

export type HoldProblem =
  | { reason: "invalid-request"; violations: Violation[] }
  | { reason: "room-not-bookable" }
  | { reason: "idempotency-key-reused" }
  | { reason: "availability-check-failed" }
  | { reason: "payment-provider-unavailable" };

/**
 * The commands of one room. Each is: look (await), then decide and write in one synchronous
 * transaction, then act through the outbox. Nothing that was read before an `await` is trusted
 * after it.
 */
export class RoomBookings {
  readonly #parts: RoomParts;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Gate 1 and the hold, then the payment that fills it. */
  async hold(command: HoldCommand): Promise<HoldResult> {
    const { room, store, mirror, now, log } = this.#parts;
    if (!room.bookable) return refused({ reason: "room-not-bookable" });
    const repeated = command.requestKey ? store.byRequestKey(command.requestKey) : undefined;
    if (repeated !== undefined) return this.#repeat(repeated, command);

    const early = this.#gateOne(command);
    if (!early.ok) return early;
    const read = await mirror.refresh();
    if (read.kind !== "ok") {
      const detail = read.reason;
      log({
        message: "Availability check failed",
        level: "error",
        gate: 1,
        bookable: room.slug,
        detail,
      });
      return refused({ reason: "availability-check-failed" });
    }
    const placed = this.#parts.storage.transactionSync(() => {
      const concurrent = command.requestKey ? store.byRequestKey(command.requestKey) : undefined;
      if (concurrent !== undefined) return { repeated: concurrent };
      return this.#place(command, now());
    });
    if ("repeated" in placed) return this.#repeat(placed.repeated, command);
    return placed.ok ? this.#parts.holds.withPayment(placed.reservation) : placed;
  }

  /** Everything gate 1 asks, without writing: spares a call to the calendar for a lost cause. */
  #gateOne({
    wishes,
    customer,
    address,
  }: HoldCommand): { ok: true } | { ok: false; refusal: HoldProblem | HoldRefusal } {
    const { room, mirror, now } = this.#parts;
    const prepared = this.#prepare(wishes, now());
    if (!prepared.ok) {
      return refused({ reason: "invalid-request", violations: prepared.violations });
    }
    const liveHolds = this.#parts.claims.liveHolds(customer.email, address);
    const by = hoardedBy({ liveHolds, caps: this.#caps }, prepared.days.length);
    // What an old copy says is taken may have been taken out of the calendar since.
    if (mirror.isStale(room.calendar.stalenessMs)) return { ok: true };
    const conflicts = conflictingDays(prepared.days, this.#busyOn(undefined), this.#bufferMs);
    if (conflicts.length === 0) {
      if (by === undefined) return { ok: true };
      this.#sayRefused({ reason: "too-many-holds" }, wishes);
      return refused({ reason: "too-many-holds", by });
    }
    const taken = { reason: "slot-taken" as const, conflicts };
    this.#sayRefused(taken, wishes);
    return refused({ ...taken, alternatives: this.#alternatives(wishes) });
  }

  #place(command: HoldCommand, now: number): HoldResult {
    const { room, claims, book, randomBytes } = this.#parts;
    const { wishes, customer, address, requestKey } = command;
    const prepared = this.#prepare(wishes, now);
    if (!prepared.ok) {
      return refused({ reason: "invalid-request", violations: prepared.violations });
    }
    const { days, quote, request } = prepared;
    const decision = decideHold(
      {
        type: "Held",
        id: reservationId(room.slug, randomPart(randomBytes(16))),
        code: bookingCode(randomBytes(8)),
        room: room.slug,
        request,
        customer,
        days,
        quote,
        refundPolicy: room.refundPolicy,
        heldAt: now,
        holdExpiresAt: now + room.holdMs,
        writeBudgetMs: room.calendar.writeBudgetMs,
      },
      {
        conflicts: conflictingDays(days, this.#busyOn(undefined), this.#bufferMs),
        alternatives: () => this.#alternatives(wishes),
        liveHolds: claims.liveHolds(customer.email, address),
        caps: this.#caps,
      },
    );
    if (!decision.ok) {
      this.#sayRefused(decision.refusal, wishes);
      return decision;
    }
    return { ok: true, reservation: book.open(decision.decision, { address, requestKey }) };
  }

  #sayRefused({ reason }: Pick<HoldRefusal, "reason">, { dates }: RoomWishes): void {
    const message = reason === "slot-taken" ? "Gate 1 conflict" : "Too many holds";
    this.#parts.log({ message, level: "info", bookable: this.#parts.room.slug, days: dates });
  }

  async #repeat(reservation: Reservation, command: HoldCommand): Promise<HoldResult> {
    const { wishes, customer } = command;
    const { room, holds } = this.#parts;
    const same = isSameRequest(room.pricing, asRoom(reservation), { wishes, customer });
    return same ? holds.withPayment(reservation) : refused({ reason: "idempotency-key-reused" });
  }

  /** No call to anybody: the copy answers, and is brought up to date afterwards if it is old. */
  availability(from: LocalDate, to: LocalDate): DayAvailability[] {
    const { room, now } = this.#parts;
    const at = now();
    const busyOn = this.#busyOn(undefined);
    this.#parts.wakeCalendar(room.calendar.stalenessMs);
    return datesBetween(from, to)
      .slice(0, AVAILABILITY_DAYS_MAX)
      .map((date) => freeTime(room.rules, date, busyOn(date), at));
  }

  /** What stands in the way of a reservation's days now, apart from itself. */
  slotView(reservation: RoomReservation): SlotView {
    const busyOn = this.#busyOn(reservation.id);
    const conflicts = conflictingDays(reservation.days, busyOn, this.#bufferMs);
    if (conflicts.length === 0) return { conflicts, alternatives: [] };
    return { conflicts, alternatives: this.#alternatives(reservation.request) };
  }

  #alternatives(wanted: SlotRequest): Alternative[] {
    const { room, now } = this.#parts;
    const at = now();
    const busyOn = this.#busyOn(undefined);
    return alternatives(room.rules, wanted, (date) => freeTime(room.rules, date, busyOn(date), at));
  }

  #busyOn(except: string | undefined) {
    const { claims, calendarStore } = this.#parts;
    return (date: LocalDate) => [...claims.claimsOn(date, except), ...calendarStore.busyOn(date)];
  }

  #prepare(wishes: RoomWishes, now: number) {
    const { room, discountsElsewhere } = this.#parts;
    return prepareRoomRequest(room, wishes, now, discountsElsewhere);
  }

  get #caps() {
    const { holdCaps, rules } = this.#parts.room;
    return { ...holdCaps, unitsMax: rules.daysMax };
  }

  get #bufferMs(): number {
    return this.#parts.room.rules.bufferMs;
  }
}

function refused<Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
