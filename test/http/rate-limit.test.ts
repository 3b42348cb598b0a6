import { describe, expect, it } from "vitest";
import { makeStage, type Stage } from "../stage.ts";

const doors: [string, string, "HOLD_LIMIT" | "QUESTION_LIMIT" | undefined][] = [
  ["POST", "/api/create-payment-intent", "HOLD_LIMIT"],
  ["POST", "/api/reservations", "HOLD_LIMIT"],
  ["POST", "/api/checkout-sessions", "HOLD_LIMIT"],
  ["POST", "/api/reservations/res_room_x_1/release", "HOLD_LIMIT"],
  ["POST", "/api/reservations/res_room_x_1/accept", "HOLD_LIMIT"],
  ["POST", "/api/bookings/res_room_x_1/cancel", "HOLD_LIMIT"],
  ["POST", "/api/suppliers/x/onboarding", "HOLD_LIMIT"],
  ["POST", "/api/quote", "QUESTION_LIMIT"],
  ["GET", "/api/bookings/by-payment-intent?payment_intent=pi_1", "QUESTION_LIMIT"],
  ["GET", "/api/bookings/by-checkout-session?session_id=cs_1", "QUESTION_LIMIT"],
  ["POST", "/webhook", undefined],
  ["POST", "/api/webhooks/stripe", undefined],
  ["POST", "/api/webhooks/twilio", undefined],
  ["POST", "/api/webhooks/mailersend", undefined],
  ["POST", "/api/staff/payments/pause", undefined],
  ["GET", "/api/catalogue", undefined],
];

/** A stage whose limits are all used up, or do not answer. */
function strictStage(limit: (name: string) => Promise<{ success: boolean }>) {
  const asked: { name: string; key: string }[] = [];
  const limited = (name: string) => ({
    limit: ({ key }: { key: string }) => {
      asked.push({ name, key });
      return limit(name);
    },
  });
  const stage = makeStage();
  Object.assign(stage.env, {
    HOLD_LIMIT: limited("HOLD_LIMIT"),
    QUESTION_LIMIT: limited("QUESTION_LIMIT"),
  });
  return { stage, asked };
}

const knock = (stage: Stage, method: string, path: string) =>
  stage.call(path, {
    method,
    headers: { "content-type": "application/json", "cf-connecting-ip": "203.0.113.9" },
    ...(method === "POST" && { body: "{}" }),
  });

describe("a network that has used its limit up", () => {
  it.each(doors)("%s %s is counted by %s", async (method, path, counted) => {
    const { stage, asked } = strictStage(async () => ({ success: false }));
    const { status } = await knock(stage, method, path);
    expect(status === 429).toBe(counted !== undefined);
    expect(asked.map(({ name }) => name)).toEqual(counted === undefined ? [] : [counted]);
    // A digest: enough to count, not to read.
    for (const { key } of asked) expect(key).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ["accept", "linocut-workshop", "Riprova tra un minuto"],
    ["cancel", "linocut-workshop", "Please try again in a minute"],
  ])(
    "who presses the button %s reads a page, and not a program's answer",
    async (button, slug, heading) => {
      const { stage } = strictStage(async () => ({ success: false }));
      const id = `res_session_${slug}_20261212t1000_${"a".repeat(16)}`;
      const path = `/api/${button === "accept" ? "reservations" : "bookings"}/${id}/${button}?token=abc`;
      const answer = await stage.call(path, { method: "POST" });
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
      const html = await answer.text();
      expect(html).toContain(`<h1>${heading}</h1>`);
      expect(html).toContain(`href="${path}"`);
      expect(stage.sessions.all()).toEqual([]);
    },
  );

  it("stands in the log with the door, and without the address", async () => {
    const { stage } = strictStage(async () => ({ success: false }));
    await knock(stage, "POST", "/api/reservations");
    const lines = stage.lines("Too many requests");
    expect(lines).toMatchObject([{ level: "info", path: "/api/reservations" }]);
    expect(JSON.stringify(lines)).not.toContain("203.0.113.9");
  });
});

it("a limit that does not answer keeps nobody from booking", async () => {
  const { stage } = strictStage(() => Promise.reject(new Error("no answer")));
  expect((await knock(stage, "POST", "/api/reservations")).status).toBe(422);
  expect(stage.lines("Rate limit unavailable")).toMatchObject([{ level: "warn" }]);
});
