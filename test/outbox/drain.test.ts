import { describe, expect, it } from "vitest";
import { Drain } from "../../src/outbox/drain.ts";
import type { Row } from "../../src/outbox/outbox.ts";

const row = (n: number): Row<number> => ({
  id: `row-${n}`,
  subject: "",
  name: "",
  effect: n,
  attempts: 1,
  generation: 1,
  giveUpAt: undefined,
  unansweredAt: undefined,
  plannedAt: 0,
  asked: 1,
});

describe("draining the outbox", () => {
  it("runs everything that is due, at most four at once", async () => {
    const rows = Array.from({ length: 20 }, (_, n) => row(n));
    const ran: number[] = [];
    let running = 0;
    let most = 0;
    await new Drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      async attempt({ effect }) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        ran.push(effect);
        running -= 1;
      },
    }).run();
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toBe(4);
  });

  it("stops for a new alarm after twenty seconds, however much is due", async () => {
    let now = 0;
    let ran = 0;
    await new Drain<number>({
      now: () => now,
      claim: () => row(ran),
      async attempt() {
        now += 1_000;
        ran += 1;
      },
    }).run();
    expect(ran).toBeLessThanOrEqual(23);
  });

  it("gives the place of what has ended to what became due meanwhile", async () => {
    const rows = [row(0)];
    let ran = 0;
    let running = 0;
    let most = 0;
    await new Drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      async attempt({ effect }) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (effect === 0) rows.push(row(1), row(2), row(3));
        ran += 1;
        running -= 1;
      },
    }).run();
    expect([ran, most]).toEqual([4, 3]);
  });

  it("begins at once what becomes due while another provider is slow", async () => {
    const rows = [row(0)];
    const ran: number[] = [];
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const draining = new Drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      async attempt({ effect }) {
        if (effect === 0) await slow;
        ran.push(effect);
      },
    });
    const run = draining.run();
    rows.push(row(1));
    draining.refill();
    await Promise.resolve().then(() => undefined);
    expect(ran).toEqual([1]);
    answer();
    await run;
    expect(ran).toEqual([1, 0]);
  });

  it("begins nothing outside of its run: that is the alarm's part", async () => {
    const rows = [row(0)];
    const draining = new Drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      attempt: () => Promise.resolve(),
    });
    draining.refill();
    await Promise.resolve();
    expect(rows).toHaveLength(1);
  });
});
