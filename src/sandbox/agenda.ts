import type { Sql } from "./sql.ts";

/**
 * What can fall due: webhooks, payments and refunds that settle, the end of sessions, pushes, and
 * the ways of messages.
 */
export type AgendaKind =
  | "stripe-webhook"
  | "stripe-expire-session"
  | "stripe-settle-payment"
  | "stripe-settle-refund"
  | "google-push"
  | "twilio-status"
  | "mailersend-activity"
  | "callback";

export interface AgendaItem {
  id: number;
  kind: AgendaKind;
  /** The id of the document that the item is about. */
  subject: string;
  dueAt: number;
}

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS agenda (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT`,
  "CREATE INDEX IF NOT EXISTS agenda_due ON agenda (due_at, id)",
];

/** Things that the vendors do later, by themselves. Times are UTC epoch milliseconds. */
export class Agenda {
  readonly #sql: Sql;
  readonly #wake: (dueAt: number) => void;

  /** `wake` is told of every new due time, so that an owner can arm an alarm. */
  constructor(sql: Sql, wake: (dueAt: number) => void) {
    this.#sql = sql;
    this.#wake = wake;
    for (const statement of SCHEMA) sql.exec(statement);
  }

  add(kind: AgendaKind, subject: string, dueAt: number): void {
    this.#sql.exec(
      "INSERT INTO agenda (kind, subject, due_at) VALUES (?, ?, ?)",
      kind,
      subject,
      Math.ceil(dueAt),
    );
    this.#wake(Math.ceil(dueAt));
  }

  /**
   * Takes what is due. The caller must add again whatever it wants repeated; a crash in between
   * loses the item, so webhook attempts are added again before they are made.
   */
  takeDue(now: number, limit: number): AgendaItem[] {
    const items = this.#sql
      .exec(
        "SELECT id, kind, subject, due_at FROM agenda WHERE due_at <= ? ORDER BY due_at, id LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map((row) => ({
        id: Number(row.id),
        kind: String(row.kind) as AgendaKind,
        subject: String(row.subject),
        dueAt: Number(row.due_at),
      }));
    for (const item of items) this.#sql.exec("DELETE FROM agenda WHERE id = ?", item.id);
    return items;
  }

  remove(kind: AgendaKind, subject: string): void {
    this.#sql.exec("DELETE FROM agenda WHERE kind = ? AND subject = ?", kind, subject);
  }

  /** Makes everything of one kind that waits due now. */
  hasten(kind: AgendaKind, now: number): void {
    this.#sql.exec("UPDATE agenda SET due_at = ? WHERE kind = ? AND due_at > ?", now, kind, now);
  }

  nextDueAt(): number | undefined {
    const due = this.#sql.exec("SELECT MIN(due_at) AS due_at FROM agenda").one().due_at;
    return due === null || due === undefined ? undefined : Number(due);
  }

  clear(): void {
    this.#sql.exec("DELETE FROM agenda");
  }
}
