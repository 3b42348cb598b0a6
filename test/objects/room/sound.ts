import { afterEach, expect } from "vitest";
import { evolve, holdsClaims, type Reservation } from "../../../src/domain/reservation.ts";
import { entryId, parseEntryId } from "../../../src/domain/room/entry-id.ts";
import type { RoomReservation } from "../../../src/domain/room/room-reservation.ts";
import { makeStage, type Stage, type StageOptions } from "../../stage.ts";

const open: Stage[] = [];

/** A stage that is checked once more, for what must hold of every story, when its test ends. */
export function soundStage(options: StageOptions = {}): Stage {
  const stage = makeStage(options);
  open.push(stage);
  return stage;
}

afterEach(() => {
  for (const stage of open.splice(0)) expectSound(stage);
});

interface StoredReservation {
  id: string;
  status: string;
  version: number;
  state: string;
}

/** What is true at every moment, settled or not. */
export function expectSound(stage: Stage): void {
  const reservations = reservationsOf(stage);
  for (const { stored, reservation } of reservations) {
    const journal = stage.object().store.journal(reservation.id);
    const folded = journal.reduce<Reservation | undefined>(
      (before, { event }) => evolve(before, event),
      undefined,
    );
    expect(JSON.parse(JSON.stringify(folded)), "the journal replays to the state").toEqual(
      reservation,
    );
    expect(stored).toMatchObject({ status: reservation.status, version: reservation.version });
  }
  const claims = stage.storage.database
    .prepare("SELECT date, starts_at, ends_at, reservation FROM claims")
    .all();
  const expected = reservations
    .filter(({ reservation }) => holdsClaims(reservation))
    .flatMap(({ reservation: { id, days } }) =>
      days.map(({ date, startsAt, endsAt }) => ({
        date,
        starts_at: startsAt,
        ends_at: endsAt,
        reservation: id,
      })),
    );
  expect(inOrder(claims), "the claims follow from the states").toEqual(inOrder(expected));
  expectEveryCentAccounted(stage);
  expect(JSON.stringify(stage.log)).not.toContain("_secret_");
  expect(stage.lines("Effect could not be recorded")).toEqual([]);
}

/** Captured money is a booking, a refund at Stripe, on its way to either, or an open item. */
function expectEveryCentAccounted(stage: Stage): void {
  const byPayment = new Map(
    reservationsOf(stage).map(({ reservation }) => [reservation.payment?.id, reservation]),
  );
  const items = [...byPayment.values()].flatMap((reservation) => Object.keys(reservation.items));
  const strays = new Set(stage.desk.strayPayments().map(({ payment }) => payment));
  const unheard = paymentsWithNews(stage);
  for (const { id, status, amount_received } of stage.intents()) {
    if (status !== "succeeded") continue;
    const refunded = stage
      .refunds()
      .filter((refund) => refund.payment_intent === id)
      .filter((refund) => refund.status === "succeeded" || refund.status === "pending")
      .reduce((sum, { amount }) => sum + amount, 0);
    expect(refunded, `${id} is never refunded more than once`).toBeLessThanOrEqual(amount_received);
    const reservation = byPayment.get(id);
    const kept = amount_received - refunded;
    if (kept === 0 || strays.has(id) || items.includes(`payment-mismatch/${id}`)) continue;
    if (unheard.has(id)) continue;
    if (reservation === undefined || reservation.captured === null) {
      const opened = Object.keys(reservation?.items ?? {}).length > 0;
      expect(opened, `${id} took money that nobody knows of`).toBe(true);
      continue;
    }
    const isKept = ["paid", "confirmed", "completed", "cancelled"].includes(reservation.status);
    const onItsWay = stage.effects(reservation.id).some(
      // biome-ignore format: one thought
      ({ name, state }) => /^(refund\/|follow-refunds)/.test(name) && state === "due",
    );
    const isOpen = Object.values(reservation.items).some((kind) => kind !== "effect-stuck");
    expect(isKept || onItsWay || isOpen, `${kept} of ${id} is parked silently`).toBe(true);
  }
}

/** Payments of which Stripe still has something to tell. */
function paymentsWithNews(stage: Stage): Set<string> {
  const { events, deliveries } = stage.state().stripe;
  const waiting = deliveries.filter(({ state }) => state === "pending" || state === "taken");
  const ids = new Set(waiting.map(({ event }) => event));
  return new Set(events.filter(({ id }) => ids.has(id)).map(({ paymentIntent }) => paymentIntent));
}

/** What is true once nothing is under way any more. */
export function expectSettled(stage: Stage): void {
  const standing = stage
    .events()
    .map(({ id }) => id)
    .filter((id) => parseEntryId(id) !== undefined);
  const live = reservationsOf(stage)
    .map(({ reservation }) => reservation)
    .filter(({ status }) => status === "confirmed" || status === "completed");
  const expected = live.flatMap(({ id, calendar }) =>
    Object.entries(calendar).map(([date, { generation }]) => entryId(id, date, generation)),
  );
  expect(inOrder(standing), "the calendar has the days of live bookings").toEqual(
    inOrder(expected),
  );
  for (const { reservation } of reservationsOf(stage)) {
    expect(["approved", "paid"], `${reservation.id} has come to an end`).not.toContain(
      reservation.status,
    );
  }
  const payable = stage
    .intents()
    .filter(({ status }) => !["succeeded", "canceled"].includes(status));
  expect(payable, "no payment is left that somebody could still pay").toEqual([]);
}

function reservationsOf(stage: Stage) {
  const rows = stage.storage.database
    .prepare("SELECT id, status, version, state FROM reservations")
    .all() as unknown as StoredReservation[];
  return rows.map((stored) => ({
    stored,
    reservation: JSON.parse(stored.state) as RoomReservation,
  }));
}

function inOrder<T>(items: T[]): T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
