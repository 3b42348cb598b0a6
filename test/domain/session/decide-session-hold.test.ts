import { describe, expect, it } from "vitest";
import type { ReservationStatus } from "../../../src/domain/reservation.ts";
import {
  acceptRequest,
  answerRefusal,
  declineRequest,
  expireRequest,
  holdSpots,
  linkOpened as opened,
  requestSession,
  type SpotsView,
} from "../../../src/domain/session/decide-session-hold.ts";
import { nothingTold, told } from "../given.ts";
import { DAY_MS, HOUR_MS } from "../venue.ts";
import {
  captured,
  confirmed,
  from,
  givenSession,
  linkOpened,
  NOW,
  requested,
  STARTS_AT,
  spotsHeld,
} from "./given-session.ts";

const none = { holds: 0, units: 0 };
const view = (changes: Partial<SpotsView> = {}): SpotsView => ({
  spotsAvailable: 8,
  liveHolds: { byEmail: none, byAddress: none },
  caps: { perEmail: 2, perAddress: 20, unitsMax: 8 },
  ...changes,
});
const accepted = { type: "RequestAccepted", holdExpiresAt: NOW + DAY_MS, at: NOW } as const;
const released = { type: "HoldReleased", reason: "expired" } as const;
const isAccepted = (status: ReservationStatus) => ({ reason: "already-accepted", status });

function decisionOf<D>(result: { ok: true; decision: D } | { ok: false; refusal: unknown }): D {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.decision;
}

describe("spots of a session", () => {
  it("are held when there are enough, to the last one", () => {
    const { events, effects } = decisionOf(holdSpots(spotsHeld, view({ spotsAvailable: 2 })));
    expect(events).toEqual([spotsHeld]);
    expect(effects).toEqual([
      { effect: { kind: "open-payment" }, giveUpAt: NOW + DAY_MS },
      { effect: { kind: "end-hold" }, dueAt: NOW + DAY_MS },
      { effect: { kind: "record-in-ledger" }, again: true },
    ]);
  });

  it.each([0, 1])("are refused when %i are left for two people", (spotsAvailable) => {
    const refusal = { reason: "session-full", spotsAvailable };
    expect(holdSpots(spotsHeld, view({ spotsAvailable }))).toEqual({ ok: false, refusal });
    expect(requestSession(requested, view({ spotsAvailable }))).toEqual({ ok: false, refusal });
  });

  it.each([
    ["email", { byEmail: { holds: 2, units: 2 }, byAddress: none }],
    ["email", { byEmail: { holds: 1, units: 7 }, byAddress: none }],
    ["address", { byEmail: none, byAddress: { holds: 20, units: 20 } }],
    ["address", { byEmail: none, byAddress: { holds: 1, units: 23 } }],
  ])("are not hoarded by one %s", (by, liveHolds) => {
    const refusal = { reason: "too-many-holds", by };
    expect(holdSpots(spotsHeld, view({ liveHolds }))).toEqual({ ok: false, refusal });
    expect(requestSession(requested, view({ liveHolds }))).toEqual({ ok: false, refusal });
  });
});

