import { backoffMs } from "../../outbox/backoff.ts";
import type { Outbox, Row } from "../../outbox/outbox.ts";
import type { Calendar } from "../../providers/calendar.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { Log } from "../event-log.ts";
import type { CalendarMirror } from "./calendar-mirror.ts";
import type { CalendarStore } from "./calendar-store.ts";

/** What a room does for itself, not for a reservation. Stored in the same outbox, subject "". */
export type UpkeepEffect = { kind: "read-calendar" } | { kind: "renew-channel" };

export interface UpkeepDependencies {
  outbox: Outbox<UpkeepEffect>;
  mirror: CalendarMirror;
  store: CalendarStore;
  calendar: Calendar;
  room: string;
  calendarId: string;
  /** Push messages need a public HTTPS address; without one the calendar is polled. */
  publicUrl: string;
  randomId: () => string;
  now: () => number;
  log: Log;
  arm: () => void;
}

/** Google gives a channel a week and has no renewal: the next one overlaps it by a day. */
const RENEW_BEFORE_MS = 24 * 60 * 60_000;

/** Keeps the copy of the calendar fresh: by push where a public address exists, by polling always. */
export class CalendarUpkeep {
  readonly #deps: UpkeepDependencies;

  constructor(dependencies: UpkeepDependencies) {
    this.#deps = dependencies;
  }

  /** Has the calendar read soon, if the copy is older than that and no read is planned. */
  wake(stalenessMs: number): void {
    const { mirror, outbox } = this.#deps;
    if (mirror.isStale(stalenessMs) && !outbox.isDue("", "read-calendar")) {
      this.#plan("read-calendar");
    }
  }

  /** Opens a push channel where there should be one and is none, or the one there ends soon. */
  ensureChannel(): void {
    const { publicUrl, store, outbox, now } = this.#deps;
    if (!publicUrl.startsWith("https://") || outbox.isDue("", "renew-channel")) return;
    const channel = store.channel();
    if (channel === undefined || channel.expiresAt - RENEW_BEFORE_MS <= now()) {
      this.#plan("renew-channel");
    }
  }

  /** A push message: no body and no signature, so channel and token must be ours. */
  pushed(channel: string, token: string): boolean {
    const known = this.#deps.store.channel();
    if (known === undefined || known.id !== channel || known.token !== token) return false;
    this.#plan("read-calendar");
    return true;
  }

  async attempt(row: Row<UpkeepEffect>): Promise<void> {
    const { outbox, now, log, room } = this.#deps;
    const outcome = await this.#run(row.effect).catch(
      (error: unknown): Outcome<void> => ({ kind: "unknown", reason: String(error) }),
    );
    if (outcome.kind === "ok") {
      outbox.end(row, "done", "ok", now());
      return;
    }
    log({
      message: "Calendar upkeep failed",
      level: "warn",
      bookable: room,
      effect: row.name,
      attempts: row.attempts,
      detail: outcome.reason,
    });
    // A read costs little and nobody is told: it never becomes slow, however long it fails.
    const wait = backoffMs(row.attempts, 0);
    outbox.postpone(row, now() + wait, `${outcome.kind} ${outcome.reason}`);
  }

  #run(effect: UpkeepEffect): Promise<Outcome<void>> {
    return effect.kind === "read-calendar" ? this.#deps.mirror.refresh() : this.#renew();
  }

  async #renew(): Promise<Outcome<void>> {
    const { calendar, calendarId, store, publicUrl, room, randomId } = this.#deps;
    const before = store.channel();
    const token = randomId();
    const opened = await calendar.watch({
      calendar: calendarId,
      channel: `room_${room}_${randomId()}`,
      token,
      address: `${publicUrl}/api/webhooks/google-calendar`,
    });
    if (opened.kind !== "ok") return opened;
    store.saveChannel({ ...opened.value, token });
    // The old one ends by itself within the week: a failure to stop it costs nothing.
    if (before !== undefined) await calendar.unwatch(before);
    return { kind: "ok", value: undefined };
  }

  #plan(kind: UpkeepEffect["kind"]): void {
    const { outbox, now, arm } = this.#deps;
    const at = now();
    outbox.plan({ subject: "", name: kind, effect: { kind }, dueAt: at, again: true }, at);
    arm();
  }
}
