import { describe, expect, it } from "vitest";
import {
  cancelBooking,
  refundRefused,
  refundsSeen,
  type SeenRefund,
} from "../../src/domain/decide-refund.ts";
import { endsAt, evolve, type Reservation, refundsUnderway } from "../../src/domain/reservation.ts";
import { captured, confirmed, given, NOW, nothingTold, opened, PRICE, told } from "./given.ts";
import * as givenSession from "./session/given-session.ts";
import { at, DAY_MS } from "./venue.ts";

const HOUR_MS = 60 * 60_000;
const paid = given(opened, captured);
const booking = given(opened, captured, ...confirmed);
const failed = given(
  opened,
  captured,
  { type: "FulfilmentFailed", reason: "slot-taken", detail: "", conflicts: [], alternatives: [] },
  { type: "RefundRequested", key: "not-booked", amount: PRICE },
);
const ours = (status: SeenRefund["status"]): SeenRefund => ({
  refund: "re_1",
  key: "not-booked",
  amount: PRICE,
  status,
});
const byHand = (amount: number, refund = "re_9"): SeenRefund => ({
  refund,
  amount,
  status: "succeeded",
});

const following = (before: Reservation, decision: { events: Parameters<typeof evolve>[1][] }) =>
  decision.events.reduce<Reservation>(evolve, before);

describe("two refunds of one key", () => {
  const cancelled = given(opened, captured, ...confirmed, {
    type: "RefundRequested",
    key: "cancellation",
    amount: 1_000,
  });
  const first = {
    refund: "re_1",
    key: "cancellation",
    amount: 1_000,
    status: "succeeded" as const,
  };
  const second = { ...first, refund: "re_2" };
  const apply = (reservation: Reservation, seen: SeenRefund[]) => {
    const decision = refundsSeen(reservation, seen, NOW);
    return { decision, after: [...decision.events].reduce<Reservation>(evolve, reservation) };
  };

  it("are both counted, and the second is an item for staff, once", () => {
    const one = apply(cancelled, [first]);
    const two = apply(one.after, [second, first]);
    expect(refundsUnderway(two.after)).toBe(2_000);
    expect(told(two.decision).events).toEqual(["RefundRecorded", "ItemOpened"]);
    expect(told(apply(two.after, [second, first]).decision).events).toEqual([]);
    expect(told(apply(two.after, [first, second]).decision).events).toEqual([]);
  });

  it("are no such thing when the first one failed: the second took its place", () => {
    const failed = { ...first, status: "failed" as const };
    const one = apply(cancelled, [failed]);
    const two = apply(one.after, [second, failed]);
    expect(Object.values(two.after.items)).not.toContain("refunded-twice");
    expect(refundsUnderway(two.after)).toBe(1_000);
  });
});

describe("a refund that the provider reports", () => {
  it("is taken over, once", () => {
    const decision = refundsSeen(failed, [ours("succeeded")], NOW);
    expect(told(decision)).toEqual({
      events: ["RefundRecorded"],
      effects: ["record-in-ledger", "follow-refunds"],
      withdrawn: [],
    });
    const again = refundsSeen(following(failed, decision), [ours("succeeded")], NOW);
    expect(told(again)).toEqual({ ...nothingTold, effects: ["follow-refunds"] });
  });

  it("is looked at again within hours while it is pending", () => {
    const { effects } = refundsSeen(failed, [ours("pending")], NOW);
    const follow = effects.find(({ effect }) => effect.kind === "follow-refunds");
    expect(follow).toMatchObject({ dueAt: NOW + 6 * HOUR_MS, again: true });
  });

  it("is an item for staff when it fails, also after it had succeeded, once for each refund", () => {
    const succeeded = following(failed, refundsSeen(failed, [ours("succeeded")], NOW));
    const decision = refundsSeen(succeeded, [ours("failed")], NOW + 5 * DAY_MS);
    expect(told(decision)).toEqual({
      events: ["RefundRecorded", "ItemOpened"],
      effects: ["alert-staff/refund-failed/re_1", "record-in-ledger", "follow-refunds"],
      withdrawn: [],
    });
    const again = refundsSeen(following(succeeded, decision), [ours("failed")], NOW);
    expect(told(again)).toEqual({ ...nothingTold, effects: ["follow-refunds"] });
  });

  it("is looked for daily until two weeks after the last day, whatever webhooks were lost", () => {
    const end = endsAt(booking) + 14 * DAY_MS;
    const daily = refundsSeen(booking, [], end);
    expect(daily.effects).toEqual([
      { effect: { kind: "follow-refunds" }, dueAt: end + DAY_MS, again: true },
    ]);
    expect(told(refundsSeen(booking, [], end + 1))).toEqual(nothingTold);
    expect(refundsSeen(booking, [{ ...ours("pending"), key: undefined }], end + 1).effects).toEqual(
      expect.arrayContaining([expect.objectContaining({ dueAt: end + 1 + 6 * HOUR_MS })]),
    );
  });
});

