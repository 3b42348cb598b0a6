import type { ObjectStorage } from "../storage.ts";

/** A stored effect, claimed for one attempt. */
export interface Row<E> {
  id: string;
  /** Whose effect it is: a reservation id, or the object itself (""). */
  subject: string;
  name: string;
  effect: E;
  /** This attempt included. More than one means: it may have happened already, so look first. */
  attempts: number;
  /** Part of the idempotency key: one more for each answer that a key would only repeat. */
  generation: number;
  giveUpAt: number | undefined;
  /** When the last earlier attempt that had no answer was made: it may still land. */
  unansweredAt: number | undefined;
  /** Since when it should have been done, or was answered "not yet"; its age counts from here. */
  plannedAt: number;
  /** How often it was asked for, to notice that it was asked for again while it ran. */
  asked: number;
}

export interface Plan<E> {
  subject: string;
  name: string;
  effect: E;
  dueAt: number;
  giveUpAt?: number | undefined;
  again?: boolean | undefined;
}

/** What is known of an earlier attempt: enough to judge whether it may still land. */
export interface AttemptRecord {
  attempts: number;
  lastAttemptAt: number;
  /** When the last attempt that had no answer was made: it may still land. */
  unansweredAt: number | undefined;
  /** "ok", "retryable …", "permanent …", "unknown …"; null when its end was never seen. */
  lastOutcome: string | null;
}

/**
 * While a call runs its row is due again only after this long: longer than any handler takes (five
 * provider calls of ten seconds, one after the other), so that nothing runs twice at once, and short
 * enough that a crash in mid-call costs a minute.
 */
export const LEASE_MS = 60_000;

type StoredRow = {
  id: string;
  subject: string;
  name: string;
  effect: string;
  attempts: number;
  generation: number;
  give_up_at: number | null;
  planned_at: number;
  asked: number;
  unanswered_at: number | null;
};

