import { describe, expect, it } from "vitest";
import { type HoldAnswer, threeDays } from "../../stage.ts";
import { expectSettled, soundStage } from "./sound.ts";

const MINUTE_MS = 60_000;
const monday = { dates: ["2026-12-07"], start: "09:00", end: "12:00" };
const guest = (n: number) => ({ name: `Guest ${n}`, email: `guest${n}@example.com` });

interface Problem {
  code: string;
  conflicts: string[];
  alternatives: { dates: string[]; start: string; end: string }[];
}

describe("gate 1", () => {
  it("gives one slot to one of 200 guests who ask at once, with one payment to pay", async () => {
    const stage = soundStage();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        stage.post("/api/create-payment-intent", { ...threeDays, customer: guest(n) }),
      ),
    );
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Problem[];
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = bodies.filter(({ code }) => code === "slot-taken");
    expect(refused).toHaveLength(199);
    for (const { conflicts } of refused) expect(conflicts).toEqual(threeDays.dates);
    expect(stage.intents().filter(({ status }) => status !== "canceled")).toHaveLength(1);
    expect(stage.lines("Gate 1 conflict").length).toBe(199);
  });

  it("keeps exactly the buffer between two bookings, on both sides", async () => {
    const stage = soundStage();
    await stage.hold({ ...monday, start: "11:00", end: "12:00", customer: guest(1) });
    const ask = async (start: string, end: string) =>
      (
        await stage.post("/api/create-payment-intent", {
          ...threeDays,
          ...monday,
          start,
          end,
          customer: guest(2),
        })
      ).status;
    expect(await ask("12:00", "13:00")).toBe(409);
    expect(await ask("09:45", "11:00")).toBe(409);
    expect(await ask("12:15", "13:15")).toBe(201);
    expect(await ask("09:45", "10:45")).toBe(201);
  });

  it("names exactly the days that are taken, and offers slots that can be booked", async () => {
    const stage = soundStage();
    await stage.hold({ dates: ["2026-12-08"], customer: guest(1) });
    const answer = await stage.post("/api/create-payment-intent", threeDays);
    expect(answer.status).toBe(409);
    const { conflicts, alternatives } = (await answer.json()) as Problem;
    expect(conflicts).toEqual(["2026-12-08"]);
    expect(stage.lines("Gate 1 conflict")).toMatchObject([{ days: threeDays.dates }]);
    expect(alternatives.length).toBeGreaterThan(0);
    for (const [n, alternative] of alternatives.entries()) {
      const held = await stage.hold({ ...alternative, customer: guest(10 + n) });
      await stage.post(`/api/reservations/${held.reservation}/release`, {
        clientSecret: held.clientSecret,
      });
    }
  });

  it("holds nothing and opens no payment while the calendar cannot be reached", async () => {
    const stage = soundStage();
    await stage.fault({ provider: "google", operation: "events.list", mode: "fail", times: 9 });
    const answer = await stage.post("/api/create-payment-intent", threeDays);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "availability-check-failed" });
    expect(stage.intents()).toEqual([]);
    expect(stage.lines("Availability check failed")).toHaveLength(1);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.hold();
  });

  it("believes staff who took an event out of the calendar a moment ago", async () => {
    const stage = soundStage();
    const event = {
      calendar: stage.room.calendarId,
      start: "2026-12-08T10:00",
      end: "2026-12-08T11:00",
    };
    const added = (await stage.control("/sandbox/google/by-hand", {
      ...event,
      summary: "Cleaning",
    })) as { id: string };
    expect((await stage.post("/api/create-payment-intent", threeDays)).status).toBe(409);
    await stage.control(
      "/sandbox/google/by-hand",
      { calendar: event.calendar, id: added.id },
      "DELETE",
    );
    await stage.pass(2 * MINUTE_MS);
    await stage.hold();
  });
});

