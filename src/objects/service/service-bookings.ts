import type { Service } from "../../catalogue/catalogue.ts";
import { type HoldRefusal, hoardedBy } from "../../domain/decide-hold.ts";
import type { SlotView } from "../../domain/decide-payment.ts";
import type { Customer, Reservation } from "../../domain/reservation.ts";
import { bookingCode, randomPart } from "../../domain/reservation-id.ts";
import type { Alternative } from "../../domain/room/alternatives.ts";
import { holdTrip, type VehiclesView } from "../../domain/service/decide-service.ts";
import { serviceReservationId } from "../../domain/service/service-name.ts";
import {
  isSameTrip,
  prepareTrip,
  type Trip,
  type TripViolation,
  type TripWishes,
} from "../../domain/service/service-request.ts";
import { asService, type ServiceReservation } from "../../domain/service/service-reservation.ts";
import { tripAlternatives } from "../../domain/service/trip-alternatives.ts";
import { vehiclesFree } from "../../domain/service/vehicles.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Log } from "../event-log.ts";
import type { PaidHolds, ReleaseResult } from "../paid-holds.ts";
import type { ReservationBook } from "../reservation-book.ts";
import type { ReservationStore } from "../reservation-store.ts";
import type { ServiceVehicles } from "./service-vehicles.ts";

export interface TripCommand {
  wishes: TripWishes;
  customer: Customer;
  whatsapp: string | null;
  /** A digest of the network address that asks, for the cap on live holds. */
  address: string;
  /** The client's own key: the same key gets the same hold again. */
  requestKey: string | null;
  /** What the same guest holds unpaid, and gives up for this one. */
  replaces?: { reservation: string; checkoutSession: string } | undefined;
}

export type TripProblem =
  | HoldRefusal
  | { reason: "invalid-request"; violations: TripViolation[] }
  | { reason: "idempotency-key-reused" }
  | { reason: "earlier-paid" | "earlier-processing" | "earlier-unanswered" }
  | { reason: "payment-provider-unavailable" };

export type TripResult =
  | { ok: true; reservation: ServiceReservation }
  | { ok: false; refusal: TripProblem };

/** What the commands of a service work with. */
export interface ServiceParts {
  service: Service;
  storage: ObjectStorage;
  store: ReservationStore;
  vehicles: ServiceVehicles;
  book: ReservationBook;
  holds: PaidHolds;
  now: () => number;
  log: Log;
  randomBytes: (length: number) => Uint8Array;
}

/** The commands of one service: decide and write in one transaction, then act by the outbox. */
export class ServiceBookings {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /** Gate 1 and the hold, then the hosted checkout that fills it; then the earlier trip ends. */
  async hold(command: TripCommand): Promise<TripResult> {
    const refusal = await this.#makeRoom(command);
    if (refusal !== undefined) return refused(refusal);
    const placed = this.#begin(command);
    if (!placed.ok || placed.reservation.status !== "approved") return placed;
    const opened = await this.#parts.holds.withPayment(placed.reservation);
    return opened.ok ? this.#replace(command, asService(opened.reservation)) : opened;
  }

  /**
   * Gives up what the guest holds unpaid where the new trip needs its vehicles, and nothing else is
   * in the way of it: whoever asks for something that cannot be had keeps what they have.
   */
  async #makeRoom(command: TripCommand): Promise<TripProblem | undefined> {
    const { store, holds, now } = this.#parts;
    const { replaces, requestKey, wishes } = command;
    const isRepeated = requestKey !== null && store.byRequestKey(requestKey) !== undefined;
    const earlier = this.#earlierOf(command);
    if (replaces === undefined || earlier === undefined || isRepeated) return undefined;
    if (earlier.status !== "approved") return earlierRefusal(earlier.status);
    const prepared = this.#prepare(wishes, now());
    if (!prepared.ok) return undefined;
    const { trip } = prepared;
    const fitsBeside = trip.vehicles <= this.#free(trip, undefined);
    const isTaken = trip.vehicles > this.#free(trip, earlier.id);
    if (fitsBeside || isTaken) return undefined;
    const by = hoardedBy(this.#heldBy(command), 1);
    if (by) return { reason: "too-many-holds", by };
    const { status } = await holds.release(replaces.reservation, replaces.checkoutSession);
    return earlierRefusal(status);
  }

