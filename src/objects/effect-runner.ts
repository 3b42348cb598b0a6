import { effectStuck, nothing, openItem } from "../domain/decision.ts";
import type { Effect } from "../domain/effect.ts";
import type { Reservation } from "../domain/reservation.ts";
import { isWaitingForLink } from "../domain/session/decide-session-hold.ts";
import { backoffMs, LATE_CALL_MS, LATE_MONEY_MS, STUCK_AFTER_MS } from "../outbox/backoff.ts";
import type { EffectDependencies, EffectHandler, Handled } from "../outbox/handler.ts";
import type { FindHandler } from "../outbox/handlers.ts";
import type { Outbox, Row } from "../outbox/outbox.ts";
import type { ObjectStorage } from "../storage.ts";
import type { Log } from "./event-log.ts";
import type { ReservationBook } from "./reservation-book.ts";
import type { ReservationStore } from "./reservation-store.ts";

export interface RunnerDependencies<Dependencies extends EffectDependencies> {
  storage: ObjectStorage;
  store: ReservationStore;
  book: ReservationBook;
  outbox: Outbox<Effect>;
  effects: Dependencies;
  handlerOf: FindHandler<Dependencies>;
  log: Log;
}

/** Runs one leased row: calls the provider, then records the answer and what follows from it. */
export class EffectRunner<Dependencies extends EffectDependencies = EffectDependencies> {
  readonly #deps: RunnerDependencies<Dependencies>;
  readonly #underway = new Map<string, Promise<void>>();

  constructor(dependencies: RunnerDependencies<Dependencies>) {
    this.#deps = dependencies;
  }

  /**
   * Runs a stored effect now instead of when it is due, for somebody who waits for it. Whoever asks
   * while it runs gets the same attempt: a second call would only collide with the first.
   */
  async runNow(id: string): Promise<void> {
    const underway = this.#underway.get(id);
    if (underway !== undefined) return underway;
    const row = this.#deps.outbox.claim(this.#deps.effects.now(), id);
    if (row !== undefined) await this.attempt(row);
  }

