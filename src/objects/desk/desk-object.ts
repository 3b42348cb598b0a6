import type { Email } from "../../messages/email.ts";
import { backoffMs } from "../../outbox/backoff.ts";
import { Drain } from "../../outbox/drain.ts";
import { Outbox, type Row } from "../../outbox/outbox.ts";
import type { Mail } from "../../providers/mail.ts";
import type { ObjectStorage } from "../../storage.ts";
import { Alarm } from "../alarm.ts";
import type { Log } from "../event-log.ts";
import { migrate } from "../migrations.ts";
import { deskMigrations } from "./desk-migrations.ts";

/** Money that was taken and belongs to no reservation that we know. Amounts in minor units. */
export interface StrayPayment {
  payment: string;
  event: string;
  amount: number;
  currency: string;
  detail: string;
}

/** What a member of staff did about an open item, in their words. */
export interface StrayResolution {
  at: number;
  by: string;
  note: string;
}

type DeskEffect = { kind: "alert-staff"; payment: string };

export interface DeskSurroundings {
  storage: ObjectStorage;
  mail: Mail;
  alert: (stray: StrayPayment) => Email;
  now: () => number;
  log: Log;
}

/**
 * What belongs to no bookable: money that no reservation claims, and the switch that pauses
 * payments. One object for the whole Worker; holds ask it one indexed question.
 */
export class DeskObject {
  readonly #surroundings: DeskSurroundings;
  readonly #outbox: Outbox<DeskEffect>;
  readonly #alarm: Alarm;
  readonly #drain: Drain<DeskEffect>;

  constructor(surroundings: DeskSurroundings) {
    this.#surroundings = surroundings;
    migrate(surroundings.storage, deskMigrations);
    const { storage, now } = surroundings;
    this.#outbox = new Outbox<DeskEffect>(storage);
    this.#alarm = new Alarm({ storage, nextDueAt: () => this.#outbox.nextDueAt(), now });
    this.#drain = new Drain<DeskEffect>({
      now,
      claim: () => this.#outbox.claim(now()),
      attempt: (row) => this.#attempt(row),
    });
    this.arm();
  }

  /** Stores the payment as an open item and alerts staff, once for each payment. */
  openStray(stray: StrayPayment): void {
    const { storage, now, log } = this.#surroundings;
    const { payment, event, amount, currency, detail } = stray;
    storage.transactionSync(() => {
      const { rowsWritten } = storage.sql.exec(
        `INSERT INTO stray_payments (payment, event, amount, currency, detail, seen_at)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        payment,
        event,
        amount,
        currency,
        detail,
        now(),
      );
      if (rowsWritten === 0) return;
      log({
        message: "Payment without booking",
        level: "error",
        payment_intent: payment,
        amount,
        currency,
        detail,
      });
      const effect: DeskEffect = { kind: "alert-staff", payment };
      const name = `alert-staff/${payment}`;
      this.#outbox.plan({ subject: "desk", name, effect, dueAt: now() }, now());
      this.arm();
    });
  }

  strayPayments() {
    return this.#surroundings.storage.sql
      .exec<{ payment: string; amount: number; currency: string; detail: string; seen_at: number }>(
        `SELECT payment, amount, currency, detail, seen_at FROM stray_payments
         WHERE resolved_at IS NULL ORDER BY seen_at LIMIT 200`,
      )
      .toArray();
  }

  /**
   * Closes an open item with what staff did about it; who was first stays. `undefined` when there
   * is no such payment here.
   */
  resolveStray(payment: string, { by, note }: { by: string; note: string }) {
    const { storage, now, log } = this.#surroundings;
    return storage.transactionSync((): StrayResolution | undefined => {
      const { rowsWritten } = storage.sql.exec(
        `UPDATE stray_payments SET resolved_at = ?, resolved_by = ?, resolution = ?
         WHERE payment = ? AND resolved_at IS NULL`,
        now(),
        by,
        note,
        payment,
      );
      if (rowsWritten > 0) {
        log({ message: "Stray payment resolved", level: "info", payment_intent: payment, who: by });
      }
      const [row] = storage.sql
        .exec<{ at: number; by: string | null; note: string | null }>(
          `SELECT resolved_at AS at, resolved_by AS by, resolution AS note FROM stray_payments
           WHERE payment = ?`,
          payment,
        )
        .toArray();
      return row && { at: row.at, by: row.by ?? "", note: row.note ?? "" };
    });
  }

  /** The desk's own effects: the alerts about payments that nobody claims. */
  effects() {
    return this.#outbox.rowsOf("desk");
  }

  retry(effect: string): boolean {
    const found = this.#outbox.hurry(effect, this.#surroundings.now());
    this.arm();
    return found;
  }

  get paymentsPaused(): boolean {
    const [row] = this.#surroundings.storage.sql
      .exec<{ payments_paused: number }>("SELECT payments_paused FROM desk_state")
      .toArray();
    return row?.payments_paused === 1;
  }

  pausePayments(paused: boolean): void {
    this.#surroundings.storage.sql.exec(
      "UPDATE desk_state SET payments_paused = ?",
      Number(paused),
    );
    this.#surroundings.log({
      message: paused ? "Payments paused" : "Payments resumed",
      level: "warn",
    });
  }

  alarm(): Promise<void> {
    return this.#alarm.fired(() => this.#drain.run());
  }

  arm(): void {
    this.#alarm.arm();
    this.#drain.refill();
  }

  async #attempt(row: Row<DeskEffect>): Promise<void> {
    const { mail, alert, now, log } = this.#surroundings;
    const stray = this.#stray(row.effect.payment);
    const sent = await mail.send(alert(stray)).catch((error: unknown) => ({
      kind: "unknown" as const,
      reason: String(error),
    }));
    if (sent.kind === "ok") {
      this.#outbox.end(row, "done", "ok", now());
      return;
    }
    log({
      message: "Effect failed",
      level: "warn",
      payment_intent: stray.payment,
      effect: row.name,
      detail: sent.reason,
    });
    const wait = backoffMs(row.attempts, now() - row.plannedAt);
    this.#outbox.postpone(row, now() + wait, `${sent.kind} ${sent.reason}`);
  }

  #stray(payment: string): StrayPayment {
    const [stray] = this.#surroundings.storage.sql
      .exec<{ payment: string; event: string; amount: number; currency: string; detail: string }>(
        "SELECT payment, event, amount, currency, detail FROM stray_payments WHERE payment = ?",
        payment,
      )
      .toArray();
    if (stray === undefined) throw new Error(`the desk knows no payment ${payment}`);
    return stray;
  }
}
