import { giveBack, releaseHold } from "../domain/decide-hold.ts";
import type { SlotView } from "../domain/decide-payment.ts";
import { type CancelRefusal, cancelBooking } from "../domain/decide-refund.ts";
import { decided, nothing } from "../domain/decision.ts";
import type { Effect } from "../domain/effect.ts";
import { decideOnFact, type Fact } from "../domain/fact.ts";
import type { Reservation } from "../domain/reservation.ts";
import { type Outbox, outboxId } from "../outbox/outbox.ts";
import type { ObjectStorage } from "../storage.ts";
import type { ReservationBook } from "./reservation-book.ts";
import type { ReservationStore } from "./reservation-store.ts";

export interface PaidHoldsDependencies {
  storage: ObjectStorage;
  store: ReservationStore;
  book: ReservationBook;
  outbox: Outbox<Effect>;
  /** Runs a stored effect now, for somebody who waits for it. */
  runNow: (effectId: string) => Promise<void>;
  slotView: (reservation: Reservation) => SlotView;
  now: () => number;
}

export type OpenedHold =
  | { ok: true; reservation: Reservation }
  | { ok: false; refusal: { reason: "payment-provider-unavailable" } };

const providerUnavailable: OpenedHold = {
  ok: false,
  refusal: { reason: "payment-provider-unavailable" },
};

/** `processing`: paid, by a method that takes its time. `unanswered`: the provider did not say. */
export type ReleaseResult = {
  status: Reservation["status"] | "unknown" | "processing" | "unanswered";
};

export interface Recorded {
  known: boolean;
  again: boolean;
}

export type CancelResult =
  | { ok: true }
  | { ok: false; refusal: CancelRefusal | { reason: "unknown" } };

/** What is the same for everything that is held, paid and perhaps given back: a room or spots. */
export class PaidHolds {
  readonly #deps: PaidHoldsDependencies;

  constructor(dependencies: PaidHoldsDependencies) {
    this.#deps = dependencies;
  }

  load(id: string): Reservation | undefined {
    return this.#deps.store.load(id);
  }

  /**
   * Opens the payment while the guest waits. Without one, nobody could pay: the slot goes back. A hold
   * that is on its way to its end (given back, or its time is over, and the provider has not answered
   * yet) is not handed out again: it would be closed while its guest pays.
   */
  async withPayment(held: Reservation): Promise<OpenedHold> {
    const { store, book, outbox, runNow } = this.#deps;
    if (this.#isEnding(held)) return providerUnavailable;
    if (!isPayable(held)) await runNow(outboxId(held.id, "open-payment"));
    const reservation = store.load(held.id);
    if (reservation && isPayable(reservation) && reservation.status !== "expired") {
      return { ok: true, reservation };
    }
    const attempt = outbox.attempt(held.id, "open-payment");
    const neverOpened = attempt?.attempts === 1 && attempt.lastOutcome?.startsWith("retryable");
    book.commit(held.id, (current) =>
      decided(
        releaseHold(current, "payment-unavailable"),
        neverOpened ? { withdrawn: ["open-payment"] } : {},
      ),
    );
    return providerUnavailable;
  }

  #isEnding({ id, status }: Reservation): boolean {
    const { outbox, now } = this.#deps;
    return status === "approved" && outbox.hasBegun(id, "end-hold", now());
  }

  /** The guest gives a hold back: it ends as if its time were over, asking the provider first. */
  async release(id: string, secret: string): Promise<ReleaseResult> {
    const { store, book, outbox, runNow } = this.#deps;
    const reservation = store.load(id);
    if (reservation === undefined || secretOf(reservation) !== secret) {
      return { status: "unknown" };
    }
    book.commit(id, giveBack);
    await runNow(outboxId(id, "end-hold"));
    const after = store.load(id)?.status ?? "unknown";
    if (after !== "approved") return { status: after };
    const waits = outbox.attempt(id, "end-hold")?.lastOutcome?.startsWith("wait");
    return { status: waits ? "processing" : "unanswered" };
  }

  /**
   * Stores what a verified webhook says. Returns whether the reservation is known here. `link`: the
   * payment link that the reservation was found by; one that is not its own says nothing of it.
   */
  record(id: string, factId: string, fact: Fact, link?: string): Recorded {
    const { storage, store, book, now, slotView } = this.#deps;
    return storage.transactionSync(() => {
      const known = store.load(id);
      if (known === undefined || (link !== undefined && linkOf(known) !== link)) {
        return { known: false, again: false };
      }
      if (!store.firstSightOf(factId, now())) return { known: true, again: true };
      book.commit(id, (reservation, at) =>
        decideOnFact(reservation, fact, () => slotView(reservation), at),
      );
      return { known: true, again: false };
    });
  }

  /**
   * Staff cancel a booking; `amount` in minor units. When absent, what the frozen policy gives of a
   * room or a trip, and all of a session.
   */
  cancel(id: string, wanted: { amount?: number | undefined; reason: string }): CancelResult {
    let refusal: CancelRefusal | { reason: "unknown" } | undefined = { reason: "unknown" };
    this.#deps.book.commit(id, (reservation, now) => {
      const result = cancelBooking(reservation, wanted, now);
      refusal = result.ok ? undefined : result.refusal;
      return result.ok ? result.decision : nothing;
    });
    return refusal === undefined ? { ok: true } : { ok: false, refusal };
  }
}

/** What only the guest of an unpaid reservation knows: what they were given to pay with. */
function secretOf(reservation: Reservation): string | undefined {
  if (reservation.kind === "service") return reservation.checkout?.id;
  return reservation.payment?.secret;
}

function linkOf(reservation: Reservation): string | undefined {
  return reservation.kind === "session" ? reservation.link?.id : undefined;
}

/** Whether the guest has what it takes to pay. */
function isPayable(reservation: Reservation): boolean {
  if (reservation.payment !== null) return true;
  switch (reservation.kind) {
    case "room":
      return false;
    case "session":
      return reservation.link !== null;
    case "service":
      return reservation.checkout !== null;
  }
}
