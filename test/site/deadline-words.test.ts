import { describe, expect, it } from "vitest";
import { chosenStartsAt } from "../../src/site/client/sessions/chosen-start.ts";
import {
  sayAfterYes,
  sayCancelling,
  sayForHowLong,
} from "../../src/site/client/sessions/deadline-words.ts";
import { emptySessionForm } from "../../src/site/client/sessions/session-state.ts";
import { instantAt } from "../../src/site/day-words.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const now = Date.parse("2026-12-01T09:00:00Z");
const experience = { cancellationDays: 7, paymentHours: 24, timeZone: "Europe/Rome" };

describe("until when a session can be cancelled", () => {
  it("is said by the rule while none is chosen", () => {
    expect(sayCancelling(experience, undefined, now)).toContain("Cancel up to 7 days before");
  });

  it("is said by its date once one is chosen, in the experience's own time", () => {
    const said = sayCancelling(experience, Date.parse("2026-12-12T09:00:00Z"), now);
    expect(said).toContain("Cancel until Saturday, December 5, 10:00 am and get all your money");
    expect(said).toContain("After that it cannot be cancelled.");
  });

  it("is said to be over when it is over, to the millisecond", () => {
    expect(sayCancelling(experience, now + 7 * DAY_MS, now)).toContain("Cancel until");
    expect(sayCancelling(experience, now + 7 * DAY_MS - 1, now)).toBe(
      "It starts so soon that it cannot be cancelled once it is paid.",
    );
  });
});

describe("a start that is half typed", () => {
  const form = { mode: "request", session: "", time: "10:00" } as const;
  it.each(["0002-12-12", "0020-12-12", "0202-12-12", "2026-13-40"])(
    "is %s, and breaks nothing",
    (date) => {
      const wished = { ...emptySessionForm, ...form, date };
      expect(() => chosenStartsAt(wished, "Europe/Rome")).not.toThrow();
    },
  );
});

describe("how long spots are kept for whoever pays by a link", () => {
  it("is the time to pay, or the time until the session starts", () => {
    expect(sayForHowLong(experience, undefined, now)).toBe("for 24 hours");
    expect(sayForHowLong(experience, now + DAY_MS, now)).toBe("for 24 hours");
    expect(sayForHowLong(experience, now + DAY_MS - 1, now)).toBe("until it starts");
  });

  it("after a yes depends on when that comes: both are said where either may be", () => {
    const afterYes = (startsAt: number, answerBy: number) =>
      sayAfterYes(experience, { startsAt, answerBy, now });
    const answerBy = now + 2 * DAY_MS;
    expect(afterYes(now + 5 * HOUR_MS, now + 5 * HOUR_MS)).toBe("until it starts");
    expect(afterYes(now + 2 * DAY_MS, answerBy)).toBe(
      "24 hours, or until it starts if that is sooner,",
    );
    expect(afterYes(now + 3 * DAY_MS, answerBy)).toBe("24 hours");
  });
});

describe("the instant at which a clock shows a time", () => {
  it.each([
    ["2026-12-12", "10:00", "Europe/Rome", "2026-12-12T09:00:00Z"],
    ["2026-07-12", "10:00", "Europe/Rome", "2026-07-12T08:00:00Z"],
    ["2026-10-25", "00:30", "Europe/Rome", "2026-10-24T22:30:00Z"],
    ["2026-10-25", "12:00", "Europe/Rome", "2026-10-25T11:00:00Z"],
    ["2026-03-29", "12:00", "Europe/Rome", "2026-03-29T10:00:00Z"],
    ["2026-12-31", "23:30", "America/Port_of_Spain", "2027-01-01T03:30:00Z"],
  ])("on %s at %s in %s is %s", (date, time, zone, instant) => {
    expect(instantAt(date, time, zone)).toBe(Date.parse(instant));
  });
});
