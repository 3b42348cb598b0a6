import { describe, expect, it } from "vitest";
import type { ReservationEvent } from "../../../src/domain/reservation-event.ts";
import { releaseSettlement } from "../../../src/domain/session/decide-release.ts";
import {
  cancelByGuest,
  cancelRefusal,
  completeSession,
  keptAmount,
  mustWithhold,
  reportCompletion,
  reportNoExperience,
  reportRefusal,
  splitOfKept,
  transferBlocked,
  transferMade,
  withholdShare,
} from "../../../src/domain/session/decide-settlement.ts";
import { nothingTold, told } from "../given.ts";
import { DAY_MS } from "../venue.ts";
import {
  booking,
  CHECK_AT,
  captured,
  completed,
  confirmed,
  disputed,
  ENDS_AT,
  from,
  givenSession,
  linkOpened,
  NOW,
  PRICE,
  refunded,
  requested,
  STARTS_AT,
} from "./given-session.ts";

function decisionOf<D>(result: { ok: true; decision: D } | { ok: false; refusal: unknown }): D {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.decision;
}
const paid = [linkOpened, captured, ...confirmed];
const made = { transfer: "tr_1", amount: 7200 };
/** The provider knows of no refund and no dispute that is not known here. */
const share = { amount: 7200, refunds: [], disputes: [] };

describe("the guest cancels", () => {
  it("until seven days before the start, and gets everything back", () => {
    const until = STARTS_AT - 7 * DAY_MS;
    const { events, effects } = decisionOf(cancelByGuest(booking(), until));
    expect(events).toMatchObject([
      { type: "BookingCancelled", by: "guest" },
      { type: "RefundRequested", key: "cancellation", amount: PRICE },
    ]);
    expect(effects.map(({ effect }) => effect)).toEqual(
      expect.arrayContaining([
        { kind: "tell", message: "guest_cancellation_confirmed" },
        { kind: "tell", message: "supplier_guest_cancelled" },
      ]),
    );
    expect(cancelRefusal(booking(), until + 1)).toEqual({ reason: "cancellation-closed" });
  });

  it("after a part went back gets the rest", () => {
    const decision = decisionOf(cancelByGuest(givenSession(...paid, refunded(2000)), NOW));
    expect(decision.events.at(-1)).toMatchObject({ type: "RefundRequested", amount: 7000 });
  });

  it.each([
    ["asked for", from(requested), { reason: "not-a-booking", status: "pending" }],
    ["unpaid", givenSession(linkOpened), { reason: "not-a-booking", status: "approved" }],
    ["completed", givenSession(...paid, ...completed), { reason: "already-completed" }],
    [
      "cancelled",
      givenSession(...paid, { type: "BookingCancelled", by: "guest", reason: "" }),
      { reason: "already-cancelled" },
    ],
  ])("but not what is %s", (_what, reservation, refusal) => {
    expect(cancelByGuest(reservation, NOW)).toEqual({ ok: false, refusal });
  });
});

describe("the supplier reports", () => {
  it("from the end of the session until the links end", () => {
    expect(reportRefusal(booking(), ENDS_AT - 1)).toEqual({ reason: "not-over-yet" });
    expect(reportRefusal(booking(), ENDS_AT)).toBeUndefined();
    const until = CHECK_AT + 14 * DAY_MS;
    expect(reportRefusal(booking(), until)).toBeUndefined();
    expect(reportRefusal(booking(), until + 1)).toEqual({ reason: "report-closed" });
  });

  it("yes: completed, their share sets out, the hotel hears of its own", () => {
    const decision = decisionOf(reportCompletion(booking(), CHECK_AT));
    expect(decision.events).toEqual([
      { type: "SplitFixed", split: { supplier: 7200, hotel: 1080, platform: 720 } },
      { type: "BookingCompleted", by: "supplier", at: CHECK_AT },
      { type: "TransferRecorded", amount: 7200, transfer: null },
    ]);
    expect(told(decision)).toMatchObject({
      effects: ["transfer", "tell/hotel_commission_earned", "record-in-ledger"],
      withdrawn: ["complete-booking"],
    });
  });

  it("no: cancelled, everything goes back, nobody is paid", () => {
    const decision = decisionOf(reportNoExperience(booking(), CHECK_AT));
    expect(decision.events).toMatchObject([
      { type: "BookingCancelled", by: "supplier" },
      { type: "RefundRequested", key: "no-experience", amount: PRICE },
    ]);
    expect(told(decision).effects).not.toContain("transfer");
    expect(told(decision).effects).toContain("tell/guest_refund_processed");
  });
});

