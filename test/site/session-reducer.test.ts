import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/site/client/api.ts";
import type { Hold } from "../../src/site/client/booking-state.ts";
import type { OfferedSession } from "../../src/site/client/sessions/session-api.ts";
import { sessionReducer } from "../../src/site/client/sessions/session-reducer.ts";
import {
  emptySessionForm,
  initialSessionState,
  type SessionAction,
  type SessionState,
  sessionViolationsOf,
} from "../../src/site/client/sessions/session-state.ts";

const reduce = sessionReducer({ lastDate: "2027-02-21" });
const reached = (actions: SessionAction[], state: SessionState = initialSessionState) =>
  actions.reduce(reduce, state);

const offered = (session: string, spotsAvailable = 8): OfferedSession => ({
  session,
  date: session.slice(0, 10),
  time: session.slice(11),
  startsAt: "",
  endsAt: "",
  spotsTotal: 8,
  spotsAvailable,
});
const arrived = (until: string, ...sessions: OfferedSession[]): SessionAction => ({
  type: "sessions-arrived",
  sessions,
  until,
});
const answered = (field: "session" | "participants" | "email", value: string): SessionAction => ({
  type: "answered",
  field,
  value,
});
const problem = (change: Partial<Problem>): Problem => ({
  code: "invalid-request",
  title: "Invalid request",
  status: 422,
  ...change,
});
const hold: Hold = {
  reservation: "res_session_bargaining-basics_20261207t1800_0123456789abcdef",
  paymentIntent: "pi_1",
  clientSecret: "pi_1_secret",
  publishableKey: "pk_test",
  amount: 7000,
  currency: "cad",
  lines: [],
  expiresAt: 1_000_000,
};
const reserved = {
  reservation: "res_session_linocut-workshop_20261212t1000_0123456789abcdef",
  status: "approved",
  bookingUrl: "/bookings/x",
} as const;

describe("looking for sessions", () => {
  it("is over as soon as there is something to choose from", () => {
    const state = reached([arrived("2026-12-23", offered("2026-12-12T10:00"))]);
    expect(state.sessions).toMatchObject({ state: "ready", until: "2026-12-23" });
  });

  it("goes on while everything is full, up to the last day that can be booked", () => {
    const full = offered("2026-12-12T10:00", 0);
    expect(reached([arrived("2026-12-23", full)]).sessions.state).toBe("wanted");
    expect(reached([arrived("2027-02-21", full)]).sessions.state).toBe("ready");
  });

  it("goes on until the session that a link proposes is known", () => {
    const proposed = reached([answered("session", "2027-01-16T10:00")]);
    const first = reduce(proposed, arrived("2026-12-23", offered("2026-12-12T10:00")));
    expect(first.sessions.state).toBe("wanted");
    const second = reduce(first, arrived("2027-01-23", offered("2027-01-16T10:00")));
    expect(second.sessions.state).toBe("ready");
    expect(second.sessions.list).toHaveLength(2);
  });
});

describe("a session that a link proposes", () => {
  const proposed = reached([answered("session", "2026-12-12T10:00")]);

  it("stays picked when it is there", () => {
    const state = reduce(proposed, arrived("2026-12-23", offered("2026-12-12T10:00")));
    expect(state.form.session).toBe("2026-12-12T10:00");
    expect(state.violations).toEqual([]);
  });

  it("is taken back, in words, when there is no such session", () => {
    const state = reduce(proposed, arrived("2026-12-23", offered("2026-12-13T10:00")));
    expect(state.form.session).toBe("");
    expect(sessionViolationsOf(state, "session")[0]?.message).toContain("no longer be booked");
  });
});

