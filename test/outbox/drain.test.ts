import { describe, expect, it } from "vitest";
import { drain } from "../../src/outbox/drain.ts";
import type { Row } from "../../src/outbox/outbox.ts";

const row = (n: number): Row<number> => ({
  id: `row-${n}`,
  subject: "",
  name: "",
  effect: n,
  attempts: 1,
  generation: 1,
  giveUpAt: undefined,
  plannedAt: 0,
  asked: 1,
});

describe("draining the outbox", () => {
  it("runs everything that is due, at most four at once", async () => {
    const rows = Array.from({ length: 20 }, (_, n) => row(n));
    const ran: number[] = [];
    let running = 0;
    let most = 0;
    await drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      async attempt({ effect }) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        ran.push(effect);
        running -= 1;
      },
    });
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toBe(4);
  });

  it("stops for a new alarm after twenty seconds, however much is due", async () => {
    let now = 0;
    let ran = 0;
    await drain<number>({
      now: () => now,
      claim: () => row(ran),
      async attempt() {
        now += 1_000;
        ran += 1;
      },
    });
    expect(ran).toBeLessThanOrEqual(23);
  });

  it("gives the place of what has ended to what became due meanwhile", async () => {
    const rows = [row(0)];
    let running = 0;
    let most = 0;
    const attempted = await drain<number>({
      now: () => 0,
      claim: () => rows.shift(),
      async attempt({ effect }) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (effect === 0) rows.push(row(1), row(2), row(3));
        running -= 1;
      },
    });
    expect([attempted, most]).toEqual([4, 3]);
  });
});