  /** Ends the earlier trip, now that there is another; if it cannot end, that one does. */
  async #replace({ replaces }: TripCommand, reservation: ServiceReservation): Promise<TripResult> {
    const { holds } = this.#parts;
    if (replaces === undefined) return { ok: true, reservation };
    const { status } = await holds.release(replaces.reservation, replaces.checkoutSession);
    const refusal = earlierRefusal(status);
    if (refusal === undefined) return { ok: true, reservation };
    if (reservation.checkout) await holds.release(reservation.id, reservation.checkout.id);
    return refused(refusal);
  }

  /** The trip to be replaced, if the guest knows the checkout that it was given. */
  #earlierOf({ replaces }: TripCommand): ServiceReservation | undefined {
    const known = replaces && this.#parts.store.load(replaces.reservation);
    const earlier = known && asService(known);
    return earlier?.checkout?.id === replaces?.checkoutSession ? earlier : undefined;
  }

  /** What the guest holds unpaid besides the trip that is to be replaced. */
  #heldBy(command: TripCommand): Pick<VehiclesView, "liveHolds" | "caps"> {
    const { service, vehicles } = this.#parts;
    const { customer, address } = command;
    const except = this.#earlierOf(command)?.id;
    return {
      liveHolds: vehicles.liveHolds(customer.email, address, except),
      // A trip is one hold: there are no units to count beside it.
      caps: { ...service.holdCaps, unitsMax: Number.POSITIVE_INFINITY },
    };
  }

  #begin(command: TripCommand): TripResult {
    const { storage, store, now } = this.#parts;
    return storage.transactionSync(() => {
      const repeated = command.requestKey ? store.byRequestKey(command.requestKey) : undefined;
      if (repeated === undefined) return this.#place(command, now());
      return isSameTrip(this.#parts.service, asService(repeated), command)
        ? { ok: true, reservation: asService(repeated) }
        : refused({ reason: "idempotency-key-reused" });
    });
  }

  #place(command: TripCommand, now: number): TripResult {
    const { service, book, randomBytes, log } = this.#parts;
    const { wishes, customer, whatsapp, address, requestKey } = command;
    const prepared = this.#prepare(wishes, now);
    if (!prepared.ok) {
      return refused({ reason: "invalid-request", violations: prepared.violations });
    }
    const { trip, quote, request } = prepared;
    const decision = holdTrip(
      {
        type: "TripHeld",
        id: serviceReservationId(service.slug, randomPart(randomBytes(16))),
        code: bookingCode(randomBytes(8)),
        service: service.slug,
        trip,
        request,
        customer,
        whatsapp,
        quote,
        refundPolicy: service.refundPolicy,
        heldAt: now,
        holdExpiresAt: now + service.holdMs,
      },
      {
        vehiclesFree: this.#free(trip, undefined),
        alternatives: () => this.#alternatives(trip, this.#earlierOf(command)?.id, now),
        ...this.#heldBy(command),
      },
    );
    if (!decision.ok) {
      const taken = decision.refusal.reason === "slot-taken";
      const message = taken ? "Gate 1 conflict" : "Too many holds";
      log({ message, level: "info", bookable: service.slug, days: [trip.date], at: trip.time });
      return decision;
    }
    return {
      ok: true,
      reservation: asService(book.open(decision.decision, { address, requestKey })),
    };
  }

  /** The trip to be replaced is not in the way: it would be given up. */
  #alternatives(trip: Trip, except: string | undefined, now: number): Alternative[] {
    const { service, vehicles } = this.#parts;
    return tripAlternatives(
      service.rules,
      trip,
      (during) => vehicles.overlapping(during, except),
      now,
    );
  }

  #prepare(wishes: TripWishes, now: number) {
    return prepareTrip(this.#parts.service, wishes, now);
  }

  /** What stands in the way of a payment that comes after its hold has ended. */
  slotView(reservation: Reservation): SlotView {
    const { id, trip } = asService(reservation);
    const isFree = trip.vehicles <= this.#free(trip, id);
    return { conflicts: isFree ? [] : [trip.date], alternatives: [] };
  }

  #free(trip: { startsAt: number; endsAt: number }, except: string | undefined): number {
    const { service, vehicles } = this.#parts;
    const limit = service.rules.vehicles ?? Number.POSITIVE_INFINITY;
    return vehiclesFree(limit, vehicles.overlapping(trip, except), trip);
  }
}

/** What an earlier trip that could not be given up says of the new one. */
function earlierRefusal(status: ReleaseResult["status"]): TripProblem | undefined {
  switch (status) {
    case "paid":
    case "confirmed":
      return { reason: "earlier-paid" };
    case "processing":
      return { reason: "earlier-processing" };
    case "unanswered":
      return { reason: "earlier-unanswered" };
    default:
      return undefined;
  }
}

function refused<Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
