import type { SessionName } from "../../domain/session/session-name.ts";
import type { SessionReservation } from "../../domain/session/session-reservation.ts";
import type { SessionTimes } from "../../domain/session/session-times.ts";
import { backoffMs } from "../../outbox/backoff.ts";
import { type Outbox, outboxId, type Row } from "../../outbox/outbox.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { Log } from "../event-log.ts";
import type { SessionView } from "./session-bookings.ts";
import type { SessionSpots } from "./session-spots.ts";

/** A session as lists show it. A copy with a higher version is the newer one. */
export interface SessionSnapshot extends SessionName, SessionView {
  startsAt: number;
  endsAt: number;
  version: number;
  /** When the object's alarm has something to do: for the sweep that finds lost alarms. */
  nextDueAt: number | null;
}

/**
 * Where the copies for lists, staff and reports go. Upserts by version: safe to repeat. `address` is
 * the digest of the network address that asked for the reservation.
 */
export interface SessionLedger {
  record(
    reservation: SessionReservation,
    at: number,
    session: SessionSnapshot,
    address?: string,
  ): Promise<Outcome<void>>;
  recordSession(session: SessionSnapshot, at: number): Promise<Outcome<void>>;
}

/** What a session does for itself, not for a reservation. Stored in the same outbox, subject "". */
export type CopyEffect = { kind: "copy-session" };

export interface CopyDependencies {
  outbox: Outbox<CopyEffect>;
  spots: SessionSpots;
  ledger: SessionLedger;
  name: SessionName;
  times: SessionTimes | undefined;
  view: () => SessionView;
  addressOf: (reservation: string) => string | undefined;
  /** When the earliest effect is due; that id does not count. */
  nextDueAt: (except: string) => number | undefined;
  now: () => number;
  log: Log;
  arm: () => void;
}

/** The name of every effect that brings a copy up to date. */
const IN_LEDGER = "record-in-ledger";

/** Keeps the ledger's copy of a session: with each reservation's, and by itself. */
export class SessionCopy {
  readonly #deps: CopyDependencies;

  constructor(dependencies: CopyDependencies) {
    this.#deps = dependencies;
  }

  /** Has the session copied as it is by then. */
  renew(): void {
    const { outbox, now, arm } = this.#deps;
    const plan = { subject: "", name: IN_LEDGER, effect: { kind: "copy-session" as const } };
    outbox.plan({ ...plan, dueAt: now(), again: true }, now());
    arm();
  }

  record(reservation: SessionReservation, at: number): Promise<Outcome<void>> {
    const { ledger, addressOf } = this.#deps;
    const { id } = reservation;
    return ledger.record(reservation, at, this.#snapshot(outboxId(id, IN_LEDGER)), addressOf(id));
  }

  async attempt(row: Row<CopyEffect>): Promise<void> {
    const { outbox, ledger, now, log, name } = this.#deps;
    const outcome = await ledger
      .recordSession(this.#snapshot(row.id), now())
      .catch((error: unknown): Outcome<void> => ({ kind: "unknown", reason: String(error) }));
    if (outcome.kind === "ok") {
      outbox.end(row, "done", "ok", now());
      return;
    }
    const { attempts, plannedAt } = row;
    const detail = outcome.reason;
    log({
      message: "Effect failed",
      level: "warn",
      bookable: name.experience,
      effect: row.name,
      attempts,
      detail,
    });
    const wait = backoffMs(attempts, now() - plannedAt);
    outbox.postpone(row, now() + wait, `${outcome.kind} ${detail}`);
  }

  /** `copying`: the effect that this copy is made for. What else there is to do, it does not do. */
  #snapshot(copying: string): SessionSnapshot {
    const { name, times, view, spots, nextDueAt } = this.#deps;
    return {
      ...name,
      ...view(),
      startsAt: times?.startsAt ?? 0,
      endsAt: times?.endsAt ?? 0,
      version: spots.nextCopyVersion(),
      nextDueAt: nextDueAt(copying) ?? null,
    };
  }
}
