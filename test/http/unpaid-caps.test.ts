import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  DAY_MS,
  enrol,
  GUEST,
  instant,
  MINUTE_MS,
  payLink,
  request,
  reserve,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";
import { refusalOf } from "./staff-stage.ts";

const { perEmail, perAddress } = catalogue.experience("linocut-workshop")?.unpaidCaps ?? {
  perEmail: 0,
  perAddress: 0,
};

/** Requests at one quarter of an hour after another: each is a session of its own. */
const times = Array.from({ length: 60 }, (_, index) => {
  const minutes = 10 * 60 + (index % 24) * 15;
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  return { date: `2026-12-0${1 + Math.floor(index / 24)}`, time };
});

const from = (n: number) => ({ "cf-connecting-ip": `192.0.2.${n}` });

async function ask(stage: Stage, index: number, email: string, network: number) {
  const wish = { ...request, requested: times[index], guest: { ...GUEST, email } };
  const answer = await stage.post("/api/reservations", wish, from(network));
  // The copy in the ledger follows a moment later.
  await stage.pass(1_000);
  return answer;
}

describe("unpaid reservations of all sessions together", () => {
  it("are only so many of one email address, however it is spelled", async () => {
    const stage = sessionStage();
    const spelled = (n: number) => (n % 2 === 0 ? "ada@example.com" : `Ada+${n}@example.com`);
    const answers = [];
    for (let n = 0; n < perEmail + 4; n += 1) answers.push(await ask(stage, n, spelled(n), n));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(perEmail);
    const { status, code } = await refusalOf(answers[perEmail] ?? expect.fail("no answer"));
    expect([status, code]).toEqual([429, "too-many-holds"]);
    expect(answers[perEmail]?.headers.get("retry-after")).toBe("900");
    expect((await ask(stage, 59, "b@example.com", 200)).status).toBe(201);
  });

  it("are only so many of one network, whatever address they are for", async () => {
    const stage = sessionStage();
    const statuses = [];
    for (let n = 0; n < perAddress + 3; n += 1) {
      statuses.push((await ask(stage, n, `guest${n}@example.com`, 9)).status);
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(perAddress);
    expect((await ask(stage, 59, "b@example.com", 10)).status).toBe(201);
  });

  it("count no more once they are paid, or over", async () => {
    const stage = sessionStage();
    for (let n = 0; n < perEmail - 1; n += 1) await ask(stage, n, GUEST.email, n);
    const { paymentUrl } = await reserve(stage, instant);
    await stage.pass(1_000);
    const refused = await stage.post("/api/reservations", { ...request, requested: times[50] });
    expect(refused.status).toBe(429);
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect((await ask(stage, 50, GUEST.email, 1)).status).toBe(201);
    expect((await ask(stage, 51, GUEST.email, 1)).status).toBe(429);
    await stage.pass(3 * DAY_MS);
    const later = { ...request, requested: { date: "2026-12-09", time: "11:00" } };
    expect((await stage.post("/api/reservations", later)).status).toBe(201);
  });

  it("are counted of classes, too", async () => {
    const stage = sessionStage();
    for (let n = 0; n < perEmail - 1; n += 1) await ask(stage, n, GUEST.email, n);
    await enrol(stage);
    await stage.pass(1_000);
    await expect(enrol(stage, { session: "2026-12-14T18:00" })).rejects.toThrow("429");
    await stage.pass(20 * MINUTE_MS);
    await enrol(stage, { session: "2026-12-14T18:00" });
  });

  it("do not refuse a guest who only asks for the same again, their answer lost", async () => {
    const stage = sessionStage();
    const key = { "idempotency-key": "a-key-of-sixteen-letters" };
    for (let n = 0; n < perEmail - 1; n += 1) await ask(stage, n, GUEST.email, n);
    const first = await reserve(stage, instant, key);
    await stage.pass(1_000);
    expect((await reserve(stage, instant, key)).reservation).toBe(first.reservation);
  });

  it("are not counted while the ledger does not answer: nobody is refused for that", async () => {
    const stage = sessionStage();
    for (let n = 0; n < perEmail; n += 1) await ask(stage, n, GUEST.email, n);
    const { prepare } = stage.ledger;
    stage.ledger.prepare = () => {
      throw new Error("D1 is down");
    };
    expect((await ask(stage, 40, GUEST.email, 1)).status).toBe(201);
    expect(stage.lines("Ledger unreachable").length).toBeGreaterThan(0);
    stage.ledger.prepare = prepare;
  });
});
