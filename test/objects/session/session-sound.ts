import { afterEach, expect } from "vitest";
import {
  evolve,
  holdsClaims,
  type Reservation,
  refundsUnderway,
} from "../../../src/domain/reservation.ts";
import type { SessionReservation } from "../../../src/domain/session/session-reservation.ts";
import { splitOf } from "../../../src/domain/session/split.ts";
import { makeStage, type Stage, type StageOptions } from "../../stage.ts";

const open: Stage[] = [];

/** A stage that is checked once more, for what must hold of every story, when its test ends. */
export function sessionStage(options: StageOptions = {}): Stage {
  const stage = makeStage(options);
  open.push(stage);
  return stage;
}

afterEach(() => {
  for (const stage of open.splice(0)) expectSessionsSound(stage);
});

/** What is true of sessions at every moment, settled or not. */
export function expectSessionsSound(stage: Stage): void {
  for (const { object, storage } of stage.sessions.all()) {
    const rows = storage.database
      .prepare("SELECT id, status, version, state FROM reservations")
      .all() as unknown as { id: string; status: string; version: number; state: string }[];
    const states = rows.map(({ state }) => JSON.parse(state) as SessionReservation);
    for (const [index, state] of states.entries()) {
      const folded = object.store
        .journal(state.id)
        .reduce<Reservation | undefined>((before, { event }) => evolve(before, event), undefined);
      expect(JSON.parse(JSON.stringify(folded)), "the journal replays to the state").toEqual(state);
      expect(rows[index]).toMatchObject({ status: state.status, version: state.version });
      expectEndedAsAllowed(stage, state);
    }
    const claims = storage.database
      .prepare("SELECT reservation, spots FROM claims ORDER BY reservation")
      .all() as unknown as { reservation: string; spots: number }[];
    const expected = states
      .filter(holdsClaims)
      .map(({ id, participants }) => ({ reservation: id, spots: participants }))
      .toSorted((a, b) => (a.reservation < b.reservation ? -1 : 1));
    expect(claims, "the claims follow from the states").toEqual(expected);
    const taken = claims.reduce((sum, { spots }) => sum + spots, 0);
    const { spotsTotal, spotsAvailable } = object.bookings.view();
    expect(taken, "never more spots than there are").toBeLessThanOrEqual(spotsTotal);
    expect(spotsAvailable).toBe(spotsTotal - taken);
  }
  expectEveryCentAccounted(stage);
  expectNoSecrets(stage);
  expect(stage.lines("Effect could not be recorded")).toEqual([]);
}

function expectEndedAsAllowed(stage: Stage, reservation: SessionReservation): void {
  const { id, status, captured, split, terms, hotel, transfer } = reservation;
  const paid = ["paid", "confirmed", "completed", "cancelled", "failed"].includes(status);
  expect(captured !== null, `${id} (${status}) is paid`).toBe(paid);
  if (split !== null && captured !== null) {
    expect(split.supplier + split.hotel + split.platform).toBeLessThanOrEqual(captured.amount);
  }
  if (status === "confirmed" && captured !== null) {
    expect(split).toEqual(splitOf(captured.amount, terms.shares, hotel !== null));
  }
  const made = stage.state().stripe.transfers.filter(({ transfer_group }) => transfer_group === id);
  expect(made.length, `${id} is paid out at most once`).toBeLessThanOrEqual(1);
  for (const { amount } of made) {
    expect(status, "only what took place is paid out").toBe("completed");
    // Staff who release a share may have agreed on another one, and moved it themselves.
    if (reservation.released === undefined) expect(amount).toBe(split?.supplier);
    expect(transfer?.amount).toBe(amount);
  }
}