describe("what is completed", () => {
  it("without a hotel tells none", () => {
    const direct = { ...booking(), hotel: null };
    const decision = completeSession(direct, "time", CHECK_AT);
    expect(decision.events[0]).toMatchObject({
      split: { supplier: 7200, hotel: 0, platform: 1800 },
    });
    expect(told(decision).effects).toEqual(["transfer", "record-in-ledger"]);
  });

  it("is divided as far as it was kept", () => {
    const part = givenSession(...paid, refunded(4500));
    expect(keptAmount(part)).toBe(4500);
    expect(splitOfKept(part)).toEqual({ supplier: 3600, hotel: 540, platform: 360 });
    expect(completeSession(part, "time", CHECK_AT).effects[0]?.effect).toEqual({
      kind: "transfer",
      amount: 3600,
    });
  });

  it("while it is disputed is for staff to settle", () => {
    const decision = completeSession(givenSession(...paid, disputed), "supplier", CHECK_AT);
    expect(told(decision)).toMatchObject({
      events: ["SplitFixed", "BookingCompleted", "ItemOpened"],
    });
    expect(told(decision).effects.filter((name) => /transfer|tell/.test(name))).toEqual([]);
  });

  it("is completed once, and only from a booking", () => {
    for (const other of [givenSession(...paid, ...completed), givenSession(linkOpened)]) {
      expect(told(completeSession(other, "time", CHECK_AT))).toEqual(nothingTold);
    }
  });
});

describe("the transfer of a share", () => {
  const waiting = givenSession(...paid, ...completed);

  it("is recorded once, and told once", () => {
    expect(told(transferMade(waiting, made)).effects).toEqual([
      "tell/supplier_payout_sent",
      "record-in-ledger",
    ]);
    const after = givenSession(...paid, ...completed, { type: "TransferRecorded", ...made });
    expect(told(transferMade(after, made))).toEqual(nothingTold);
  });

  it("that is blocked opens one item, however often it is tried", () => {
    const [opened] = transferBlocked(waiting, "no account").events;
    expect(opened).toMatchObject({ type: "ItemOpened", kind: "transfer-blocked" });
    const after = opened && givenSession(...paid, ...completed, opened);
    expect(after && told(transferBlocked(after, "no account"))).toEqual(nothingTold);
  });

  it("that is found after a refund: staff learn that both were paid", () => {
    const late = givenSession(...paid, ...completed, refunded(100));
    expect(told(transferMade(late, made)).effects).toContain(
      "alert-staff/refund-after-transfer/tr_1",
    );
    const kept = givenSession(...paid, refunded(1_000), ...completed);
    expect(told(transferMade(kept, { ...made, amount: 6400 })).effects).not.toContain(
      "alert-staff/refund-after-transfer/tr_1",
    );
  });

  it("must not be made of what the provider says went back, before we knew of it", () => {
    const refunds = [{ refund: "re_1", amount: 100, status: "pending" as const }];
    expect(mustWithhold(waiting, { ...share, refunds }, NOW)).toBe(true);
    expect(withholdShare(waiting, { ...share, refunds }, NOW).events).toMatchObject([
      { type: "RefundRecorded", refund: "re_1", amount: 100 },
      { type: "ItemOpened", kind: "settlement-withheld" },
    ]);
    const [failed] = refunds.map((one) => ({ ...one, status: "failed" as const }));
    expect(mustWithhold(waiting, { ...share, refunds: failed ? [failed] : [] }, NOW)).toBe(false);
  });

  it("must not be made while a dispute stands of which only the provider told: it is taken over", () => {
    const seen = (status: "open" | "won" | "lost") => ({
      ...share,
      disputes: [{ dispute: "dp_1", status, detail: "dispute dp_1 (fraudulent)" }],
    });
    for (const status of ["open", "lost"] as const) {
      expect(mustWithhold(waiting, seen(status), NOW)).toBe(true);
      expect(withholdShare(waiting, seen(status), NOW).events).toMatchObject([
        { type: "ItemOpened", key: "dispute/dp_1", detail: "dispute dp_1 (fraudulent)" },
        { type: "ItemOpened", kind: "settlement-withheld" },
      ]);
    }
    expect(mustWithhold(waiting, seen("won"), NOW)).toBe(false);
  });

  it("must not be made once it is disputed, or went back to the guest", () => {
    expect(mustWithhold(waiting, share, NOW)).toBe(false);
    const contested = givenSession(...paid, ...completed, disputed);
    const returned = givenSession(...paid, ...completed, refunded(100));
    for (const [one, words] of [
      [contested, "disputed"],
      [returned, "went back"],
    ] as const) {
      expect(mustWithhold(one, share, NOW)).toBe(true);
      expect(withholdShare(one, share, NOW).events).toMatchObject([
        { kind: "settlement-withheld", detail: expect.stringContaining(words) },
      ]);
    }
  });
});

