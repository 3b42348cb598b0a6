import { describe, expect, it } from "vitest";
import { failFulfilment } from "../../../src/domain/decide-failure.ts";
import { evolve, type Reservation } from "../../../src/domain/reservation.ts";
import {
  completeStay,
  dayDeletedByHand,
  dayErased,
  dayMovedByHand,
  dayNotErased,
  dayNotWritten,
  dayWritten,
  slotSecured,
} from "../../../src/domain/room/decide-fulfilment.ts";
import { asRoom, type RoomReservation } from "../../../src/domain/room/room-reservation.ts";
import {
  BUDGET_MS,
  captured,
  confirmed,
  given,
  NOW,
  nothingTold,
  opened,
  PRICE,
  released,
  told,
  written,
} from "../given.ts";
import { at } from "../venue.ts";

const monday = { date: "2026-12-07", generation: 1 };
const tuesday = { date: "2026-12-08", generation: 1 };
const paid = given(opened, captured);
const booking = given(opened, captured, ...confirmed);
const failed = given(opened, captured, {
  type: "FulfilmentFailed",
  reason: "slot-taken",
  detail: "",
  conflicts: [],
  alternatives: [],
});

describe("gate 2 passed", () => {
  it("writes one entry a day, all within the budget", () => {
    const decision = slotSecured(paid);
    expect(told(decision)).toEqual({
      events: ["SlotSecured"],
      effects: ["write-day/2026-12-07/1", "write-day/2026-12-08/1"],
      withdrawn: [],
    });
    expect(decision.effects.map(({ giveUpAt }) => giveUpAt)).toEqual([
      NOW + BUDGET_MS,
      NOW + BUDGET_MS,
    ]);
  });

  it.each([
    ["unpaid", given(opened)],
    ["failed", failed],
    ["booked", booking],
  ])("writes nothing for what is %s", (_what, reservation) => {
    expect(told(slotSecured(reservation))).toEqual(nothingTold);
  });
});

describe("a day that stands in the calendar", () => {
  it("is not a booking while another is missing", () => {
    expect(told(dayWritten(paid, monday))).toEqual({ ...nothingTold, events: ["DayWritten"] });
  });

  it("is a booking when it is the last", () => {
    const decision = dayWritten(given(opened, captured, written("2026-12-07")), tuesday);
    expect(told(decision)).toEqual({
      events: ["DayWritten", "BookingConfirmed"],
      effects: ["tell/guest-confirmation", "complete-booking", "record-in-ledger"],
      withdrawn: [],
    });
    expect(decision.effects[1]?.dueAt).toBe(at("2026-12-08", "12:00"));
  });

  it("twice is once", () => {
    expect(told(dayWritten(booking, monday))).toEqual(nothingTold);
  });

  it.each([
    ["of what has failed", failed, monday],
    [
      "of a generation that is over",
      given(opened, captured, { type: "DayDeletedByHand", ...monday }),
      monday,
    ],
  ])("%s is erased", (_what, reservation, day) => {
    expect(told(dayWritten(reservation, day))).toEqual({
      ...nothingTold,
      effects: ["erase-day/2026-12-07/1"],
    });
  });
});

describe("a day that cannot be written", () => {
  it("takes all days with it, gives everything back and tells staff", () => {
    const decision = dayNotWritten(given(opened, captured, written("2026-12-07")), tuesday, "403");
    expect(told(decision)).toEqual({
      events: ["FulfilmentFailed", "RefundRequested"],
      effects: [
        "erase-day/2026-12-07/1",
        "erase-day/2026-12-08/1",
        "refund/not-booked",
        "tell/guest-refund",
        "record-in-ledger",
        "alert-staff/multi-day-rollback/1",
      ],
      withdrawn: ["write-day/2026-12-07/1", "write-day/2026-12-08/1", "check-slot"],
    });
    expect(decision.events[1]).toMatchObject({ amount: PRICE });
  });

  it("again by a slower answer changes nothing more", () => {
    expect(told(dayNotWritten(failed, tuesday, "403"))).toEqual(nothingTold);
  });

  it("of a booking that stands is an item for staff: the guest keeps it", () => {
    const restoring = asRoom(evolve(booking, { type: "DayDeletedByHand", ...monday }));
    const decision = dayNotWritten(restoring, { ...monday, generation: 2 }, "403");
    expect(told(decision).events).toEqual(["ItemOpened"]);
    expect(told(dayNotWritten(restoring, monday, "403"))).toEqual(nothingTold);
  });
});