  /** Never rejects: whatever goes wrong, the row stays and is tried again. */
  attempt(row: Row<Effect>): Promise<void> {
    const attempt = this.#attempt(row).finally(() => {
      if (this.#underway.get(row.id) === attempt) this.#underway.delete(row.id);
    });
    this.#underway.set(row.id, attempt);
    return attempt;
  }

  async #attempt(row: Row<Effect>): Promise<void> {
    const { effects, storage, handlerOf, log } = this.#deps;
    try {
      const handler = handlerOf(row.effect);
      const handled = await this.#run(handler, row);
      storage.transactionSync(() => this.#conclude(handler, row, handled, effects.now()));
    } catch (error) {
      // A bug or the storage, not a provider's failure, so nothing more is asked of either. The row
      // is leased and comes back by itself.
      const message = "Effect could not be recorded";
      log({ ...this.#lineOf(row), message, level: "error", detail: String(error) });
    }
  }

  async #run(handler: EffectHandler<Effect, Dependencies>, row: Row<Effect>): Promise<Handled> {
    const { effects, store } = this.#deps;
    const reservation = store.load(row.subject);
    if (reservation === undefined) return { kind: "permanent", reason: "no such reservation" };
    const { effect, attempts, unansweredAt, plannedAt, id, generation } = row;
    const idempotencyKey = `${id}/${generation}`;
    try {
      const known = { effect, attempts, unansweredAt, plannedAt, idempotencyKey };
      const current = () => store.load(row.subject) ?? reservation;
      return await handler.run({ ...known, reservation, current }, effects);
    } catch (error) {
      return { kind: "unknown", reason: String(error) };
    }
  }

  #conclude(
    handler: EffectHandler<Effect, Dependencies>,
    row: Row<Effect>,
    handled: Handled,
    now: number,
  ): void {
    const { book, outbox } = this.#deps;
    switch (handled.kind) {
      case "ok":
        outbox.end(row, "done", "ok", now);
        book.commit(row.subject, handled.value);
        return;
      case "overtaken":
        outbox.end(row, "done", `overtaken by ${handled.by}`, now);
        this.#say(row, "info", "Message overtaken", `by ${handled.by}`);
        return;
      case "wait":
        outbox.wait(row, handled.until, handled.reason, now);
        return;
      case "permanent":
        this.#permanent(handler, row, handled, now);
        return;
      default:
        this.#again(handler, row, handled, now);
    }
  }

  #permanent(
    handler: EffectHandler<Effect, Dependencies>,
    row: Row<Effect>,
    { reason, code }: Extract<Handled, { kind: "permanent" }>,
    now: number,
  ): void {
    const { outbox } = this.#deps;
    this.#say(row, "error", failureMessage(row.effect), reason);
    const goesOn =
      handler.neverEnds === true ||
      (handler.neverEnds === "without-budget" && row.giveUpAt === undefined);
    if (goesOn) {
      // A key that was answered for good would only repeat that answer when it is tried again.
      const next = now + backoffMs(row.attempts, STUCK_AFTER_MS);
      outbox.postpone(row, next, `permanent ${reason}`, true);
    } else {
      outbox.end(row, "failed", `permanent ${reason}`, now);
    }
    this.#giveUp(handler, row, reason, code);
  }

  #again(
    handler: EffectHandler<Effect, Dependencies>,
    row: Row<Effect>,
    failed: Extract<Handled, { kind: "retryable" | "unknown" }>,
    now: number,
  ): void {
    const { book, outbox } = this.#deps;
    const outcome = `${failed.kind} ${failed.reason}`;
    this.#say(row, "warn", failureMessage(row.effect), outcome);
    const ageMs = now - row.plannedAt;
    const giveUpAt = row.giveUpAt ?? Infinity;
    if (now >= giveUpAt) {
      outbox.end(row, "failed", outcome, now);
      this.#giveUp(handler, row, failed.reason);
      return;
    }
    // The last attempt is made when the time is up, not a back-off before.
    const retryAfterMs = failed.kind === "retryable" ? failed.retryAfterMs : undefined;
    const burnt = failed.kind === "unknown" && failed.answered === true;
    // Under a new key nothing holds back an earlier call that is still on its way: let it land, so
    // that the look before the next attempt finds it.
    const waitMs = Math.max(
      backoffMs(row.attempts, ageMs, retryAfterMs),
      burnt && row.attempts > 1 ? lateCallMs(row.effect) : 0,
    );
    const next = Math.min(now + waitMs, giveUpAt);
    outbox.postpone(row, next, outcome, burnt);
    if (ageMs >= STUCK_AFTER_MS) {
      book.commit(row.subject, (reservation) =>
        settlesWithoutStaff(row.effect, reservation)
          ? nothing
          : openItem(reservation, stuck(row, failed.reason)),
      );
    }
  }

  /** The handler says what follows; where it has no answer to that, staff must learn of it. */
  #giveUp(
    handler: EffectHandler<Effect, Dependencies>,
    row: Row<Effect>,
    reason: string,
    code?: string,
  ): void {
    this.#deps.book.commit(row.subject, (reservation, now) =>
      handler.giveUp === undefined
        ? openItem(reservation, stuck(row, reason))
        : handler.giveUp(reservation, row.effect, reason, now, code),
    );
  }

  #say(row: Row<Effect>, level: "info" | "warn" | "error", message: string, detail: string): void {
    const { store, log } = this.#deps;
    const payment = store.load(row.subject)?.payment?.id;
    log({ message, level, payment_intent: payment, ...this.#lineOf(row), detail });
  }

  #lineOf({ subject, name, attempts }: Row<Effect>) {
    const { slug } = this.#deps.effects.bookable;
    return { reservation: subject, bookable: slug, effect: name, attempts };
  }
}

/**
 * Telling staff by the way that fails helps nobody; and a payment that could not be opened belongs
 * to a hold that has ended, with a secret that nobody was given. But the guest of an accepted request
 * waits for it.
 */
function settlesWithoutStaff({ kind }: Effect, reservation: Reservation): boolean {
  if (kind === "open-payment") {
    return reservation.kind !== "session" || !isWaitingForLink(reservation);
  }
  return kind === "alert-staff";
}

function stuck({ name, attempts }: Row<Effect>, reason: string) {
  return effectStuck(name, `${reason} (${attempts} attempts)`);
}

function lateCallMs({ kind }: Effect): number {
  const movesMoney = kind === "refund" || kind === "return-payment" || kind === "transfer";
  return movesMoney ? LATE_MONEY_MS : LATE_CALL_MS;
}

/** Fixed words where the playbooks search for them. */
function failureMessage(effect: Effect): string {
  switch (effect.kind) {
    case "check-slot":
      return "Availability check failed";
    case "write-day":
      return "Google Calendar event creation failed";
    case "refund":
    case "return-payment":
      return "Auto-refund failed";
    case "erase-day":
      return "Cleanup failed";
    default:
      return "Effect failed";
  }
}