describe("a share that was withheld", () => {
  const withheld: ReservationEvent = {
    type: "ItemOpened",
    key: `settlement-withheld/${booking().id}`,
    kind: "settlement-withheld",
    detail: "",
  };
  const released: ReservationEvent = {
    type: "SettlementReleased",
    amount: 7200,
    disputes: ["dispute/dp_1"],
  };
  const [bookingCompleted] = completed;
  const atCompletion = givenSession(
    ...paid,
    disputed,
    bookingCompleted as ReservationEvent,
    withheld,
  );

  it("is paid once staff release it, and the hotel hears of its commission", () => {
    const decision = releaseSettlement(atCompletion);
    expect(decision.events).toMatchObject([{ type: "SplitFixed" }, released]);
    expect(told(decision).effects).toEqual([
      "transfer",
      "tell/hotel_commission_earned",
      "record-in-ledger",
    ]);
    const after = givenSession(...paid, disputed, ...completed, withheld, released);
    expect(mustWithhold(after, share, NOW)).toBe(false);
  });

  it("is divided anew of what the guest has finally paid", () => {
    const returned = givenSession(...paid, ...completed, refunded(1_000), withheld);
    expect(releaseSettlement(returned).events).toMatchObject([
      { type: "SplitFixed", split: { supplier: 6400, hotel: 960, platform: 640 } },
      { type: "SettlementReleased", amount: 6400 },
    ]);
  });

  it("is withheld again, with an alert of its own, by a dispute that staff did not know of", () => {
    const another: ReservationEvent = { ...disputed, key: "dispute/dp_2" } as ReservationEvent;
    const after = givenSession(...paid, disputed, ...completed, withheld, released, another);
    expect(mustWithhold(after, share, NOW)).toBe(true);
    const again = withholdShare(after, share, NOW);
    expect(again.events).toHaveLength(1);
    const twice = givenSession(
      ...[...paid, disputed, ...completed, withheld, released, another],
      ...again.events,
    );
    expect(releaseSettlement(twice).events.at(-1)).toMatchObject({
      disputes: ["dispute/dp_1", "dispute/dp_2"],
    });
  });

  it.each([
    ["not withheld", givenSession(...paid, disputed, ...completed)],
    ["not completed", givenSession(...paid, disputed)],
    ["on its way again", givenSession(...paid, disputed, ...completed, withheld, released)],
    ["all given back", givenSession(...paid, ...completed, refunded(PRICE), withheld)],
    [
      "transferred",
      givenSession(...paid, ...completed, withheld, {
        type: "TransferRecorded",
        amount: 7200,
        transfer: "tr_1",
      }),
    ],
  ])("is not released when it is %s", (_what, reservation) => {
    expect(told(releaseSettlement(reservation))).toEqual(nothingTold);
  });
});
