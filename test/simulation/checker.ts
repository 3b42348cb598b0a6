import type { LogLine } from "../../src/objects/event-log.ts";
import type { Intent } from "./vendors/simulated-stripe.ts";
import type { Guest } from "./workload.ts";
import type { SimulatedRoom, World } from "./world.ts";

/** A reservation as its object stores it: read as plain data, never through the product's code. */
interface Stored {
  id: string;
  quote: { total: number };
  captured: { at: number } | null;
  writeBudgetMs: number;
  status: string;
  version: number;
  payment: { id: string } | null;
  days: { date: string; startsAt: number; endsAt: number }[];
  calendar: Record<string, { generation: number; state: string }>;
  items: Record<string, string>;
}

interface JournalLine {
  reservation: string;
  version: number;
  at: number;
  event: { type: string } & Record<string, unknown>;
}

const BUFFER_MS = 15 * 60_000;
const LIVE = ["confirmed", "completed"];
const HOLDING = ["approved", "paid", "confirmed"];
/** How far an object's clock may be from the world's. */
const CLOCK_SKEW_MS = 130_000;
/** An alarm that fires ahead of its object's clock pauses this long at most. */
const ALARM_PAUSE_MS = 5 * 60_000;
/** What the product counts on: a call without an answer lands within this, or hardly ever. */
const LANDS_WITHIN_MS = 110_000;
/** Each sample reads whole tables, so not every step is one. */
const SAMPLE_EVERY = 20;
/** Beyond its budget a paid reservation may wait for a lost alarm's cron, a crash, a late answer. */
const DECISION_SLACK_MS = 45 * 60_000;

/** Which event may follow in which state, and where it leads: written down a second time. */
const MOVES: Record<string, Record<string, string>> = {
  Held: { "": "approved" },
  HoldReleased: { approved: "expired" },
  PaymentCaptured: { approved: "paid", expired: "paid" },
  FulfilmentFailed: { paid: "failed" },
  BookingConfirmed: { paid: "confirmed" },
  BookingCancelled: { confirmed: "cancelled" },
  BookingCompleted: { confirmed: "completed" },
};

/**
 * Judges a run from the outside: by what Stripe, Google and the inbox hold, and by the journals. It
 * shares no code with the rules.
 */
export class Checker {
  readonly violations: string[] = [];
  readonly #world: World;
  readonly #guests: readonly Guest[];

  constructor(world: World, guests: readonly Guest[]) {
    this.#world = world;
    this.#guests = guests;
    world.onLog = (line) => this.#during(line);
    let steps = 0;
    world.scheduler.afterStep = () => {
      steps += 1;
      if (steps % SAMPLE_EVERY === 0)
        for (const room of world.rooms) this.#claimsAreTheHolders(room);
    };
    world.onBug = (bug) => this.#fail("a bug was thrown", bug);
  }