describe("paid money that leads to no booking", () => {
  it.each([
    ["unpaid", given(opened)],
    ["expired", given(opened, released)],
    ["failed already", failed],
    ["booked", booking],
  ])("is not a case for what is %s", (_what, reservation) => {
    expect(told(failFulfilment(reservation, { reason: "slot-taken", detail: "" }))).toEqual(
      nothingTold,
    );
  });

  it("gives back only what has not gone back yet", () => {
    const partly = evolve(paid, {
      type: "RefundRecorded",
      key: "re_1",
      refund: "re_1",
      amount: 1_000,
      status: "succeeded",
    });
    const { events } = failFulfilment(partly, { reason: "slot-taken", detail: "" });
    expect(events[1]).toEqual({
      type: "RefundRequested",
      key: "not-booked",
      amount: PRICE - 1_000,
    });
  });
});

describe("a day that somebody deleted in the calendar", () => {
  it("is written again under a new id, and staff are told", () => {
    const decision = dayDeletedByHand(booking, monday, NOW);
    expect(told(decision)).toEqual({
      events: ["DayDeletedByHand", "ItemOpened"],
      effects: ["write-day/2026-12-07/2", "alert-staff/calendar-event-changed/2026-12-07/1"],
      withdrawn: ["write-day/2026-12-07/1"],
    });
    expect(decision.effects[0]?.giveUpAt).toBeUndefined();
  });

  it("before it was a booking, or before we heard that it was written, has the same budget as any day", () => {
    for (const before of [paid, given(opened, captured, written("2026-12-07"))]) {
      const decision = dayDeletedByHand(before, monday, NOW);
      expect(told(decision).events).toEqual(["DayDeletedByHand", "ItemOpened"]);
      expect(decision.effects[0]).toMatchObject({
        effect: { kind: "write-day", date: "2026-12-07", generation: 2 },
        giveUpAt: NOW + BUDGET_MS,
      });
    }
  });

  it.each<[string, RoomReservation, { date: string; generation: number }, number]>([
    [
      "of a generation that is over",
      asRoom(evolve(booking, { type: "DayDeletedByHand", ...monday })),
      monday,
      NOW,
    ],
    ["of a day that is past", booking, monday, at("2026-12-07", "12:00")],
    ["of what has failed", failed, monday, NOW],
    ["of what is not its day", booking, { date: "2026-12-09", generation: 1 }, NOW],
  ])("%s is nobody's loss", (_what, reservation, day, now) => {
    expect(told(dayDeletedByHand(reservation, day, now))).toEqual(nothingTold);
    expect(told(dayMovedByHand(reservation, day, now))).toEqual(nothingTold);
  });
});

describe("a day that somebody moved in the calendar", () => {
  it("is told to staff once, and stays the guest's", () => {
    const decision = dayMovedByHand(booking, monday, NOW);
    expect(told(decision)).toEqual({
      events: ["DayMovedByHand", "ItemOpened"],
      effects: ["alert-staff/calendar-event-changed/2026-12-07/1/moved"],
      withdrawn: [],
    });
    const after = asRoom([...decision.events].reduce<Reservation>(evolve, booking));
    expect(after.status).toBe("confirmed");
    expect(told(dayMovedByHand(after, monday, NOW))).toEqual(nothingTold);
  });
});

describe("a day that is gone from the calendar", () => {
  it("is noted once", () => {
    const decision = dayErased(failed, monday);
    expect(told(decision).events).toEqual(["DayErased"]);
    expect(
      told(dayErased(asRoom(evolve(failed, { type: "DayErased", ...monday })), monday)),
    ).toEqual(nothingTold);
  });

  it("or should be, but cannot be deleted, is an item for staff, once", () => {
    const { events } = dayNotErased(failed, monday, "403");
    expect(events).toMatchObject([{ type: "ItemOpened", kind: "cleanup-failed" }]);
    const after = asRoom([...events].reduce<Reservation>(evolve, failed));
    expect(told(dayNotErased(after, monday, "403"))).toEqual(nothingTold);
  });
});

describe("a booking whose last day is over", () => {
  it("is completed, unless it was cancelled", () => {
    expect(told(completeStay(booking, NOW)).events).toEqual(["BookingCompleted"]);
    expect(told(completeStay(failed, NOW))).toEqual(nothingTold);
  });
});
