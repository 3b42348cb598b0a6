import { describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import type { SandboxState } from "../../src/sandbox/state.ts";
import { type Bench, makeBench } from "./bench.ts";

const CALENDAR = "hall@labourtemple.example";

async function stateOf(bench: Bench): Promise<SandboxState> {
  const answer = await bench.control("GET", "/state");
  return JSON.parse(await answer.text()) as SandboxState;
}

const send = (bench: Bench) =>
  bench.fetch("/sandbox/mailersend/v1/email", {
    method: "POST",
    headers: { authorization: `Bearer ${SANDBOX_KEYS.mailersend}` },
    body: JSON.stringify({
      from: { email: "a@example.com" },
      to: [{ email: "b@example.com" }],
      subject: "Hello",
      text: "Hello",
      tags: ["guest-confirmation", "res_room_hall_1"],
    }),
  });

describe("a fault", () => {
  const emailFault = { provider: "mailersend", operation: "email.send", mode: "fail" };

  it("lets the first calls pass, hits as many as it should, and is gone", async () => {
    const bench = makeBench();
    const fault = { ...emailFault, status: 503, skip: 1, times: 2 };
    const added = await bench.control("POST", "/faults", fault);
    expect(added.status).toBe(201);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await send(bench)).status);
    expect(statuses).toEqual([202, 503, 503, 202]);
    expect(await (await bench.control("GET", "/faults")).json()).toEqual({ faults: [] });
  });

  it("of every operation hits every call of its provider, and no other", async () => {
    const bench = makeBench();
    const down = { provider: "google", operation: "*", mode: "fail", times: 10 };
    await bench.control("POST", "/faults", down);
    const token = await bench.fetch("/sandbox/google/token", { method: "POST" });
    expect(token.status).toBe(503);
    expect((await send(bench)).status).toBe(202);
  });

  it("is switched off by itself or with all others", async () => {
    const bench = makeBench();
    const first = await bench.control("POST", "/faults", emailFault);
    const { id }: { id: number } = JSON.parse(await first.text());
    await bench.control("POST", "/faults", { ...emailFault, times: 5 });
    await bench.control("DELETE", `/faults/${id}`);
    expect((await stateOf(bench)).faults).toHaveLength(1);
    await bench.control("DELETE", "/faults");
    expect((await send(bench)).status).toBe(202);
  });

  it("that times out never happens, and answers after a minute", async () => {
    const bench = makeBench();
    await bench.control("POST", "/faults", { ...emailFault, mode: "timeout" });
    expect((await send(bench)).status).toBe(504);
    expect(bench.waits).toEqual([60_000]);
    expect((await stateOf(bench)).messages).toEqual([]);
  });

  it.each([
    [{ provider: "paypal", operation: "x", mode: "fail" }],
    [{ provider: "stripe", operation: "", mode: "fail" }],
    [{ provider: "stripe", operation: "x", mode: "explode" }],
    [{ provider: "stripe", operation: "x", mode: "fail", status: 200 }],
    [{ provider: "stripe", operation: "x", mode: "fail", times: 0 }],
    [{ provider: "stripe", operation: "x", mode: "fail", tiems: 2 }],
  ])("is refused as %j", async (fault) => {
    const bench = makeBench();
    expect((await bench.control("POST", "/faults", fault)).status).toBe(400);
    expect((await stateOf(bench)).faults).toEqual([]);
  });
});

describe("the state", () => {
  it("holds payments, refunds, deleted events in full, and messages", async () => {
    const bench = makeBench();
    const intent = await bench.stripe.paymentIntents.create({
      amount: 5000,
      currency: "cad",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: "http://localhost/",
    });
    await bench.control("POST", `/stripe/payment_intents/${intent.id}/refund`, { amount: 2000 });
    const day = { calendar: CALENDAR, summary: "Works", date: "2026-12-07" };
    const made = await bench.control("POST", "/google/by-hand", day);
    const { id }: { id: string } = JSON.parse(await made.text());
    await bench.control("DELETE", "/google/by-hand", { id });
    await send(bench);
    const state = await stateOf(bench);
    expect(state.stripe.paymentIntents).toMatchObject([{ id: intent.id, status: "succeeded" }]);
    expect(state.stripe.refunds).toMatchObject([{ amount: 2000, payment_intent: intent.id }]);
    expect(state.stripe.events.every(({ paymentIntent }) => paymentIntent === intent.id)).toBe(
      true,
    );
    expect(state.google.calendars[CALENDAR]).toMatchObject([
      { id, status: "cancelled", summary: "Works", creator: { email: "staff@sandbox.example" } },
    ]);
    expect(state.messages).toMatchObject([{ to: "b@example.com", reservation: "res_room_hall_1" }]);
  });

  it("is empty after a reset, and nothing is delivered any more", async () => {
    const bench = makeBench();
    await bench.stripe.paymentIntents.create({ amount: 5000, currency: "cad" });
    await send(bench);
    await bench.control("POST", "/reset");
    const state = await stateOf(bench);
    expect(state.stripe.paymentIntents).toEqual([]);
    expect(state.messages).toEqual([]);
    await bench.advance(60_000);
    expect(bench.received).toEqual([]);
  });
});
