import { describe, expect, it } from "vitest";
import { Alarm } from "../../src/objects/alarm.ts";
import { objectStorage } from "../object-storage.ts";

const NOW = 1_000_000;

function made(dueAt: number | undefined) {
  const storage = objectStorage();
  const alarm = new Alarm({ storage, nextDueAt: () => dueAt, now: () => NOW });
  return { storage, alarm };
}

describe("the alarm of an object", () => {
  it("is armed for what is due next, and never in the past", () => {
    const later = made(NOW + 5_000);
    later.alarm.arm();
    expect(later.storage.alarmAt).toBe(NOW + 5_000);
    const overdue = made(NOW - 5_000);
    overdue.alarm.arm();
    expect(overdue.storage.alarmAt).toBe(NOW + 1);
  });

  it("stays silent when nothing is due", () => {
    const { storage, alarm } = made(undefined);
    alarm.arm();
    expect(storage.alarmAt).toBeUndefined();
  });

  it("is armed again after its work, also when the work breaks", async () => {
    const { storage, alarm } = made(NOW + 5_000);
    await expect(alarm.fired(() => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
    expect(storage.alarmAt).toBe(NOW + 5_000);
  });

  it("pauses longer and longer while it fires ahead of our clock, up to five minutes", async () => {
    const { storage, alarm } = made(NOW + 5);
    alarm.arm();
    const pauses: number[] = [];
    for (let run = 0; run < 20; run += 1) {
      await alarm.fired(() => Promise.resolve());
      pauses.push((storage.alarmAt ?? 0) - NOW);
    }
    expect(pauses.slice(0, 3)).toEqual([20, 40, 80]);
    expect(pauses.at(-1)).toBe(300_000);
    // Whoever has something due is never made to wait for that.
    alarm.arm();
    expect(storage.alarmAt).toBe(NOW + 5);
  });

  it("never pauses when it fires in time, also with nothing left to do", async () => {
    let dueAt = NOW - 1;
    const storage = objectStorage();
    const alarm = new Alarm({ storage, nextDueAt: () => dueAt, now: () => NOW });
    for (let run = 0; run < 20; run += 1) {
      dueAt = NOW - 1;
      alarm.arm();
      dueAt = NOW + 60_000;
      await alarm.fired(() => Promise.resolve());
    }
    dueAt = NOW;
    alarm.arm();
    expect(storage.alarmAt).toBe(NOW + 1);
  });
});
