import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/site/client/api.ts";
import { openTimes } from "../../src/site/client/service/open-times.ts";
import { tripReducer } from "../../src/site/client/service/trip-reducer.ts";
import {
  initialTripState,
  type TripAction,
  type TripState,
  tripViolationsOf,
} from "../../src/site/client/service/trip-state.ts";
import { stepOfField, stepsOf, tripFieldOf } from "../../src/site/client/service/trip-steps.ts";
import { filledTrip } from "./filled-trip.ts";
import { sampleTransport as service } from "./sample-service.ts";

const reduce = tripReducer(service);
const reached = (actions: TripAction[], state: TripState = initialTripState) =>
  actions.reduce(reduce, state);
const ready: TripState = {
  ...initialTripState,
  form: filledTrip,
  step: "review",
  reached: "review",
};
const onward: TripAction = { type: "continued", violations: [] };
const problem = (change: Partial<Problem>): Problem => ({
  code: "invalid-request",
  title: "The request breaks rules",
  status: 422,
  ...change,
});
const violation = (field: string) => ({ field, message: `Not this ${field}.` });
const opened = { expiresAt: 5, reservation: "res_1", session: "cs_test_1" };
const quote = { currency: "usd", lines: [], total: 42_000, refundPolicy: [] };

describe("the steps", () => {
  it("follow one another, and each opens with its heading", () => {
    const state = reached([onward, onward]);
    expect([state.step, state.reached, state.focus]).toEqual([
      "package",
      "package",
      { on: "heading", times: 2 },
    ]);
  });

  it("without extras are one fewer", () => {
    const plain = { ...service, extras: [] };
    expect(stepsOf(plain)).not.toContain("extras");
    const state = [onward, onward, onward].reduce(tripReducer(plain), initialTripState);
    expect(state.step).toBe("pickup");
  });

  it("can be gone back to and come back to without losing anything", () => {
    const state = reached(
      [
        { type: "step-asked", step: "route" },
        { type: "step-asked", step: "guest" },
      ],
      ready,
    );
    expect([state.step, state.reached, state.form]).toEqual(["guest", "review", filledTrip]);
  });

  it("cannot be skipped", () => {
    expect(reached([{ type: "step-asked", step: "pickup" }]).step).toBe("route");
  });

  it("are not left while something in them is refused", () => {
    const state = reached([{ type: "continued", violations: [violation("route")] }]);
    expect([state.step, state.focus.on]).toEqual(["route", "refusal"]);
    expect(tripViolationsOf(state, "route")).toHaveLength(1);
  });

  it("are not left either while the API has something against them", () => {
    const state = reached(
      [{ type: "quote-refused", problem: problem({ violations: [violation("date")] }) }, onward],
      {
        ...ready,
        step: "pickup",
      },
    );
    expect(state.step).toBe("pickup");
  });

  it("know which field of the request belongs where", () => {
    const paths = [
      "route",
      "pickup.place",
      "pickup.details",
      "dropOff",
      "pickup",
      "extras.water",
      "guest.email",
      "notes",
      "service",
    ];
    expect(paths.map((path) => stepOfField(tripFieldOf(path)))).toEqual([
      "route",
      "pickup",
      "pickup",
      "pickup",
      "pickup",
      "extras",
      "guest",
      "guest",
      "review",
    ]);
    expect(stepOfField("constructor")).toBe("review");
  });
});

