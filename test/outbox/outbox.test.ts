import { describe, expect, it } from "vitest";
import { Outbox } from "../../src/outbox/outbox.ts";
import { outboxMigration } from "../../src/outbox/outbox-migrations.ts";
import { objectStorage } from "../object-storage.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function openOutbox() {
  const storage = objectStorage();
  storage.sql.exec(outboxMigration);
  const outbox = new Outbox<{ kind: string }>(storage);
  const plan = (name: string, dueAt: number, now = dueAt, more: object = {}) =>
    outbox.plan({ subject: "res", name, effect: { kind: name }, dueAt, ...more }, now);
  const claimed = (now: number) => {
    const row = outbox.claim(now);
    if (row === undefined) throw new Error("nothing is due");
    return row;
  };
  const state = (name: string) => outbox.rowsOf("res").find((row) => row.name === name);
  return { outbox, plan, claimed, state };
}

describe("an outbox", () => {
  it("stores an effect once, however often it is planned", () => {
    const { outbox, plan } = openOutbox();
    plan("a", 10);
    plan("a", 5);
    expect(outbox.rowsOf("res")).toMatchObject([{ name: "a", due_at: 10 }]);
  });

  it("hands out what is due, earliest first, and each row to one worker only", () => {
    const { outbox, plan } = openOutbox();
    plan("later", 20);
    plan("first", 10);
    plan("future", 1_000);
    expect([outbox.claim(100)?.name, outbox.claim(100)?.name, outbox.claim(100)]).toEqual([
      "first",
      "later",
      undefined,
    ]);
  });

  it("gives a row back by itself when its worker is never heard of again", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("a", 0);
    claimed(0);
    expect(outbox.claim(MINUTE_MS - 1)).toBeUndefined();
    expect(outbox.claim(MINUTE_MS)).toMatchObject({ name: "a", attempts: 2 });
  });

  it("counts a failure's age from the last answer that it was to wait", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("a", 0);
    outbox.wait(claimed(0), HOUR_MS, "processing", 5);
    expect(claimed(HOUR_MS).plannedAt).toBe(5);
  });

  it("runs a row again that was asked for while it ran", () => {
    const { outbox, plan, claimed, state } = openOutbox();
    plan("a", 0);
    const row = claimed(0);
    plan("a", 5, 5, { again: true });
    outbox.end(row, "done", "ok", 10);
    expect(state("a")).toMatchObject({ state: "due", due_at: 10 });
  });

  it("never revives a row that was withdrawn while it ran", () => {
    const { outbox, plan, claimed, state } = openOutbox();
    plan("a", 0);
    const row = claimed(0);
    outbox.withdraw("res", "a");
    outbox.postpone(row, 20, "retryable 503");
    expect(state("a")).toMatchObject({ state: "withdrawn" });
    outbox.end(row, "done", "ok", 30);
    expect(state("a")).toMatchObject({ state: "withdrawn", last_outcome: "ok" });
    expect(outbox.claim(1_000_000)).toBeUndefined();
  });

  it("counts the age and the attempts of a task that begins anew from its new beginning", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("a", 0);
    outbox.end(claimed(0), "done", "ok", 0);
    const later = 50 * HOUR_MS;
    plan("a", later + 6 * HOUR_MS, later, { again: true });
    const row = claimed(later + 6 * HOUR_MS);
    expect(row).toMatchObject({ attempts: 1, plannedAt: later + 6 * HOUR_MS });
  });

  it("keeps the age and the attempts of a task that waits, and makes it due sooner", () => {
    const { outbox, plan, claimed, state } = openOutbox();
    plan("a", 0, 0, { giveUpAt: 500 });
    outbox.postpone(claimed(0), 10_000, "retryable 503");
    plan("a", 20_000, 200, { again: true, giveUpAt: 900 });
    expect(state("a")).toMatchObject({ due_at: 10_000 });
    plan("a", 300, 300, { again: true });
    expect(state("a")).toMatchObject({ due_at: 300 });
    expect(claimed(300)).toMatchObject({ attempts: 2, plannedAt: 0, giveUpAt: 500 });
  });

  it("keeps an idempotency key over lost answers, and takes a new one for an answer that is final", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("a", 0);
    outbox.postpone(claimed(0), 1, "unknown no answer");
    expect(claimed(1).generation).toBe(1);
    outbox.postpone(claimed(100_000), 100_001, "unknown 500", true);
    const row = claimed(100_001);
    expect(row.generation).toBe(2);
    outbox.end(row, "failed", "permanent 400", 100_002);
    expect(outbox.hurry("res/a", 100_003)).toBe(true);
    expect(claimed(100_003)).toMatchObject({ generation: 3, attempts: 5 });
  });

  it("hurries what waits or has failed, and nothing else", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("waits", 0);
    outbox.postpone(claimed(0), 1_000, "retryable 503");
    expect(outbox.hurry("res/waits", 5)).toBe(true);
    const row = claimed(5);
    expect(row.generation).toBe(1);
    outbox.end(row, "done", "ok", 6);
    expect(outbox.hurry("res/waits", 7)).toBe(false);
    expect(outbox.hurry("res/unknown", 7)).toBe(false);
  });

  it("hurries nothing whose time has not come, unless that is known to be right", () => {
    const { outbox, plan, claimed } = openOutbox();
    plan("later", 1_000, 0);
    expect(outbox.hurry("res/later", 999)).toBe(false);
    expect(outbox.nextDueAt()).toBe(1_000);
    expect(outbox.hurry("res/later", 999, true)).toBe(true);
    expect(claimed(999).name).toBe("later");
  });

  it("says when something is due next, and nothing when nothing is", () => {
    const { outbox, plan, claimed } = openOutbox();
    expect(outbox.nextDueAt()).toBeUndefined();
    plan("a", 30, 0);
    plan("b", 20, 0);
    expect(outbox.nextDueAt()).toBe(20);
    outbox.end(claimed(20), "done", "ok", 20);
    expect(outbox.nextDueAt()).toBe(30);
  });
});
