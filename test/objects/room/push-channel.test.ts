import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const publicUrl = "https://rooms.example";

const addByHand = (stage: Stage, start: string, end: string) =>
  stage.control("/sandbox/google/by-hand", {
    calendar: stage.room.calendarId,
    summary: "Cleaning",
    start,
    end,
  });

/** What the page shows, with nothing that would have the calendar read again. */
async function freeOn(stage: Stage, date: string) {
  const [day] = stage.object().bookings.availability(date, date);
  return day?.free;
}

/** A room that has a channel, and a copy of its calendar that is fresh. */
async function watching(): Promise<Stage> {
  const stage = soundStage({ publicUrl });
  stage.object().sweep();
  await stage.pass();
  return stage;
}

describe("a push channel", () => {
  it("brings what staff change into the copy within seconds, without polling", async () => {
    const stage = await watching();
    await addByHand(stage, "2026-12-08T08:00", "2026-12-08T16:00");
    await stage.pass(2_000);
    expect(await freeOn(stage, "2026-12-08")).toEqual([]);
  });

  it("is replaced before it ends, for ever, and one of them is always open", async () => {
    const stage = await watching();
    for (let day = 0; day < 20; day += 1) {
      stage.object().sweep();
      await stage.pass(DAY_MS / 2);
      const date = `2026-12-${String(7 + (day % 5)).padStart(2, "0")}`;
      if (day === 13) {
        await addByHand(stage, `${date}T08:00`, `${date}T16:00`);
        await stage.pass(2_000);
        expect(await freeOn(stage, date)).toEqual([]);
      }
      await stage.pass(DAY_MS / 2);
    }
    expect(stage.lines("Calendar upkeep failed")).toEqual([]);
  });

  it("believes nobody who does not know its token", async () => {
    const stage = await watching();
    const push = (headers: Record<string, string>) =>
      stage.call("/api/webhooks/google-calendar", { method: "POST", headers });
    const channel = "room_quiet-room_0123456789abcdef";
    expect((await push({})).status).toBe(401);
    expect((await push({ "x-goog-channel-id": channel })).status).toBe(401);
    expect(
      (await push({ "x-goog-channel-id": channel, "x-goog-channel-token": "guess" })).status,
    ).toBe(401);
    expect((await push({ "x-goog-channel-id": "room_ballroom_0123456789abcdef" })).status).toBe(
      401,
    );
  });

  it("is tried again when Google does not open it, and is not needed: the calendar is polled too", async () => {
    const stage = soundStage({ publicUrl });
    await stage.fault({
      provider: "google",
      operation: "events.watch",
      mode: "fail",
      status: 403,
      times: 3,
    });
    stage.object().sweep();
    await stage.pass(5_000);
    await addByHand(stage, "2026-12-08T08:00", "2026-12-08T16:00");
    await stage.pass(2 * MINUTE_MS);
    stage.object().sweep();
    await stage.pass();
    expect(await freeOn(stage, "2026-12-08")).toEqual([]);
    await addByHand(stage, "2026-12-09T08:00", "2026-12-09T16:00");
    await stage.pass(2_000);
    expect(await freeOn(stage, "2026-12-09")).toEqual([]);
  });

  it("is not opened where the product has no public address", async () => {
    const stage = soundStage();
    await stage.fault({ provider: "google", operation: "events.watch", mode: "fail" });
    stage.object().sweep();
    await stage.pass();
    expect(stage.state().faults).toHaveLength(1);
  });
});
