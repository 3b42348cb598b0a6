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
    const pauses: number[] = [];
    for (let run = 0; run < 20; run += 1) {
      await alarm.fired(() => Promise.resolve(0));
      pauses.push((storage.alarmAt ?? 0) - NOW);
    }
    expect(pauses.slice(0, 3)).toEqual([20, 40, 80]);
    expect(pauses.at(-1)).toBe(300_000);
    await alarm.fired(() => Promise.resolve(1));
    expect(storage.alarmAt).toBe(NOW + 5);
  });
});