/** Captured money is a booking, a refund at Stripe, on its way to either, or an open item. */
function expectEveryCentAccounted(stage: Stage): void {
  const { paymentIntents, refunds, transfers } = stage.state().stripe;
  const all = stage.sessions
    .all()
    .flatMap(({ object, storage }) =>
      (storage.database.prepare("SELECT id FROM reservations").all() as { id: string }[]).map(
        ({ id }) => ({ object, reservation: object.store.load(id) as SessionReservation }),
      ),
    );
  const items = all.flatMap(({ reservation }) => Object.keys(reservation.items));
  const strays = new Set(stage.desk.strayPayments().map(({ payment }) => payment));
  const unheard = paymentsWithNews(stage);
  for (const { id, status, amount_received } of paymentIntents) {
    if (status !== "succeeded") continue;
    const refunded = refunds
      .filter(({ payment_intent }) => payment_intent === id)
      .filter((refund) => refund.status === "succeeded" || refund.status === "pending")
      .reduce((sum, { amount }) => sum + amount, 0);
    expect(refunded, `${id} is never refunded more than once`).toBeLessThanOrEqual(amount_received);
    const kept = amount_received - refunded;
    if (kept === 0 || strays.has(id) || unheard.has(id)) continue;
    if (items.includes(`payment-mismatch/${id}`)) continue;
    const own = refunds.filter(({ payment_intent }) => payment_intent === id);
    if (own.some((refund) => items.includes(`refund-failed/${refund.id}`))) continue;
    const owner = all.find(({ reservation }) => reservation.payment?.id === id);
    if (owner === undefined || owner.reservation.captured === null) {
      expect(owner, `${id} took money that nobody knows of`).toBeDefined();
      continue;
    }
    const { reservation, object } = owner;
    const isKept = ["paid", "confirmed", "completed"].includes(reservation.status);
    const onItsWay = object.outbox
      .rowsOf(reservation.id)
      .some(({ name, state }) => /^(refund\/|follow-refunds)/.test(name) && state === "due");
    const isOpen = Object.values(reservation.items).some((kind) => kind !== "effect-stuck");
    // Staff may cancel for less than the whole price.
    const isStaffs = reservation.status === "cancelled" && refundsUnderway(reservation) <= kept;
    expect(isKept || onItsWay || isOpen || isStaffs, `${kept} of ${id} is parked silently`).toBe(
      true,
    );
  }
  for (const { source_transaction, amount, transfer_group } of transfers) {
    const owner = all.find(({ reservation }) => reservation.id === transfer_group);
    expect(owner, `${source_transaction} was paid out for a reservation`).toBeDefined();
    expect(amount).toBeLessThanOrEqual(owner?.reservation.captured?.amount ?? 0);
  }
}

/** Payments of which Stripe still has something to tell. */
function paymentsWithNews(stage: Stage): Set<string> {
  const { events, deliveries } = stage.state().stripe;
  const waiting = deliveries.filter(({ state }) => state === "pending" || state === "taken");
  const ids = new Set(waiting.map(({ event }) => event));
  return new Set(events.filter(({ id }) => ids.has(id)).map(({ paymentIntent }) => paymentIntent));
}

/** Neither a payment's secret, nor a signed link, nor a page on which anybody could pay. */
function expectNoSecrets(stage: Stage): void {
  const said = JSON.stringify(stage.log);
  expect(said).not.toContain("_secret_");
  expect(said).not.toContain("token=");
  // Two parts: a random id of Stripe's may look like one of them.
  expect(said).not.toMatch(/eyJ[A-Za-z0-9_-]+\.eyJ/);
  expect(said).not.toContain("/sandbox/stripe/buy/");
}

/** What is true once nothing is under way any more. */
export function expectSessionsSettled(stage: Stage): void {
  const { paymentIntents, checkoutSessions, paymentLinks } = stage.state().stripe;
  for (const { storage } of stage.sessions.all()) {
    const open = storage.database
      .prepare("SELECT id, status FROM reservations WHERE status IN ('approved', 'paid')")
      .all();
    expect(open, "everything has come to an end").toEqual([]);
  }
  const payable = paymentIntents.filter(
    ({ status }) => !["succeeded", "canceled"].includes(status),
  );
  expect(payable, "no payment is left that somebody could still pay").toEqual([]);
  expect(
    checkoutSessions.filter(({ status }) => status === "open"),
    "no page is left that somebody could still pay on",
  ).toEqual([]);
  expect(
    paymentLinks.filter(({ active }) => active),
    "no link is left that somebody could still open",
  ).toEqual([]);
}
