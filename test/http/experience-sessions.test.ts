import { describe, expect, it } from "vitest";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  booked,
  DAY_MS,
  GUEST,
  HOUR_MS,
  instant,
  reserve,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

interface Listed {
  session: string;
  date: string;
  time: string;
  startsAt: string;
  endsAt: string;
  spotsTotal: number;
  spotsAvailable: number;
}

async function list(stage: Stage, from: string, to: string, experience = "linocut-workshop") {
  const answer = await stage.call(`/api/experiences/${experience}/sessions?from=${from}&to=${to}`);
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  return (await answer.json()) as { experience: string; timeZone: string; sessions: Listed[] };
}

describe("the list of an experience's sessions", () => {
  it("has its schedule between two dates, earliest first, in UTC and on the wall", async () => {
    const { sessions, ...rest } = await list(sessionStage(), "2026-12-09", "2026-12-12");
    expect(rest).toEqual({ experience: "linocut-workshop", timeZone: "America/Vancouver" });
    expect(sessions.map(({ session }) => session)).toEqual([
      "2026-12-09T18:00",
      "2026-12-12T10:00",
      "2026-12-12T14:00",
    ]);
    expect(sessions[1]).toEqual({
      session: "2026-12-12T10:00",
      date: "2026-12-12",
      time: "10:00",
      startsAt: "2026-12-12T17:00:00.000Z",
      endsAt: "2026-12-12T19:00:00.000Z",
      spotsTotal: 8,
      spotsAvailable: 8,
    });
  });

  it("has no closed day, no past one, and none beyond the horizon", async () => {
    const stage = sessionStage();
    const { sessions } = await list(stage, "2000-01-01", "2100-01-01");
    const starts = sessions.map(({ startsAt }) => Date.parse(startsAt));
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(stage.now() + 2 * HOUR_MS);
    expect(Math.max(...starts)).toBeLessThanOrEqual(stage.now() + 90 * DAY_MS);
    expect(sessions.map(({ date }) => date)).not.toContain("2026-12-30");
  });

  it("shows a moment later what was held, paid, and free again", async () => {
    const stage = sessionStage();
    const left = async () =>
      (await list(stage, "2026-12-12", "2026-12-12")).sessions.map((one) => one.spotsAvailable);
    await reserve(stage, { ...instant, participants: 3 });
    await stage.pass(1_000);
    expect(await left()).toEqual([5, 8]);
    await booked(stage, { guest: { ...GUEST, email: "bob@example.com" } });
    expect(await left()).toEqual([3, 8]);
    await stage.pass(DAY_MS);
    expect(await left()).toEqual([6, 8]);
  });

  it("has what staff have opened outside the schedule, with spots of their count", async () => {
    const stage = sessionStage();
    stage.sessions.stub("linocut-workshop/2026-12-11/09:00").open(3);
    await stage.pass(1_000);
    const { sessions } = await list(stage, "2026-12-11", "2026-12-11");
    expect(sessions).toMatchObject([{ session: "2026-12-11T09:00", spotsTotal: 3 }]);
    await reserve(stage, { ...instant, session: "2026-12-11T09:00", participants: 3 });
  });

  it("of an experience on request has none of its own", async () => {
    const { sessions } = await list(
      sessionStage(),
      "2026-12-01",
      "2026-12-31",
      "union-choir-evening",
    );
    expect(sessions).toEqual([]);
  });

  it("is nothing for the wrong way round, and a refusal for what is no date", async () => {
    const stage = sessionStage();
    expect((await list(stage, "2026-12-12", "2026-12-01")).sessions).toEqual([]);
    const path = "/api/experiences/linocut-workshop/sessions";
    for (const [query, fields] of [
      ["", ["from", "to"]],
      ["?from=2026-12-01&to=soon", ["to"]],
      ["?from=2026-02-30&to=2026-12-01", ["from"]],
      ["?from=2026-12-01'--&to=2026-12-01", ["from"]],
    ] as const) {
      const answer = await stage.call(`${path}${query}`);
      expect(answer.status).toBe(422);
      const { violations } = (await answer.json()) as { violations: { field: string }[] };
      expect(violations.map(({ field }) => field)).toEqual(fields);
    }
    const unknown = await stage.call(
      "/api/experiences/bungee/sessions?from=2026-12-01&to=2026-12-01",
    );
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: "unknown-experience" });
  });
});