describe("a change", () => {
  it("takes back what was said of the field, and makes the next press a new attempt", () => {
    const before = { ...ready, attemptKey: "a", violations: [violation("guest.email")] };
    const state = reached([{ type: "answered", field: "email", value: "x@y.z" }], before);
    expect([state.violations, state.attemptKey]).toEqual([[], undefined]);
  });

  it("of the time takes back what was said of the day: the API names the day when it is too soon", () => {
    const before = { ...ready, violations: [violation("date")] };
    expect(
      reached([{ type: "answered", field: "time", value: "18:00" }], before).violations,
    ).toEqual([]);
  });

  it("to a larger party takes back a format that is too small for it, and says what is left", () => {
    const larger: TripAction = { type: "answered", field: "passengers", value: "5" };
    const state = reached([larger], ready);
    expect([state.form.passengers, state.form.format]).toEqual(["5", ""]);
    expect(state.notice).toMatch(/“Private van”.*choose again/);
    expect(state.notice).not.toContain("Private car");
    const fits: TripAction = { type: "answered", field: "passengers", value: "4" };
    expect(reached([fits], ready).form.format).toBe("private");
  });

  it("to a party that nothing on the route can take says so", () => {
    const small = {
      ...service,
      formats: service.formats.map((one) => ({ ...one, passengersMax: 4 })),
    };
    const larger: TripAction = { type: "answered", field: "passengers", value: "5" };
    expect(tripReducer(small)(ready, larger).notice).toContain(
      "Nothing on this route takes so many",
    );
  });

  it("of the answer about WhatsApp takes back what was said of the number", () => {
    const before = { ...ready, violations: [violation("guest.phone")] };
    expect(reached([{ type: "whatsapp-answered", value: false }], before).violations).toEqual([]);
  });

  it("of the route takes back a place at which it does not begin, and says so", () => {
    const state = reached([{ type: "answered", field: "route", value: "ferry-city" }], ready);
    expect([state.form.details, state.form.dropOff]).toEqual(["", ""]);
    expect(state.notice).toBe(
      "This route begins at “Horseshoe Bay ferry terminal”: we pick you up there.",
    );
  });

  it("of the route chooses the only place at which it begins, where none was chosen", () => {
    const before = { ...ready, form: { ...filledTrip, place: "", details: "" } };
    const state = reached([{ type: "answered", field: "route", value: "ferry-city" }], before);
    expect([state.form.place, state.notice]).toEqual(["ferry", undefined]);
  });

  it("of the route to one with other places asks for the place again", () => {
    const routes = service.routes.map((route) => ({
      ...route,
      pickupPlaces: ["ferry", "address"],
    }));
    const reduced = tripReducer({ ...service, routes });
    const state = reduced(ready, { type: "answered", field: "route", value: "ferry-city" });
    expect([state.form.place, state.form.details]).toEqual(["", ""]);
    expect(state.notice).toBe(
      "This route does not begin at “Vancouver Airport, arrivals”: choose again where we pick you up.",
    );
  });

  it("of the route takes back where the last one was to end", () => {
    const both = { ...ready, form: { ...filledTrip, place: "ferry" } };
    const state = reached([{ type: "answered", field: "route", value: "ferry-city" }], both);
    expect([state.form.place, state.form.dropOff, state.notice]).toEqual(["ferry", "", undefined]);
  });

  it("of the place takes back the details of the last one", () => {
    const state = reached([{ type: "answered", field: "place", value: "address" }], ready);
    expect(state.form.details).toBe("");
  });

  it("of the route takes back a format that it does not have, and says so", () => {
    const before = { ...ready, form: { ...filledTrip, format: "shared" } };
    const state = reached([{ type: "answered", field: "route", value: "ferry-city" }], before);
    expect(state.form.format).toBe("");
    expect(state.notice).toContain("“Private car” and “Private van”");
  });

  it("of the route keeps a format that it has", () => {
    const state = reached([{ type: "answered", field: "route", value: "ferry-city" }], ready);
    expect(state.form.format).toBe("private");
    expect(state.notice).not.toContain("Private car");
  });

  it("of the day takes back a time without pickups, and says so", () => {
    const early = { ...ready, form: { ...filledTrip, date: "2026-12-11", time: "06:00" } };
    const state = reached([{ type: "answered", field: "date", value: "2026-12-12" }], early);
    expect(state.form.time).toBe("");
    expect(state.notice).toContain("choose the time again");
  });
});