describe("caps on unpaid holds", () => {
  const slots = ["08:00", "09:15", "10:30", "11:45", "13:00", "14:15"].map((start) => {
    const [hour = 0, minute = 0] = start.split(":").map(Number);
    const end = `${String(hour + 1).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    return { dates: ["2026-12-07"], start, end };
  });
  const ask = (
    stage: ReturnType<typeof soundStage>,
    n: number,
    email: string,
    address = "1.2.3.4",
  ) =>
    stage.post(
      "/api/create-payment-intent",
      { ...threeDays, ...slots[n], customer: { name: "Ada", email } },
      { "cf-connecting-ip": address },
    );

  it("count one mailbox once, however it is spelled", async () => {
    const stage = soundStage();
    expect((await ask(stage, 0, "ada@example.com")).status).toBe(201);
    expect((await ask(stage, 1, "ADA@example.com")).status).toBe(201);
    expect((await ask(stage, 2, "ada+x@example.com")).status).toBe(201);
    const refused = await ask(stage, 3, "Ada+y+z@Example.com", "9.9.9.9");
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: "too-many-holds" });
    expect((await ask(stage, 3, "eda@example.com")).status).toBe(201);
  });

  it("do not count what is paid", async () => {
    const stage = soundStage();
    for (const n of [0, 1, 2]) {
      const answer = await ask(stage, n, "ada@example.com");
      await stage.pay(((await answer.json()) as HoldAnswer).paymentIntent);
    }
    expect((await ask(stage, 3, "ada@example.com")).status).toBe(429);
    await stage.pass();
    expect((await ask(stage, 3, "ada@example.com")).status).toBe(201);
  });

  it("do not count holds that have ended", async () => {
    const stage = soundStage();
    for (const n of [0, 1, 2]) await ask(stage, n, "ada@example.com");
    await stage.pass(16 * MINUTE_MS);
    expect((await ask(stage, 3, "ada@example.com")).status).toBe(201);
  });

  it("count the holds of one address, a whole IPv6 network as one", async () => {
    const caps = { perEmail: 99, perAddress: 3 };
    const stage = soundStage({ change: (room) => ({ ...room, holdCaps: caps }) });
    for (const n of [0, 1, 2]) {
      expect((await ask(stage, n, `a${n}@example.com`, `2001:db8:1:2::${n}`)).status).toBe(201);
    }
    expect((await ask(stage, 3, "b@example.com", "2001:db8:1:2:ffff::1")).status).toBe(429);
    expect((await ask(stage, 3, "b@example.com", "2001:db8:1:3::1")).status).toBe(201);
  });
});

describe("a repeated request", () => {
  const key = { "idempotency-key": "attempt-0000-0000-0001" };

  it("gets the same hold again, and no second payment", async () => {
    const stage = soundStage();
    const first = await stage.post("/api/create-payment-intent", threeDays, key);
    const again = await stage.post("/api/create-payment-intent", threeDays, key);
    expect(again.status).toBe(201);
    expect(await again.json()).toEqual(await first.json());
    expect(stage.intents()).toHaveLength(1);
  });

  it("gets one hold, ten times, when ten come at once", async () => {
    const stage = soundStage();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => stage.post("/api/create-payment-intent", threeDays, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as HoldAnswer[];
    expect(new Set(bodies.map(({ reservation }) => reservation)).size).toBe(1);
    expect(new Set(bodies.map(({ clientSecret }) => clientSecret)).size).toBe(1);
    expect(stage.intents()).toHaveLength(1);
    expect(stage.reservation(bodies[0]?.reservation ?? "")?.status).toBe("approved");
  });

  it.each([
    ["dates", { dates: ["2026-12-10"] }],
    ["times", { end: "13:00" }],
    ["attendees", { attendees: 3 }],
    ["discount", { discount: "community" }],
    ["notes", { notes: "A projector, please" }],
    ["name", { customer: { name: "Eve", email: "ada@example.com" } }],
    ["email", { customer: { name: "Ada Lovelace", email: "eve@example.com" } }],
  ])("is refused when its %s are not those of the first", async (_what, change) => {
    const stage = soundStage({ room: "ginger-goodwin-room" });
    const request = { ...threeDays, room: "ginger-goodwin-room" };
    await stage.post("/api/create-payment-intent", request, key);
    const answer = await stage.post("/api/create-payment-intent", { ...request, ...change }, key);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "idempotency-key-reused" });
  });

  it("gets a real hold after the payment could not be opened the first time", async () => {
    const stage = soundStage();
    await stage.fault({
      provider: "stripe",
      operation: "payment_intents.create",
      mode: "fail",
      status: 500,
    });
    expect((await stage.post("/api/create-payment-intent", threeDays, key)).status).toBe(503);
    const again = await stage.post("/api/create-payment-intent", threeDays, key);
    expect(again.status).toBe(201);
    const held = (await again.json()) as HoldAnswer;
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.pay(held.paymentIntent);
    await stage.pass(20 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expectSettled(stage);
  });

  it("does not get a hold whose time is over while Stripe cannot say whether it was paid", async () => {
    const stage = soundStage();
    const ask = () => stage.post("/api/create-payment-intent", threeDays, key);
    const held = (await (await ask()).json()) as HoldAnswer;
    const retrieve = { provider: "stripe", operation: "payment_intents.retrieve" };
    await stage.fault({ ...retrieve, mode: "fail", status: 500, times: 999 });
    await stage.pass(16 * MINUTE_MS);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    expect((await ask()).status).toBe(503);
  });

  it("does not get a hold that has ended, but a new one", async () => {
    const stage = soundStage();
    const first = (await (
      await stage.post("/api/create-payment-intent", threeDays, key)
    ).json()) as HoldAnswer;
    await stage.pass(16 * MINUTE_MS);
    const again = await stage.post("/api/create-payment-intent", threeDays, key);
    expect(again.status).toBe(201);
    const second = (await again.json()) as HoldAnswer;
    expect(second.reservation).not.toBe(first.reservation);
    expect(stage.reservation(second.reservation)?.status).toBe("approved");
  });
});

describe("opening the payment", () => {
  it.each([
    { mode: "fail", status: 500 },
    { mode: "fail", status: 503 },
    { mode: "fail", status: 429 },
    { mode: "fail", status: 400 },
    { mode: "timeout" },
    { mode: "timeout-after-success" },
  ])("that fails ($mode $status) leaves no slot held and no payment to pay", async (fault) => {
    const stage = soundStage();
    await stage.fault({ provider: "stripe", operation: "payment_intents.create", ...fault });
    const answer = await stage.post("/api/create-payment-intent", threeDays);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "payment-provider-unavailable" });
    const next = await stage.hold({ customer: guest(2) });
    await stage.pass(5 * MINUTE_MS);
    expect(
      stage
        .intents()
        .filter(({ status }) => status !== "canceled")
        .map(({ id }) => id),
    ).toEqual([next.paymentIntent]);
    expect(stage.messages().map(({ subject }) => subject)).toEqual([]);
  });

  it("does not bother staff about holds that nobody waits for", async () => {
    const stage = soundStage();
    await stage.fault({
      provider: "stripe",
      operation: "*",
      mode: "fail",
      status: 429,
      times: 1000,
    });
    for (const n of [1, 2, 3])
      await stage.post("/api/create-payment-intent", { ...threeDays, customer: guest(n) });
    await stage.pass(3 * 60 * MINUTE_MS);
    expect(stage.messages().map(({ subject }) => subject)).toEqual([]);
  });
});

describe("a guest who gives a hold back", () => {
  const release = (
    stage: ReturnType<typeof soundStage>,
    held: HoldAnswer,
    clientSecret = held.clientSecret,
  ) => stage.post(`/api/reservations/${held.reservation}/release`, { clientSecret });

  it("frees the slot at once, and the payment can no longer be paid", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    const answer = await release(stage, held);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "expired" });
    expect(stage.intents()).toMatchObject([{ status: "canceled" }]);
    expect((await release(stage, held)).status).toBe(200);
    expect(stage.lines("Hold released")).toMatchObject([{ reason: "given-back" }]);
    await stage.hold({ customer: guest(2) });
  });

  it("needs the secret of the payment", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    expect((await release(stage, held, "pi_secret_guess")).status).toBe(404);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
  });

  it("keeps what is paid, known to us or not yet", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.pay(held.paymentIntent);
    const answer = await release(stage, held);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "already-paid" });
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("confirmed");
    expect((await release(stage, held)).status).toBe(409);
    expectSettled(stage);
  });

  it("waits while Stripe cannot say whether it was paid", async () => {
    const stage = soundStage();
    const held = await stage.hold();
    await stage.fault({ provider: "stripe", operation: "payment_intents.retrieve", mode: "fail" });
    expect((await release(stage, held)).status).toBe(503);
    expect(stage.reservation(held.reservation)?.status).toBe("approved");
    await stage.pass();
    expect(stage.reservation(held.reservation)?.status).toBe("expired");
    expectSettled(stage);
  });

  it("does not get the same one again by its key meanwhile, and a new one afterwards", async () => {
    const stage = soundStage();
    const key = { "idempotency-key": "attempt-0000-0000-0001" };
    const ask = () => stage.post("/api/create-payment-intent", threeDays, key);
    const held = (await (await ask()).json()) as HoldAnswer;
    await stage.fault({ provider: "stripe", operation: "payment_intents.retrieve", mode: "fail" });
    expect((await release(stage, held)).status).toBe(503);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
    await stage.pass();
    const later = (await (await ask()).json()) as HoldAnswer;
    await stage.pay(later.paymentIntent);
    await stage.pass();
    expect(stage.reservation(later.reservation)?.status).toBe("confirmed");
  });
});