describe("a request", () => {
  it("asks the supplier and tells the guest; nothing is to be paid", () => {
    const decision = decisionOf(requestSession(requested, view()));
    expect(told(decision).effects).toEqual([
      "end-request",
      "tell/supplier_new_request",
      "tell/guest_request_received",
      "record-in-ledger",
    ]);
    expect(decision.effects[0]?.dueAt).toBe(NOW + 2 * DAY_MS);
  });

  it("accepted can be paid for as long as was agreed, but not beyond the start", () => {
    const early = decisionOf(acceptRequest(from(requested), 8, NOW));
    expect(early.events).toEqual([{ ...accepted, holdExpiresAt: NOW + DAY_MS }]);
    expect(early.withdrawn).toEqual(["end-request"]);
    const soon = { ...from(requested), responseDeadline: STARTS_AT };
    const late = decisionOf(acceptRequest(soon, 8, STARTS_AT - HOUR_MS));
    expect(late.events).toMatchObject([{ holdExpiresAt: STARTS_AT }]);
  });

  it("is refused when others have the spots meanwhile, and stays to be declined", () => {
    expect(acceptRequest(from(requested), 1, NOW)).toEqual({
      ok: false,
      refusal: { reason: "session-full", spotsAvailable: 1 },
    });
    expect(told(decisionOf(declineRequest(from(requested), NOW))).effects).toEqual([
      "tell/guest_request_declined",
      "record-in-ledger",
    ]);
  });

  it("that nobody answered expires once, and what was answered does not", () => {
    expect(told(expireRequest(from(requested))).effects).toContain("tell/guest_request_expired");
    for (const after of [
      from(requested, accepted),
      from(requested, { type: "RequestDeclined", at: NOW }),
      from(requested, { type: "RequestExpired" }),
    ]) {
      expect(told(expireRequest(after))).toEqual(nothingTold);
    }
  });

  it.each([
    ["declined", [{ type: "RequestDeclined", at: NOW }], { reason: "already-declined" }],
    ["expired", [{ type: "RequestExpired" }], { reason: "request-expired" }],
    ["accepted", [accepted], isAccepted("approved")],
    ["accepted and not paid", [accepted, linkOpened, released], isAccepted("expired")],
    ["booked", [accepted, linkOpened, captured, ...confirmed], isAccepted("confirmed")],
  ] as const)(
    "that is %s cannot be answered, and the refusal says how it stands",
    (_what, events, refusal) => {
      const reservation = from(requested, ...events);
      for (const answer of [acceptRequest(reservation, 8, NOW), declineRequest(reservation, NOW)]) {
        expect(answer).toEqual({ ok: false, refusal });
      }
    },
  );

  it("can be answered until its deadline, and not at it", () => {
    const { responseDeadline } = requested;
    expect(answerRefusal(from(requested), responseDeadline - 1)).toBeUndefined();
    expect(answerRefusal(from(requested), responseDeadline)).toEqual({ reason: "request-expired" });
  });
});

describe("a link that was opened", () => {
  const link = { link: "plink_1", url: "https://pay" };

  it("invites the guest to pay, and in Flow A tells the supplier", () => {
    expect(told(opened(givenSession(), link, NOW)).effects).toEqual([
      "tell/guest_instant_booking",
      "tell/supplier_new_booking",
      "record-in-ledger",
    ]);
    expect(told(opened(from(requested, accepted), link, NOW)).effects).toEqual([
      "tell/guest_booking_approved",
      "record-in-ledger",
    ]);
  });

  it("late, after a request, gives its guest the whole time from then on", () => {
    const late = from(requested, accepted);
    const now = NOW + 20 * HOUR_MS;
    const decision = opened(late, link, now);
    expect(decision.events).toEqual([{ type: "LinkOpened", ...link, holdExpiresAt: now + DAY_MS }]);
    expect(told(decision)).toMatchObject({
      effects: ["end-hold", "tell/guest_booking_approved", "record-in-ledger"],
      withdrawn: ["end-hold"],
    });
    expect(decision.effects[0]).toMatchObject({ dueAt: now + DAY_MS, again: true });
    expect(from(requested, accepted, ...decision.events).holdExpiresAt).toBe(now + DAY_MS);
    expect(opened(late, link, STARTS_AT - HOUR_MS).events).toMatchObject([
      { holdExpiresAt: STARTS_AT },
    ]);
  });

  it("when the hold is gone is closed, and nobody is invited", () => {
    expect(told(opened(givenSession(released), link, NOW)).effects).toEqual(["close-payment"]);
  });

  it("is opened once", () => {
    expect(told(opened(givenSession(linkOpened), link, NOW))).toEqual(nothingTold);
  });
});