describe("the price", () => {
  it("stays in sight while the next one is asked for", () => {
    const state = reached([{ type: "quote-arrived", quote }, { type: "quote-asked" }]);
    expect(state.price).toEqual({ state: "asking", quote });
  });

  it("stays when only the time is refused, which is shown at its field", () => {
    const refusal = problem({ violations: [violation("date")] });
    const state = reached([
      { type: "quote-arrived", quote },
      { type: "quote-refused", problem: refusal },
    ]);
    expect(state.price.quote).toEqual(quote);
    expect(tripViolationsOf(state, "date")).toHaveLength(1);
  });

  it("goes when what it depends on is refused", () => {
    const refusal = problem({ violations: [violation("format")] });
    const state = reached([
      { type: "quote-arrived", quote },
      { type: "quote-refused", problem: refusal },
    ]);
    expect(state.price.quote).toBeUndefined();
  });

  it.each<TripAction>([
    { type: "quote-failed" },
    { type: "quote-refused", problem: problem({ code: "internal-error", status: 500 }) },
  ])("of another trip is never shown for one whose price did not arrive: $type", (action) => {
    expect(reached([{ type: "quote-arrived", quote }, action]).price).toEqual({
      state: "failed",
      quote: undefined,
    });
  });
});

describe("a submission", () => {
  const submitted: TripAction = { type: "submitted", attemptKey: "key-1" };

  it("that is refused opens the first step with something to change", () => {
    const refusal = problem({
      violations: [violation("guest.email"), violation("extras.luggage")],
    });
    const state = reached([submitted, { type: "refused", problem: refusal }], ready);
    expect([state.step, state.reached, state.focus.on, state.phase]).toEqual([
      "extras",
      "review",
      "refusal",
      "filling",
    ]);
    expect(tripViolationsOf(state, "email")).toHaveLength(1);
    expect(state.attemptKey).toBeUndefined();
  });

  it("that finds no vehicle leads to the time", () => {
    const refusal = problem({ code: "slot-taken", status: 409 });
    const state = reached([submitted, { type: "refused", problem: refusal }], ready);
    expect(state.step).toBe("pickup");
    expect(tripViolationsOf(state, "time")[0]?.message).toBe(
      "No vehicle is free at 8:30 am. Choose another time. Nothing was charged.",
    );
  });

  const alternatives = [{ dates: ["2026-12-12"], start: "12:15", end: "14:45" }];
  const taken = problem({ code: "slot-taken", status: 409, alternatives });
  const full = (state = ready) => reached([submitted, { type: "refused", problem: taken }], state);

  it("that finds no vehicle takes the time out of the list, and keeps what is offered instead", () => {
    const state = full();
    expect([state.form.date, state.form.time]).toEqual(["2026-12-12", ""]);
    expect(state.taken).toEqual([{ date: "2026-12-12", time: "08:30" }]);
    expect(state.alternatives).toEqual(alternatives);
    expect(openTimes(service, state)).not.toContain("08:30");
    expect(openTimes(service, state)).toContain("08:45");
  });

  it("after a full time is back where it was pressed, with the time that is taken instead", () => {
    const [alternative = expect.fail()] = alternatives;
    const state = reached([{ type: "alternative-taken", alternative }], full());
    expect([state.step, state.form.time, state.focus.on]).toEqual(["review", "12:15", "heading"]);
    expect([state.violations, state.alternatives]).toEqual([[], []]);
    expect(state.taken).toHaveLength(1);
  });

  it.each(["route", "format"] as const)(
    "of another %s can have a time that was full before: it needs other vehicles",
    (field) => {
      const value = field === "route" ? "ferry-city" : "van";
      const state = reached([{ type: "answered", field, value }], full());
      expect([state.taken, state.alternatives]).toEqual([[], []]);
      expect(tripViolationsOf(state, "time")).toEqual([]);
    },
  );

  it("at a time of one's own choice has no more use for those that were offered", () => {
    const state = reached([{ type: "answered", field: "time", value: "09:00" }], full());
    expect([state.taken.length, state.alternatives]).toEqual([1, []]);
  });

  it("that finds no vehicle says that the guest's own unpaid trip is still kept", () => {
    const checkout = { attemptKey: "key-0", ...opened };
    const refusal = problem({ code: "slot-taken", status: 409 });
    const state = reached([submitted, { type: "refused", problem: refusal }], {
      ...ready,
      checkout,
    });
    expect(tripViolationsOf(state, "time")[0]?.message).toContain("still kept for you");
  });

  it("that is refused as a whole says why, and stays where it is", () => {
    const refusal = problem({ code: "payment-provider-unavailable", status: 503 });
    const state = reached([submitted, { type: "refused", problem: refusal }], ready);
    expect([state.step, state.focus.on]).toEqual(["review", "refusal"]);
    expect(state.problem).toContain("payment service does not answer");
  });

  it("that got lost keeps its key: pressed again, it books once", () => {
    const state = reached([submitted, { type: "lost" }], ready);
    expect([state.phase, state.attemptKey]).toEqual(["filling", "key-1"]);
  });

  it("that opened a payment is remembered with it, and leads to the same one again", () => {
    const state = reached([submitted, { type: "checkout-opened", ...opened }], ready);
    expect([state.phase, state.attemptKey, state.checkout]).toEqual([
      "leaving",
      "key-1",
      { attemptKey: "key-1", ...opened },
    ]);
  });

  it("begins anew when the time to pay is over", () => {
    const state = reached(
      [submitted, { type: "checkout-opened", ...opened }, { type: "checkout-over" }],
      ready,
    );
    expect([state.attemptKey, state.checkout]).toEqual([undefined, undefined]);
  });
});