/** The rows of an object's outbox. Every method is synchronous: call it inside the transaction. */
export class Outbox<E> {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
  }

  /**
   * Stores an effect once. With `again`, one that waits becomes due sooner, and one that has ended
   * begins anew: its age and attempts are those of the new task.
   */
  plan({ subject, name, effect, dueAt, giveUpAt, again }: Plan<E>, now: number): void {
    const id = outboxId(subject, name);
    const onConflict = again
      ? `DO UPDATE SET state = 'due', asked = asked + 1, effect = excluded.effect,
           due_at = CASE WHEN state = 'due' THEN min(due_at, excluded.due_at) ELSE excluded.due_at END,
           planned_at = CASE WHEN state = 'due' THEN min(planned_at, excluded.planned_at)
             ELSE excluded.planned_at END,
           give_up_at = CASE WHEN state = 'due' THEN give_up_at ELSE excluded.give_up_at END,
           attempts = CASE WHEN state = 'due' THEN attempts ELSE 0 END`
      : "DO NOTHING";
    this.#storage.sql.exec(
      `INSERT INTO outbox (id, subject, name, effect, state, due_at, give_up_at, planned_at)
       VALUES (?, ?, ?, ?, 'due', ?, ?, ?) ON CONFLICT (id) ${onConflict}`,
      id,
      subject,
      name,
      JSON.stringify(effect),
      dueAt,
      giveUpAt ?? null,
      Math.max(dueAt, now),
    );
  }

  withdraw(subject: string, name: string): void {
    this.#storage.sql.exec(
      "UPDATE outbox SET state = 'withdrawn' WHERE id = ? AND state = 'due'",
      outboxId(subject, name),
    );
  }

  /** Takes the next due row (or the named one, if due at all) and leases it before it is tried. */
  claim(now: number, id?: string): Row<E> | undefined {
    const [row] = this.#storage.sql
      .exec<StoredRow>(
        `UPDATE outbox SET due_at = ?1 + ${LEASE_MS}, attempts = attempts + 1,
           unanswered_at = CASE WHEN last_attempt_at IS NOT NULL AND last_outcome IS NULL
             THEN last_attempt_at ELSE unanswered_at END,
           last_attempt_at = ?1, last_outcome = NULL
         WHERE state = 'due' AND id = ${
           id === undefined
             ? "(SELECT id FROM outbox WHERE state = 'due' AND due_at <= ?1 ORDER BY due_at LIMIT 1)"
             : "?2"
         }
         RETURNING id, subject, name, effect, attempts, generation, give_up_at, planned_at, asked,
           unanswered_at`,
        ...(id === undefined ? [now] : [now, id]),
      )
      .toArray();
    if (row === undefined) return undefined;
    const { effect, give_up_at, planned_at, unanswered_at, ...same } = row;
    return {
      ...same,
      effect: JSON.parse(effect) as E,
      giveUpAt: give_up_at ?? undefined,
      plannedAt: planned_at,
      unansweredAt: unanswered_at ?? undefined,
    };
  }

  /** Ends a row, unless it was asked for again while it ran: then it is due at once. */
  end(row: Row<E>, state: "done" | "failed", outcome: string, now: number): void {
    this.#storage.sql.exec(
      `UPDATE outbox SET last_outcome = ?, due_at = ?, state = CASE
         WHEN state <> 'due' THEN state WHEN asked = ? THEN ? ELSE 'due' END WHERE id = ?`,
      outcome,
      now,
      row.asked,
      state,
      row.id,
    );
  }

  /** Tries a row again later; `burnt` when its idempotency key has been answered for good. */
  postpone(row: Row<E>, dueAt: number, outcome: string, burnt = false): void {
    this.#storage.sql.exec(
      `UPDATE outbox SET last_outcome = ?1, generation = ?5,
         unanswered_at = CASE WHEN ?1 LIKE 'unknown%' THEN last_attempt_at ELSE unanswered_at END,
         due_at = CASE WHEN asked = ?2 THEN ?3 ELSE min(due_at, ?3) END WHERE id = ?4`,
      outcome,
      row.asked,
      dueAt,
      row.id,
      row.generation + (burnt ? 1 : 0),
    );
  }

  /** Looks again later at what is not final yet. That is an answer: a failure's age counts from it. */
  wait(row: Row<E>, until: number, reason: string, now: number): void {
    this.postpone(row, until, `wait ${reason}`);
    this.#storage.sql.exec(
      "UPDATE outbox SET planned_at = max(planned_at, ?) WHERE id = ?",
      now,
      row.id,
    );
  }

  /**
   * Makes a waiting row due now: staff's "retry", or a wake-up from outside. What has failed was
   * answered for good, and its idempotency key would only repeat that answer. What should not have
   * been done yet stays, unless the caller knows why `early` is right: a deadline is not staff's to
   * bring forward by accident.
   */
  hurry(id: string, now: number, early = false): boolean {
    const { rowsWritten } = this.#storage.sql.exec(
      `UPDATE outbox SET state = 'due', due_at = ?, asked = asked + 1,
         generation = generation + (state = 'failed')
       WHERE id = ? AND state IN ('due', 'failed') AND planned_at <= ?`,
      now,
      id,
      early ? Number.MAX_SAFE_INTEGER : now,
    );
    return rowsWritten > 0;
  }

  /** When the next row is due; `except` is the id of one that does not count. */
  nextDueAt(except = ""): number | undefined {
    const [row] = this.#storage.sql
      .exec<{ due_at: number }>(
        "SELECT due_at FROM outbox WHERE state = 'due' AND id <> ? ORDER BY due_at LIMIT 1",
        except,
      )
      .toArray();
    return row?.due_at;
  }

  isDue(subject: string, name: string): boolean {
    const rows = this.#storage.sql
      .exec("SELECT 1 AS due FROM outbox WHERE id = ? AND state = 'due'", outboxId(subject, name))
      .toArray();
    return rows.length > 0;
  }

  /** Whether a row waits whose time has come: planned for now, or brought forward and not done yet. */
  hasBegun(subject: string, name: string, now: number): boolean {
    const rows = this.#storage.sql
      .exec(
        "SELECT 1 AS begun FROM outbox WHERE id = ? AND state = 'due' AND planned_at <= ?",
        outboxId(subject, name),
        now,
      )
      .toArray();
    return rows.length > 0;
  }

  attempt(subject: string, name: string): AttemptRecord | undefined {
    const [row] = this.#storage.sql
      .exec<{
        attempts: number;
        last_attempt_at: number | null;
        last_outcome: string | null;
        unanswered_at: number | null;
      }>(
        `SELECT attempts, last_attempt_at, last_outcome, unanswered_at FROM outbox WHERE id = ?`,
        outboxId(subject, name),
      )
      .toArray();
    if (row === undefined || row.last_attempt_at === null) return undefined;
    const { attempts, last_attempt_at: lastAttemptAt, last_outcome: lastOutcome } = row;
    const isOpen = lastOutcome === null || lastOutcome.startsWith("unknown");
    const unansweredAt = isOpen ? lastAttemptAt : (row.unanswered_at ?? undefined);
    return { attempts, lastAttemptAt, lastOutcome, unansweredAt };
  }

  /** Every row of one subject, oldest first: what staff see of a payment. */
  rowsOf(subject: string) {
    return this.#storage.sql
      .exec<{
        id: string;
        name: string;
        state: string;
        due_at: number;
        attempts: number;
        last_outcome: string | null;
      }>(
        `SELECT id, name, state, due_at, attempts, last_outcome FROM outbox
         WHERE subject = ? ORDER BY planned_at, id`,
        subject,
      )
      .toArray();
  }
}

export function outboxId(subject: string, name: string): string {
  return `${subject}/${name}`;
}
