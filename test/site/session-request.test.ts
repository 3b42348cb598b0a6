import { describe, expect, it } from "vitest";
import { proposedSession, sessionLink } from "../../src/site/client/sessions/proposed-session.ts";
import {
  checkSessionForm,
  classRequestOf,
  reservationRequestOf,
} from "../../src/site/client/sessions/session-request.ts";
import {
  emptySessionForm,
  initialSessionState,
  type SessionForm,
} from "../../src/site/client/sessions/session-state.ts";

const experience = {
  participants: { minimum: 2, maximum: 8 },
  checkout: "payment-link" as const,
};
const filled: SessionForm = {
  ...emptySessionForm,
  session: "2026-12-12T10:00",
  participants: "3",
  firstName: " Ada ",
  lastName: "Byron",
  email: " ada@example.org",
  phone: "+1 604 555 0100",
};
const stateOf = (change: Partial<SessionForm>) => ({
  ...initialSessionState,
  form: { ...filled, ...change },
});
const refused = (change: Partial<SessionForm>) =>
  checkSessionForm(experience, stateOf(change)).map(({ field }) => field);

describe("what is checked before sending", () => {
  it("has nothing against a complete form", () => {
    expect(refused({})).toEqual([]);
  });

  it("names every missing field, in the order of the page", () => {
    expect(checkSessionForm(experience, initialSessionState).map(({ field }) => field)).toEqual([
      "participants",
      "session",
      "firstName",
      "lastName",
      "email",
      "phone",
    ]);
  });

  it.each(["0", "1", "9", "2.5", "-3", "two", "1e1", ""])(
    "refuses %j people of 2 to 8",
    (participants) => {
      expect(refused({ participants })).toEqual(["participants"]);
    },
  );

  it("asks for the day and the time of a request instead of a session", () => {
    expect(refused({ mode: "request", session: "" })).toEqual(["date", "time"]);
    expect(refused({ mode: "request", date: "2026-12-12", time: "11:00" })).toEqual([]);
  });

  it("refuses a session with fewer spots than people, before asking the API", () => {
    const list = [
      {
        session: filled.session,
        date: "2026-12-12",
        time: "10:00",
        startsAt: "",
        endsAt: "",
        spotsTotal: 8,
        spotsAvailable: 2,
      },
    ];
    const state = { ...stateOf({}), sessions: { state: "ready" as const, list, until: undefined } };
    expect(checkSessionForm(experience, state)).toEqual([
      { field: "session", message: expect.stringContaining("2 spots left, and you are 3") },
    ]);
  });

  it("wants a phone number for what a supplier answers, and none for a class", () => {
    expect(refused({ phone: "" })).toEqual(["phone"]);
    const aClass = { ...experience, checkout: "payment-intent" as const };
    expect(checkSessionForm(aClass, stateOf({ phone: "" }))).toEqual([]);
    expect(checkSessionForm(aClass, stateOf({ phone: "call me" }))).toHaveLength(1);
  });
});

describe("what is sent", () => {
  const guest = {
    firstName: "Ada",
    lastName: "Byron",
    email: "ada@example.org",
    phone: "+1 604 555 0100",
  };

  it("names the session, the people, the guest and the hotel, and never a price", () => {
    expect(reservationRequestOf("linocut", { ...filled, hotel: "grand-hotel" })).toEqual({
      experience: "linocut",
      session: "2026-12-12T10:00",
      participants: 3,
      guest,
      hotel: "grand-hotel",
    });
  });

  it("names a wished time instead of a session that was picked before", () => {
    const form = { ...filled, mode: "request" as const, date: "2026-12-13", time: "11:00" };
    expect(reservationRequestOf("linocut", form)).toEqual({
      experience: "linocut",
      requested: { date: "2026-12-13", time: "11:00" },
      participants: 3,
      guest,
    });
  });

  it("has the name of a class's guest in one piece, and no empty phone", () => {
    expect(classRequestOf("basics", { ...filled, phone: " " })).toEqual({
      experience: "basics",
      session: "2026-12-12T10:00",
      participants: 3,
      customer: { name: "Ada Byron", email: "ada@example.org" },
    });
  });
});

describe("a class that a hotel's page sells", () => {
  it("is booked in the name of that hotel", () => {
    expect(classRequestOf("basics", { ...filled, hotel: "grand-hotel" })).toMatchObject({
      hotel: "grand-hotel",
    });
    expect(classRequestOf("basics", filled)).not.toHaveProperty("hotel");
  });
});

describe("a link that proposes a session", () => {
  const limits = { minimum: 1, maximum: 8 };

  it("fills in what it was made of", () => {
    const proposal = { session: "2026-12-12T10:00", participants: "2", hotel: "grand-hotel" };
    const link = sessionLink("linocut", proposal);
    expect(proposedSession(link.slice(link.indexOf("?")), limits)).toEqual({
      ...proposal,
      mode: "session",
    });
  });

  it.each([
    "?session=tomorrow",
    "?session=2026-12-12T25:00",
    "?participants=9",
    "?participants=0",
    "?hotel=../evil",
    "?hotel=Grand%20Hotel",
  ])("is ignored where it proposes nothing usable: %s", (search) => {
    expect(proposedSession(search, limits)).toEqual({});
  });

  it("is a plain address when there is nothing to propose", () => {
    expect(sessionLink("linocut", { hotel: null })).toBe("/experiences/linocut");
  });
});