it("a guest who comes back from the payment is told first that it is not paid", () => {
  const state = reached(
    [
      { type: "submitted", attemptKey: "key-1" },
      { type: "checkout-opened", ...opened },
      { type: "came-back" },
    ],
    ready,
  );
  expect([state.phase, state.isBack, state.focus.on]).toEqual(["filling", true, "notice"]);
  expect(state.form).toEqual(filledTrip);
});

describe("an unpaid trip that its guest gives up", () => {
  const checkout = { attemptKey: "key-1", ...opened };
  const back: TripState = { ...ready, attemptKey: "key-1", checkout, isBack: true };

  it("is kept no more, and everything that was chosen is still here for another try", () => {
    const state = reached([{ type: "give-up-asked" }, { type: "gave-up" }], back);
    expect([state.givingUp, state.checkout, state.attemptKey]).toEqual([
      "done",
      undefined,
      undefined,
    ]);
    expect([state.form, state.reached, state.focus.on]).toEqual([filledTrip, "review", "notice"]);
  });

  it("is kept as it was when nobody knows whether it is given up", () => {
    const state = reached([{ type: "give-up-asked" }, { type: "give-up-failed" }], back);
    expect([state.givingUp, state.checkout, state.attemptKey]).toEqual([
      "failed",
      checkout,
      "key-1",
    ]);
  });

  it("is on its way to its end: the next press asks anew, for a trip in its place", () => {
    const refusal = problem({ code: "payment-provider-unavailable", status: 503 });
    const state = reached([{ type: "refused", problem: refusal }], back);
    expect([state.phase, state.checkout, state.attemptKey]).toEqual([
      "filling",
      checkout,
      undefined,
    ]);
  });

  it("turns out to be paid: the next press books another one, and says so before", () => {
    const refusal = problem({ code: "already-paid", status: 409 });
    const state = reached([{ type: "refused", problem: refusal }], back);
    expect([state.checkout, state.attemptKey]).toEqual([undefined, undefined]);
    expect(state.problem).toContain("paid and booked");
  });
});
