import { describe, expect, it } from "vitest";
import type { Problem, QuoteAnswer } from "../../src/site/client/api.ts";
import { bookingReducer } from "../../src/site/client/booking/booking-reducer.ts";
import {
  type BookingAction,
  type BookingState,
  emptyForm,
  type Hold,
  initialState,
  violationsOf,
} from "../../src/site/client/booking-state.ts";

const rules = { gridMinutes: 15, minimumHours: 1, daysMax: 3 };
const reduce = bookingReducer(rules);
const reached = (actions: BookingAction[], state: BookingState = initialState) =>
  actions.reduce(reduce, state);

const openDay = (date: string, free = [{ start: "08:00", end: "17:00" }]) => ({
  date,
  open: true,
  free,
});
const december: BookingAction = {
  type: "month-arrived",
  month: "2026-12",
  days: [
    openDay("2026-12-07"),
    openDay("2026-12-08", [{ start: "13:00", end: "17:00" }]),
    openDay("2026-12-09"),
    openDay("2026-12-10"),
  ],
};
const pick = (...dates: string[]): BookingAction => ({ type: "days-picked", dates });
const problem = (change: Partial<Problem>): Problem => ({
  code: "invalid-request",
  title: "Invalid request",
  status: 422,
  ...change,
});
const hold: Hold = {
  reservation: "res_room_print-shop_0123456789abcdef",
  paymentIntent: "pi_1",
  clientSecret: "pi_1_secret",
  publishableKey: "pk_test",
  amount: 12000,
  currency: "cad",
  lines: [],
  expiresAt: 1_000_000,
};
const quote: QuoteAnswer = { currency: "cad", lines: [], total: 12000, refundPolicy: [] };

describe("picking days", () => {
  it("keeps days distinct and in order", () => {
    const state = reached([pick("2026-12-09", "2026-12-07", "2026-12-09")]);
    expect(state.form.dates).toEqual(["2026-12-07", "2026-12-09"]);
  });

  it("refuses more days than one booking may have, and says so", () => {
    const three = reached([pick("2026-12-07", "2026-12-08", "2026-12-09")]);
    const four = reduce(three, pick(...three.form.dates, "2026-12-10"));
    expect(four.form.dates).toEqual(three.form.dates);
    expect(four.notice).toContain("at most 3 days");
  });

  it("takes back a time that a newly picked day does not allow, and says so", () => {
    const morning = reached([
      december,
      pick("2026-12-07"),
      { type: "start-picked", start: "09:00" },
    ]);
    expect(morning.form).toMatchObject({ start: "09:00", end: "10:00" });
    const both = reduce(morning, pick("2026-12-07", "2026-12-08"));
    expect(both.form).toMatchObject({ start: "", end: "" });
    expect(both.notice).toContain("not free on every day");
  });

  it("keeps the time while the availability of a picked day is still loading", () => {
    const state = reached([
      december,
      pick("2026-12-07"),
      { type: "start-picked", start: "09:00" },
      pick("2026-12-07", "2027-01-11"),
    ]);
    expect(state.form.start).toBe("09:00");
  });
});

describe("picking times", () => {
  it("proposes the shortest booking for a first start", () => {
    const state = reached([december, pick("2026-12-07"), { type: "start-picked", start: "10:15" }]);
    expect(state.form.end).toBe("11:15");
  });

  it("keeps the length when the start moves", () => {
    const state = reached([
      december,
      pick("2026-12-07"),
      { type: "start-picked", start: "09:00" },
      { type: "end-picked", end: "12:00" },
      { type: "start-picked", start: "13:00" },
    ]);
    expect(state.form.end).toBe("16:00");
  });

  it("falls back to the shortest booking when the length no longer fits", () => {
    const state = reached([
      december,
      pick("2026-12-07"),
      { type: "start-picked", start: "09:00" },
      { type: "end-picked", end: "12:00" },
      { type: "start-picked", start: "15:00" },
    ]);
    expect(state.form.end).toBe("16:00");
  });
});

