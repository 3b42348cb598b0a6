import { describe, expect, it } from "vitest";
import { sessionStage } from "../objects/session/session-sound.ts";
import { enrol, instant, lesson, reserve } from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";
import { refusalOf, staffStage } from "./staff-stage.ts";

const RANDOM = "a".repeat(16);
const idAt = (when: string, experience = "linocut-workshop") =>
  `res_session_${experience}_${when}_${RANDOM}`;

/** Names that fit the form of an id, and no session that there was or will be. */
const impossible: [string, string][] = [
  ["between two times of the grid", "20261212t1013"],
  ["at a minute past", "20261212t1001"],
  ["in another century", "20990101t1000"],
  ["long ago", "19990101t1000"],
  ["of an experience that there is not", ""],
];

const never = () => new Promise<never>(() => {});

const idOf = (when: string) => (when === "" ? idAt("20261212t1000", "no-such-thing") : idAt(when));

function becameOf(stage: Stage, reservation: string, payment = "pi_unknown") {
  const path = "/api/bookings/by-payment-intent";
  return stage.call(`${path}?payment_intent=${payment}&reservation=${reservation}`);
}

describe("a session that cannot be", () => {
  it.each(impossible)("gets no object by a reservation's id %s", async (_what, when) => {
    const stage = sessionStage();
    const seen = await becameOf(stage, idOf(when));
    expect(await seen.json()).toMatchObject({ found: false, status: "unknown" });
    const path = `/api/reservations/${idOf(when)}/release`;
    const released = await stage.post(path, { clientSecret: "pi_unknown_secret_x" });
    expect(released.status).toBe(404);
    expect(stage.sessions.all()).toEqual([]);
  });

  it("gets no object by a wish for it, at whatever minute or quarter of an hour", async () => {
    const stage = sessionStage();
    for (const time of ["10:01", "10:14", "10:15", "11:00"]) {
      const session = `2026-12-12T${time}`;
      const { status, violations } = await refusalOf(
        await stage.post("/api/reservations", { ...instant, session }),
      );
      expect(status).toBe(422);
      expect(violations).toMatchObject([{ field: "session", code: "not-a-session" }]);
    }
    const session = "2026-12-07T18:30";
    expect((await stage.post("/api/create-payment-intent", { ...lesson, session })).status).toBe(
      422,
    );
    expect(stage.sessions.all()).toEqual([]);
  });

  it("is not opened by staff off the grid on which sessions begin", async () => {
    const stage = await staffStage();
    const opened = { experience: "linocut-workshop", session: "2026-12-10T11:07" };
    const { violations } = await refusalOf(await stage.tell("/sessions", opened));
    expect(violations).toMatchObject([{ field: "session", code: "off-grid" }]);
    expect(violations?.[0]?.message).toContain("15 minutes");
    expect(stage.sessions.all()).toEqual([]);
  });
});

describe("a session that there is", () => {
  it("is booked when the ledger is down, for its object decides", async () => {
    const stage = await staffStage();
    await stage.tell("/sessions", { experience: "linocut-workshop", session: "2026-12-10T11:00" });
    stage.ledger.prepare = () => {
      throw new Error("D1 is down");
    };
    const { status } = await reserve(stage, { ...instant, session: "2026-12-10T11:00" });
    expect(status).toBe("approved");
  });

  it("is booked when the ledger never answers, before the guest gives up", async () => {
    const stage = await staffStage();
    await stage.tell("/sessions", { experience: "linocut-workshop", session: "2026-12-10T11:00" });
    const { prepare } = stage.ledger;
    const silent = { bind: () => silent, all: never, first: never, run: never };
    stage.ledger.prepare = () => silent as unknown as D1PreparedStatement;
    const { status } = await reserve(stage, { ...instant, session: "2026-12-10T11:00" });
    expect(status).toBe("approved");
    // Whether it is listed, what else is unpaid, and that the sweep is to know of it.
    expect(stage.lines("Ledger unreachable")).toHaveLength(3);
    stage.ledger.prepare = prepare;
  });

  it("is found by its payment alone where the hint names no session that could be", async () => {
    const stage = sessionStage();
    const { reservation, paymentIntent } = await enrol(stage);
    const seen = await becameOf(stage, idAt("20990101t1000"), paymentIntent);
    expect(await seen.json()).toMatchObject({ status: "unpaid", booking: { reservation } });
  });
});