describe("a refund by hand", () => {
  it("of a part of a booking changes nothing but the sum", () => {
    expect(told(refundsSeen(booking, [byHand(1_000)], NOW)).events).toEqual(["RefundRecorded"]);
  });

  it("of all of a booking cancels it, in one go or in several", () => {
    const seen = [byHand(1_000, "re_8"), byHand(PRICE - 1_000)];
    const decision = refundsSeen(booking, seen, NOW);
    expect(told(decision)).toEqual({
      events: ["RefundRecorded", "RefundRecorded", "BookingCancelled"],
      effects: [
        "erase-day/2026-12-07/1",
        "erase-day/2026-12-08/1",
        "tell/guest-cancellation",
        "record-in-ledger",
        "record-in-ledger",
        "follow-refunds",
      ],
      withdrawn: [
        "write-day/2026-12-07/1",
        "write-day/2026-12-08/1",
        "check-slot",
        "complete-booking",
      ],
    });
  });

  it("of all that is paid but not yet booked ends it without a refund of ours", () => {
    const decision = refundsSeen(paid, [byHand(PRICE)], NOW);
    expect(told(decision).events).toEqual(["RefundRecorded", "FulfilmentFailed"]);
    expect(told(decision).effects).toContain("tell/guest-refund");
    expect(told(decision).effects.filter((name) => name.startsWith("refund/"))).toEqual([]);
  });

  it("of a part of what is not yet booked lets it go on", () => {
    expect(told(refundsSeen(paid, [byHand(1_000)], NOW)).events).toEqual(["RefundRecorded"]);
  });
});

describe("a refund that the provider refuses", () => {
  const refused = { key: "not-booked", amount: PRICE, detail: "expired_or_canceled_card" };

  it("is an item for staff", () => {
    const decision = refundRefused(failed, refused);
    expect(decision.events).toMatchObject([
      { type: "RefundRecorded" },
      { type: "ItemOpened", kind: "refund-failed" },
    ]);
    expect(following(failed, decision).refunds["not-booked"]?.status).toBe("failed");
  });

  it("because the payment is disputed is another: who pays another way pays twice", () => {
    const item = { type: "ItemOpened", kind: "refund-disputed" };
    expect(refundRefused(failed, { ...refused, why: "disputed" }).events[1]).toMatchObject(item);
    const late = { ...byHand(PRICE), status: "failed" as const, why: "disputed" as const };
    expect(refundsSeen(failed, [late], NOW).events[1]).toMatchObject(item);
  });

  it("because of the guest's bank must reach them another way, also after a dispute", () => {
    const item = { type: "ItemOpened", kind: "refund-failed" };
    const contested = { ...failed, items: { "dispute/dp_1": "dispute" as const } };
    expect(refundRefused(contested, refused).events[1]).toMatchObject(item);
    const late = refundsSeen(contested, [{ ...byHand(PRICE), status: "failed" }], NOW);
    expect(late.events[1]).toMatchObject(item);
  });

  it("because the money has gone back already is none", () => {
    const decision = refundRefused(failed, { ...refused, why: "superseded" });
    const effects = ["record-in-ledger"];
    expect(told(decision)).toEqual({ ...nothingTold, events: ["RefundRecorded"], effects });
    expect(following(failed, decision).refunds["not-booked"]?.status).toBe("superseded");
  });
});

describe("a cancellation", () => {
  const begins = at("2026-12-07", "09:00");
  const reason = "The guest asked";

  it.each([
    [2 * DAY_MS, PRICE],
    [2 * DAY_MS - 1, PRICE / 2],
    [DAY_MS, PRICE / 2],
    [DAY_MS - 1, 0],
  ])("%i ms before it begins gives back %i by the frozen policy", (noticeMs, amount) => {
    const result = cancelBooking(booking, { reason }, begins - noticeMs);
    if (!result.ok) throw new Error(result.refusal.reason);
    const refund = result.decision.events.find(({ type }) => type === "RefundRequested");
    expect(refund).toEqual(
      amount === 0 ? undefined : { type: "RefundRequested", key: "cancellation", amount },
    );
    const tells = told(result.decision).effects.includes("tell/guest-cancellation");
    expect(tells, "the guest is told now").toBe(true);
  });

  it("of a session is no doing of its guest's, and gives back all that is left", () => {
    const session = givenSession.booking();
    const partly = following(session, refundsSeen(session, [byHand(1_000)], NOW));
    const result = cancelBooking(partly, { reason }, givenSession.STARTS_AT - 1);
    expect(result.ok && result.decision.events).toContainEqual({
      type: "RefundRequested",
      key: "cancellation",
      amount: givenSession.PRICE - 1_000,
    });
  });

  it("gives back what staff say, up to what is left", () => {
    const partly = following(booking, refundsSeen(booking, [byHand(1_000)], NOW));
    expect(cancelBooking(partly, { reason, amount: PRICE - 1_000 }, NOW).ok).toBe(true);
    expect(cancelBooking(partly, { reason, amount: PRICE - 999 }, NOW)).toEqual({
      ok: false,
      refusal: { reason: "amount-too-large", refundable: PRICE - 1_000 },
    });
  });

  it.each([
    ["held", given(opened)],
    ["paid", paid],
    ["failed", failed],
    [
      "completed",
      given(opened, captured, ...confirmed, { type: "BookingCompleted", by: "time", at: NOW }),
    ],
  ])("is refused for what is %s", (_what, reservation) => {
    expect(cancelBooking(reservation, { reason }, NOW)).toMatchObject({
      ok: false,
      refusal: { reason: "not-cancellable" },
    });
  });
});
