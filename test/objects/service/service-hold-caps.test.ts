import { describe, expect, it } from "vitest";
import { makeStage, type Stage } from "../../stage.ts";
import { askTrip, ride } from "./trip.ts";

/** `holdCaps` of the service: two of one email address, twenty of one network address. */
const times = Array.from({ length: 10 }, (_, index) => `${String(index + 8).padStart(2, "0")}:00`);
const slots = ["2026-12-07", "2026-12-08", "2026-12-09"].flatMap((date) =>
  times.map((time) => ({ date, time, format: "shared" })),
);

const guest = (index: number) => ({
  guest: { ...ride.guest, email: `guest${index}@example.com` },
});

async function ask(stage: Stage, index: number, email = index) {
  const answer = await askTrip(stage, { ...slots[index], ...guest(email) });
  return answer.status === 201 ? 201 : `${answer.status} ${(await answer.text()).slice(0, 400)}`;
}

describe("the trips that are held unpaid", () => {
  it("are up to twenty from one network address, of guests with addresses of their own", async () => {
    const stage = makeStage();
    for (let index = 0; index < 20; index += 1) expect(await ask(stage, index)).toBe(201);
    expect(await ask(stage, 20)).toMatch(/429.*this network/);
  });

  it("are up to two of one email address", async () => {
    const stage = makeStage();
    for (const index of [0, 1]) expect(await ask(stage, index, 7)).toBe(201);
    expect(await ask(stage, 2, 7)).toMatch(/429.*this email address/);
  });
});