describe("a session that is full", () => {
  const chosen = reached([
    arrived("2026-12-23", offered("2026-12-12T10:00"), offered("2026-12-13T10:00")),
    answered("participants", "3"),
    answered("session", "2026-12-12T10:00"),
    { type: "submitted", attemptKey: "key" },
  ]);
  const full = (spotsAvailable: number) =>
    reduce(chosen, {
      type: "refused",
      problem: problem({ code: "session-full", status: 409, spotsAvailable }),
    });

  it("is said beside the sessions, which are asked for again", () => {
    const state = full(0);
    expect(sessionViolationsOf(state, "session")[0]?.message).toContain("full now");
    expect(state.sessions).toEqual({ state: "wanted", list: [], until: undefined });
  });

  it("is no longer picked, and everything else stays filled in", () => {
    expect(full(0)).toMatchObject({
      phase: "filling",
      form: { session: "", participants: "3" },
      attemptKey: undefined,
    });
  });

  it("says how many spots are left when they are too few", () => {
    const message = sessionViolationsOf(full(2), "session")[0]?.message;
    expect(message).toContain("only 2 spots are left, and you are 3");
    expect(sessionViolationsOf(full(1), "session")[0]?.message).toContain("only 1 spot is left");
  });

  it("tells who asked for a time of their own that there is a session already", () => {
    const state = reached([
      { type: "mode-picked", mode: "request" },
      { type: "refused", problem: problem({ code: "session-full", spotsAvailable: 0 }) },
    ]);
    expect(state.violations[0]?.message).toContain("There is a session at that time");
  });
});

describe("refusals", () => {
  it.each([
    ["guest.email", "email"],
    ["guest.firstName", "firstName"],
    ["customer.name", "firstName"],
    ["customer.phone", "phone"],
    ["requested.date", "date"],
    ["requested.time", "time"],
    ["requested", "date"],
    ["participants", "participants"],
  ])("of %s stand beside the field %s", (path, field) => {
    const violations = [{ field: path, message: "No." }];
    const state = reached([{ type: "refused", problem: problem({ violations }) }]);
    expect(sessionViolationsOf(state, field)).toEqual(violations);
    expect(state.problem).toBeUndefined();
  });

  it("are taken back as soon as the field changes, and no others", () => {
    const violations = [
      { field: "guest.email", message: "No." },
      { field: "guest.phone", message: "No." },
    ];
    const state = reached([
      { type: "refused", problem: problem({ violations }) },
      answered("email", "ada@example.org"),
    ]);
    expect(state.violations.map(({ field }) => field)).toEqual(["guest.phone"]);
  });

  it("of an unknown hotel leave the guest a way to book without it", () => {
    const from = reached([
      { type: "restored", form: { ...emptySessionForm, hotel: "no-such-hotel" }, now: 0 },
      {
        type: "refused",
        problem: problem({ violations: [{ field: "hotel", message: "Unknown." }] }),
      },
    ]);
    expect(from.form.hotel).toBe("");
    expect(from.problem).toContain("without it");
  });

  it("about no field are explained in words of their own", () => {
    const state = reached([{ type: "refused", problem: problem({ code: "payments-paused" }) }]);
    expect(state.problem).toContain("paused");
  });
});

describe("attempts", () => {
  it("keep their key when the answer was lost, so that trying again books once", () => {
    const state = reached([{ type: "submitted", attemptKey: "key-1" }, { type: "lost" }]);
    expect(state).toMatchObject({ attemptKey: "key-1", phase: "filling" });
  });

  it("are new ones after any change", () => {
    const state = reached([
      { type: "submitted", attemptKey: "key-1" },
      { type: "lost" },
      answered("participants", "2"),
    ]);
    expect(state.attemptKey).toBeUndefined();
  });
});

describe("a claim", () => {
  it("of a class is paid on the page, and found again after a reload while it lasts", () => {
    expect(reached([{ type: "held", hold }])).toMatchObject({ phase: "paying", hold });
    const restored = { type: "restored", form: emptySessionForm, hold } as const;
    expect(reached([{ ...restored, now: 999_999 }]).phase).toBe("paying");
    expect(reached([{ ...restored, now: 1_000_000 }]).phase).toBe("expired");
  });

  it("that waits for its payment by link is not made twice by coming back", () => {
    const restored = { type: "restored", form: emptySessionForm, reserved, now: 0 } as const;
    expect(reached([restored])).toMatchObject({ phase: "reserved", reserved });
  });

  it("that is over or left leads back to a form with fresh sessions", () => {
    const filled = reached([
      arrived("2026-12-23", offered("2026-12-12T10:00")),
      answered("email", "ada@example.org"),
      { type: "reserved", reserved },
    ]);
    expect(reduce(filled, { type: "started-again" })).toMatchObject({
      phase: "filling",
      reserved: undefined,
      form: { email: "ada@example.org" },
      sessions: { state: "wanted", list: [] },
    });
  });
});