describe("refusals", () => {
  it("puts a refusal of one of several days beside the days", () => {
    const violations = [{ field: "dates[1]", message: "Closed: Christmas Day." }];
    const state = reached([{ type: "refused", problem: problem({ violations }) }]);
    expect(violationsOf(state, "dates")).toEqual(violations);
  });

  it("puts a refusal of a customer's email beside the email", () => {
    const violations = [{ field: "customer.email", message: "No." }];
    const state = reached([{ type: "refused", problem: problem({ violations }) }]);
    expect(violationsOf(state, "email")).toEqual(violations);
  });

  it("takes a refusal back as soon as its field changes, and no other", () => {
    const violations = [
      { field: "attendees", message: "Too many." },
      { field: "customer.name", message: "Missing." },
    ];
    const state = reached([
      { type: "refused", problem: problem({ violations }) },
      { type: "answered", field: "attendees", value: "4" },
    ]);
    expect(state.violations.map(({ field }) => field)).toEqual(["customer.name"]);
  });

  it("offers alternatives for a taken slot and forgets the stale calendar", () => {
    const alternatives = [{ dates: ["2026-12-09"], start: "09:00", end: "10:00" }];
    const state = reached([
      december,
      { type: "submitted", attemptKey: "key" },
      {
        type: "refused",
        problem: problem({ code: "slot-taken", conflicts: ["2026-12-07"], alternatives }),
      },
    ]);
    expect(state.phase).toBe("filling");
    expect(state.conflict).toEqual({ dates: ["2026-12-07"], alternatives });
    expect(state.days).toEqual({});
  });

  it("fills the form with an alternative that is taken up", () => {
    const alternative = { dates: ["2026-12-10", "2026-12-09"], start: "09:00", end: "10:00" };
    const state = reached([
      { type: "refused", problem: problem({ code: "slot-taken" }) },
      { type: "alternative-taken", alternative },
    ]);
    expect(state.form).toMatchObject({ ...alternative, dates: ["2026-12-09", "2026-12-10"] });
    expect(state.conflict).toBeUndefined();
  });

  it("explains a refusal that is about no field in words of its own", () => {
    const state = reached([{ type: "refused", problem: problem({ code: "payments-paused" }) }]);
    expect(state.problem).toContain("paused");
  });

  it("tells of an unfinished field only after the guest has left it", () => {
    const violations = [
      { field: "attendees", message: "How many?" },
      { field: "extras.showName", message: "Please fill in." },
    ];
    const state = reached([
      { type: "field-left", field: "attendees" },
      { type: "quote-refused", problem: problem({ violations }) },
    ]);
    expect(state.violations).toEqual([violations[0]]);
    expect(state.quote).toEqual({ state: "refused", violations });
  });
});

describe("the quote", () => {
  it("keeps the last price in sight while a new one is worked out", () => {
    const state = reached([
      { type: "quote-arrived", quote },
      { type: "quote-asked" },
      { type: "quote-asked" },
    ]);
    expect(state.quote).toEqual({ state: "asking", previous: quote });
  });
});

describe("attempts", () => {
  it("keeps the key of an attempt whose answer was lost, so that trying again books once", () => {
    const state = reached([{ type: "submitted", attemptKey: "key-1" }, { type: "lost" }]);
    expect(state.attemptKey).toBe("key-1");
    expect(state.phase).toBe("filling");
  });

  it("makes a changed booking a new attempt", () => {
    const state = reached([
      { type: "submitted", attemptKey: "key-1" },
      { type: "lost" },
      { type: "answered", field: "notes", value: "Two more chairs" },
    ]);
    expect(state.attemptKey).toBeUndefined();
  });

  it("makes the submission after a refusal a new attempt", () => {
    const state = reached([
      { type: "submitted", attemptKey: "key-1" },
      { type: "refused", problem: problem({ code: "too-many-holds" }) },
    ]);
    expect(state.attemptKey).toBeUndefined();
  });
});

describe("the hold", () => {
  const held = reached([
    { type: "submitted", attemptKey: "key" },
    { type: "held", hold },
  ]);

  it("leads to the payment", () => {
    expect(held).toMatchObject({ phase: "paying", hold });
  });

  it("is found again after a reload while it lasts", () => {
    const action = { type: "restored", form: emptyForm, hold } as const;
    expect(reached([{ ...action, now: 999_999 }]).phase).toBe("paying");
    expect(reached([{ ...action, now: 1_000_000 }]).phase).toBe("expired");
  });

  it("keeps what was filled in when it ends, for starting again", () => {
    const filled = reached([{ type: "answered", field: "name", value: "Ada" }], held);
    const again = reached([{ type: "hold-ended" }, { type: "started-again" }], filled);
    expect(again).toMatchObject({ phase: "filling", hold: undefined, form: { name: "Ada" } });
  });

  it("is kept when giving it back fails", () => {
    const state = reached(
      [{ type: "release-asked" }, { type: "release-failed", message: "No answer." }],
      held,
    );
    expect(state).toMatchObject({ phase: "paying", hold, problem: "No answer." });
  });

  it("asks the calendar again once it is given back", () => {
    const state = reached([december, { type: "release-asked" }, { type: "released" }], held);
    expect(state).toMatchObject({ phase: "filling", hold: undefined, days: {}, months: {} });
  });
});