  #fail(rule: string, detail: string): void {
    const line = `${rule}: ${detail}`;
    if (this.violations.includes(line)) return;
    this.violations.push(line);
    this.#world.tell(`!!! ${line}`);
  }

  #during(line: LogLine): void {
    if (line.message === "Hold placed" || line.message === "Payment captured") {
      for (const room of this.#world.rooms) this.#noOverlap(room);
    }
    if (line.message === "Effect could not be recorded") {
      this.#fail("a bug was thrown", `${line.reservation} ${line.effect}: ${line.detail}`);
    }
    if (line.message === "Booking confirmed") this.#everyDayStands(line);
    if (line.message === "Hold released") this.#releasedOnlyUnpaid(line);
  }

  /** Claims are taken for exactly those who hold something. */
  #claimsAreTheHolders(room: SimulatedRoom): void {
    const claimed = room.object.storage.database
      .prepare("SELECT reservation, date FROM claims ORDER BY reservation, date")
      .all()
      .map((row) => `${row.reservation} ${row.date}`);
    const held = storedIn(room)
      .filter(({ status }) => HOLDING.includes(status))
      .flatMap(({ id, days }) => days.map(({ date }) => `${id} ${date}`))
      .sort();
    if (claimed.join() !== held.join()) {
      this.#fail("claims are not the holders", `${room.slug}: ${claimed} instead of ${held}`);
    }
  }

  /** "Confirmed" is said only when every day stands in the calendar (or a person took it out). */
  #everyDayStands({ reservation }: LogLine): void {
    for (const room of this.#world.rooms) {
      const stored = storedIn(room).find(({ id }) => id === reservation);
      const events = [...room.calendar.events.values()];
      for (const { date } of stored?.days ?? []) {
        const stands = events.some(
          ({ marks, status, touched }) =>
            marks?.reservation === reservation &&
            marks?.date === date &&
            (status === "confirmed" || touched),
        );
        if (!stands) this.#fail("confirmed without its day", `${reservation} ${date}`);
      }
    }
  }

  /** No two claims overlap, the buffer included. */
  #noOverlap({ object, slug }: SimulatedRoom): void {
    const claims = object.storage.database
      .prepare("SELECT reservation, starts_at, ends_at FROM claims ORDER BY starts_at")
      .all() as { reservation: string; starts_at: number; ends_at: number }[];
    for (const [index, claim] of claims.entries()) {
      const next = claims[index + 1];
      if (next !== undefined && next.starts_at < claim.ends_at + BUFFER_MS) {
        this.#fail("overlap", `${slug}: ${claim.reservation} and ${next.reservation}`);
      }
    }
  }

  /** A slot is given away only once nobody can pay for it any more. */
  #releasedOnlyUnpaid({ reservation, payment_intent, reason }: LogLine): void {
    // Money that does not fit was taken: an item for staff, and no claim on the slot.
    if (reason === "payment-mismatch") return;
    const intents = [...this.#world.stripe.intents.values()].filter(
      ({ id, metadata }) => id === payment_intent || metadata.reservation === reservation,
    );
    for (const { id, status, amount } of intents) {
      const given = this.#guests.some(({ payments }) => payments.has(id));
      if (given && status !== "canceled") {
        this.#fail("released while payable", `${reservation} with ${id} ${status} (${amount})`);
      }
    }
  }

  /** Some hours of calm are enough for everything that bad weather left to do. */
  whenCalm(): void {
    for (const { object } of this.#world.rooms) {
      const rows = object.storage.database
        .prepare(
          "SELECT id, last_outcome FROM outbox WHERE state = 'due' AND (last_outcome LIKE 'unknown%' OR last_outcome LIKE 'retryable%')",
        )
        .all();
      for (const row of rows) this.#fail("stuck in calm weather", `${row.id} ${row.last_outcome}`);
    }
  }

  /** In calm weather no alarm is lost: what is due has run, or its alarm was never armed. */
  nothingOverdue(): void {
    const before = this.#world.scheduler.now - CLOCK_SKEW_MS - ALARM_PAUSE_MS;
    for (const { object } of this.#world.rooms) {
      const rows = object.storage.database
        .prepare("SELECT id FROM outbox WHERE state = 'due' AND due_at < ?")
        .all(before);
      for (const { id } of rows) this.#fail("overdue in calm weather", String(id));
    }
  }

  atTheEnd(): void {
    for (const room of this.#world.rooms) {
      this.#noOverlap(room);
      this.#claimsAreTheHolders(room);
      this.#calendarIsTheBookings(room);
      this.#decisionsHaveCauses(room);
      this.#journalsAreLegal(room);
      this.#copiesAreEqual(room);
      this.#nothingLeftToDo(room);
    }
    this.#moneyAddsUp();
    this.#messagesOnceEach();
    this.#nobodyIsForgotten();
  }

  #stored(): Stored[] {
    return this.#world.rooms.flatMap(storedIn);
  }

  /** Every captured cent: a live booking, a refund that Stripe confirms, or an alerted item. */
  #moneyAddsUp(): void {
    const { stripe } = this.#world;
    const stored = this.#stored();
    for (const intent of stripe.intents.values()) {
      const refunds = stripe.refundsOf(intent.id);
      const back = refunds
        .filter(({ status }) => status !== "failed")
        .reduce((sum, { amount }) => sum + amount, 0);
      if (back > intent.amount_received) this.#fail("refunded too much", intent.id);
      this.#onePaymentEach(intent);
      const keys = refunds
        .filter(({ status }) => status !== "failed")
        .map(({ metadata }) => metadata.refund_key)
        .filter((key) => key !== undefined);
      if (new Set(keys).size < keys.length) this.#fail("refunded twice", intent.id);
      if (intent.status !== "succeeded") continue;
      const owner = stored.find(({ payment }) => payment?.id === intent.id);
      const kept = intent.amount_received - back;
      const live = owner !== undefined && LIVE.includes(owner.status);
      if (live && intent.amount_received !== owner.quote.total) {
        this.#fail("booked for a wrong amount", `${owner.id} for ${intent.amount_received}`);
      }
      if (live && kept === 0) this.#fail("booked for nothing", `${owner.id}, all refunded`);
      const isForeign = intent.metadata.reservation === undefined;
      // Somebody else's payment, of which we were never told: nobody here can know of it.
      if (isForeign && this.#world.neverTold.has(intent.id)) continue;
      // A cancelled booking keeps what its policy does not give back.
      const settled = owner?.status === "cancelled" && this.#policyKept(owner, intent.id);
      if (kept === 0 || live || settled) continue;
      if (this.#isAlerted(owner, intent.id)) continue;
      this.#fail(
        "money without a home",
        `${intent.id} keeps ${kept} (${owner?.status ?? "nobody"})`,
      );
    }
  }

  /** A lost answer must not open a second payment for one reservation. */
  #onePaymentEach({ id, metadata, replaced, status }: Intent): void {
    const reservation = metadata.reservation;
    if (reservation === undefined || replaced || status === "canceled") return;
    const others = [...this.#world.stripe.intents.values()].filter(
      (one) =>
        one.id !== id &&
        one.metadata.reservation === reservation &&
        !one.replaced &&
        one.status !== "canceled",
    );
    if (others.length > 0) this.#fail("two payments for one reservation", `${reservation} ${id}`);
  }

  /** Cancelled by staff, and all that was asked back went back. */
  #policyKept(owner: Stored, payment: string): boolean {
    const asked = this.#journal(owner.id)
      .filter(({ event }) => event.type === "RefundRequested")
      .reduce((sum, { event }) => sum + Number(event.amount), 0);
    const back = this.#world.stripe
      .refundsOf(payment)
      .filter(({ status }) => status === "succeeded")
      .reduce((sum, { amount }) => sum + amount, 0);
    return back >= asked;
  }

  #isAlerted(owner: Stored | undefined, payment: string): boolean {
    const about = owner?.id ?? payment;
    return this.#world.mail.accepted.some(
      ({ tags }) =>
        tags.includes("staff-alert") && (tags.includes(about) || tags.includes(payment)),
    );
  }

  /** The calendar shows the days of live bookings, all of them, and nothing else of ours. */
  #calendarIsTheBookings(room: SimulatedRoom): void {
    const expected = new Set(
      storedIn(room)
        .filter(({ status }) => LIVE.includes(status))
        .flatMap(({ id, calendar }) =>
          Object.entries(calendar).map(([date, { generation }]) => `${id} ${date} ${generation}`),
        ),
    );
    const standing = room.calendar.standing().filter(({ marks }) => marks !== undefined);
    for (const { marks, touched } of standing) {
      const name = `${marks?.reservation} ${marks?.date} ${marks?.generation}`;
      if (!expected.delete(name)) this.#fail("orphan event", `${room.slug} ${name}`);
      if (touched && !this.#isAlerted({ id: marks?.reservation } as Stored, "")) {
        this.#fail("moved in silence", name);
      }
    }
    for (const name of expected) this.#fail("missing event", `${room.slug} ${name}`);
  }

  /** No booking over an event that gate 2 must have seen; no failure and no alarm without a cause. */
  #decisionsHaveCauses(room: SimulatedRoom): void {
    const byHand = [...room.calendar.events.values()].filter(
      ({ marks, touched }) => marks === undefined || touched,
    );
    for (const one of storedIn(room)) {
      const lines = this.#journal(one.id);
      const at = (type: string) => lines.find(({ event }) => event.type === type)?.at;
      const [captured, secured] = [at("PaymentCaptured"), at("SlotSecured")];
      const overlapping = byHand.filter(({ startsAt, endsAt }) =>
        one.days.some(
          (day) => startsAt < day.endsAt + BUFFER_MS && endsAt > day.startsAt - BUFFER_MS,
        ),
      );
      if (captured !== undefined && secured !== undefined) {
        const seen = overlapping.find(
          ({ marks, createdAt, deletedAt }) =>
            marks === undefined &&
            createdAt < captured - CLOCK_SKEW_MS &&
            (deletedAt ?? Infinity) > secured + CLOCK_SKEW_MS,
        );
        if (seen !== undefined) this.#fail("booked over an event", `${one.id} over ${seen.id}`);
      }
      this.#erasedForGood(room, one, lines);
      this.#failureHasCause(one, lines, overlapping.length > 0);
      const { items, payment } = one;
      const intent = payment && this.#world.stripe.intents.get(payment.id);
      if (Object.values(items).includes("payment-mismatch") && !intent?.tampered) {
        this.#fail("alarm without a cause", `${one.id}: payment-mismatch`);
      }
    }
  }

  /** "Deleted" is not said while a write of the same event can still land. */
  #erasedForGood(room: SimulatedRoom, one: Stored, lines: JournalLine[]): void {
    for (const { event, at } of lines.filter((line) => line.event.type === "DayErased")) {
      const name = `write-day/${event.date}/${event.generation}`;
      const write = room.object.storage.database
        .prepare("SELECT last_attempt_at FROM outbox WHERE subject = ? AND name = ?")
        .get(one.id, name);
      const written = [...room.calendar.events.values()].find(
        ({ marks }) =>
          marks?.reservation === one.id &&
          marks.date === event.date &&
          marks.generation === String(event.generation),
      );
      const sentAt = Number(write?.last_attempt_at ?? 0);
      const isSoon = written !== undefined && written.createdAt - sentAt < LANDS_WITHIN_MS;
      const skewMs = this.#world.faults.counts.has("clock jumped") ? CLOCK_SKEW_MS : 0;
      if (isSoon && written.createdAt > at + skewMs) {
        this.#fail("erased before it landed", `${one.id} ${event.date}`);
      }
    }
  }

  #failureHasCause(one: Stored, lines: JournalLine[], isTaken: boolean): void {
    const failed = lines.find(({ event }) => event.type === "FulfilmentFailed");
    const captured = one.captured?.at ?? Infinity;
    const decidedAt =
      lines.find(({ event }) => ["FulfilmentFailed", "BookingConfirmed"].includes(event.type))
        ?.at ?? captured;
    if (decidedAt - captured > one.writeBudgetMs + DECISION_SLACK_MS) {
      this.#fail("paid and undecided for too long", one.id);
    }
    if (failed === undefined) return;
    const reason = failed.event.reason;
    if (reason === "slot-taken" && !isTaken) this.#fail("refused without a cause", one.id);
    const early = failed.at - captured < one.writeBudgetMs - 30_000 - CLOCK_SKEW_MS;
    const detail = String(failed.event.detail);
    if (reason === "calendar-write-failed" && early && !detail.includes("403")) {
      this.#fail("given up without a cause", `${one.id}: ${detail}`);
    }
    if (reason === "availability-check-failed" && early) {
      this.#fail("given up without a cause", `${one.id}: ${detail}`);
    }
  }

  #journalsAreLegal(room: SimulatedRoom): void {
    const states = new Map<string, { status: string; version: number }>();
    for (const { reservation, version, event } of this.#journalOf(room)) {
      const before = states.get(reservation) ?? { status: "", version: 0 };
      if (version !== before.version + 1) this.#fail("journal has a gap", reservation);
      const moves = MOVES[event.type];
      const status = moves === undefined ? before.status : moves[before.status];
      if (status === undefined || (moves === undefined && before.status === "")) {
        this.#fail("illegal move", `${reservation}: ${event.type} in ${before.status}`);
      }
      states.set(reservation, { status: status ?? before.status, version });
    }
    for (const { id, status, version } of storedIn(room)) {
      const replayed = states.get(id);
      if (replayed?.status !== status || replayed.version !== version) {
        this.#fail("journal is not the state", `${id}: ${replayed?.status}, stored ${status}`);
      }
    }
  }

  /** The ledger of every booking is of its last version; the mirror is the calendar. */
  #copiesAreEqual(room: SimulatedRoom): void {
    for (const { id, status, version } of storedIn(room)) {
      const copied = this.#world.ledger.get(id);
      const wanted = ["confirmed", "completed", "cancelled", "failed"].includes(status);
      if (!wanted || copied === version) continue;
      const newest = this.#journal(id).filter(({ version: at }) => at > (copied ?? 0));
      const matter = newest.filter(({ event }) => SHOWN_IN_LEDGER.includes(event.type));
      if (matter.length > 0) this.#fail("the ledger is behind", `${id}: ${copied} of ${version}`);
    }
    const mirrored = room.object.storage.database
      .prepare("SELECT DISTINCT event FROM calendar_busy ORDER BY event")
      .all()
      .map((row) => String((row as { event: string }).event));
    const now = this.#world.scheduler.now;
    const foreign = room.calendar
      .standing()
      .filter(({ marks, touched }) => marks === undefined || touched)
      .map(({ id }) => id);
    for (const id of mirrored) {
      if (!foreign.includes(id)) this.#fail("the mirror shows what is gone", `${room.slug} ${id}`);
    }
    for (const event of room.calendar.standing()) {
      const coming = event.startsAt > now;
      if (event.marks === undefined && coming && !mirrored.includes(event.id)) {
        this.#fail("the mirror misses an event", `${room.slug} ${event.id}`);
      }
    }
  }

  /** Nothing that matters is still waiting long after all is calm. */
  #nothingLeftToDo(room: SimulatedRoom): void {
    const rows = room.object.storage.database
      .prepare("SELECT id, name, state FROM outbox WHERE state IN ('due', 'failed')")
      .all() as { id: string; name: string; state: string }[];
    for (const { id, name, state } of rows) {
      const waits = ["follow-refunds", "complete-booking"].includes(name) || id.startsWith("/");
      if (state === "due" && !waits) this.#fail("still to do", id);
      if (state !== "failed") continue;
      const owner = storedIn(room).find((one) => id.startsWith(one.id));
      const settled = ["failed", "cancelled", "expired"].includes(owner?.status ?? "");
      if (!settled && !this.#isAlerted(owner, "")) this.#fail("failed in silence", id);
    }
  }

  /** Each message once, except where its answer was lost; and none missing. */
  #messagesOnceEach(): void {
    const counts = new Map<string, { sent: number; excused: number }>();
    for (const { to, tags, unanswered } of this.#world.mail.accepted) {
      const key = `${to} ${tags.join(" ")}`;
      const count = counts.get(key) ?? { sent: 0, excused: 0 };
      counts.set(key, {
        sent: count.sent + 1,
        excused: count.excused + (unanswered ? 1 : 0),
      });
    }
    for (const [key, { sent, excused }] of counts) {
      const isAlert = key.includes("staff-alert");
      if (!isAlert && sent - excused - this.#deathsAround(key) > 1) {
        this.#fail("message twice", `${key}: ${sent}`);
      }
    }
    for (const { id, status } of this.#stored()) {
      const told = (message: string) =>
        [...counts.keys()].some((key) => key.includes(message) && key.includes(id));
      const booked = this.#journal(id).some(({ event }) => event.type === "BookingConfirmed");
      if (booked && !told("guest-confirmation")) this.#fail("never told", id);
      if (!booked && told("guest-confirmation")) this.#fail("told of no booking", id);
      const refunded = this.#journal(id).some(
        ({ event }) => event.type === "RefundRecorded" && event.status !== "failed",
      );
      if (status === "failed" && refunded && !told("guest-refund")) {
        this.#fail("never told of the refund", id);
      }
      if (status === "cancelled" && refunded && !told("guest-cancellation")) {
        this.#fail("never told of the cancellation", id);
      }
    }
  }

  /** An object that dies between sending and recording must send again: nobody can know. */
  #deathsAround(key: string): number {
    return this.#world.story.filter((line) => line.includes("the object dies")).length > 0 &&
      key !== ""
      ? Infinity
      : 0;
  }

  /** Every guest who got as far as a payment has an end that can be told. */
  #nobodyIsForgotten(): void {
    const ends = ["confirmed", "completed", "cancelled", "failed", "expired"];
    for (const { id, status } of this.#stored()) {
      if (!ends.includes(status)) this.#fail("no end", `${id} is still ${status}`);
    }
    for (const guest of this.#guests) {
      for (const payment of guest.payments) {
        const intent = this.#world.stripe.intents.get(payment);
        const settled = intent?.status === "succeeded" || intent?.status === "canceled";
        if (!settled) this.#fail("a payment stays open", `${payment} is ${intent?.status}`);
      }
    }
  }

  endings(): Record<string, number> {
    const counts: Record<string, number> = {};
    const count = (name: string) => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    for (const one of this.#stored()) {
      count(one.status);
      for (const kind of Object.values(one.items)) count(`item ${kind}`);
      const types = this.#journal(one.id).map(({ event }) => event.type);
      const released = types.indexOf("HoldReleased");
      if (released >= 0 && types.includes("PaymentCaptured")) count("paid after the hold ended");
      if (types.includes("DayDeletedByHand")) count("event restored");
      if (one.status === "failed") count(`failed: ${this.#failureOf(one.id)}`);
    }
    for (const { message } of this.#world.log) {
      if (["Gate 1 conflict", "Payment without booking"].includes(message)) count(message);
    }
    return counts;
  }

  #failureOf(id: string): string {
    const line = this.#journal(id).find(({ event }) => event.type === "FulfilmentFailed");
    return String(line?.event.reason);
  }

  #journal(id: string): JournalLine[] {
    return this.#world.rooms
      .flatMap((room) => this.#journalOf(room))
      .filter(({ reservation }) => reservation === id);
  }

  #journalOf({ object }: SimulatedRoom): JournalLine[] {
    return (
      object.storage.database.prepare("SELECT * FROM journal ORDER BY seq").all() as {
        reservation: string;
        version: number;
        at: number;
        event: string;
      }[]
    ).map((row) => ({ ...row, event: JSON.parse(row.event) }));
  }
}

const SHOWN_IN_LEDGER = [
  "BookingConfirmed",
  "BookingCancelled",
  "BookingCompleted",
  "FulfilmentFailed",
  "RefundRecorded",
];

function storedIn({ object }: SimulatedRoom): Stored[] {
  const rows = object.storage.database.prepare("SELECT state FROM reservations").all();
  return rows.map((row) => JSON.parse(String((row as { state: string }).state)) as Stored);
}
