import { describe, expect, it } from "vitest";
import { accessToken, refusalOf, staffStage } from "./staff-stage.ts";

const doors: [string, string][] = [
  ["GET", "/bookings"],
  ["GET", "/bookings/res_x"],
  ["POST", "/bookings/res_x/link"],
  ["POST", "/bookings/res_x/cancel"],
  ["GET", "/failed-bookings"],
  ["POST", "/failed-bookings/res_x/resolve"],
  ["GET", "/stray-payments"],
  ["POST", "/stray-payments/pi_x/resolve"],
  ["GET", "/payments/pi_x"],
  ["POST", "/payments/pause"],
  ["GET", "/outbox"],
  ["POST", "/effects/desk/x/retry"],
  ["POST", "/reconcile"],
  ["POST", "/sessions"],
  ["GET", "/metrics"],
  ["GET", "/commissions?month=2026-12"],
];

describe("the staff API", () => {
  it("is closed, door by door, to whom Access does not vouch for", async () => {
    const stage = await staffStage();
    for (const [method, path] of doors) {
      const answer = await refusalOf(await stage.ask(path, { method }, ""));
      expect([path, answer.status, answer.code]).toEqual([path, 403, "not-allowed"]);
    }
  });

  it.each<[string, () => Promise<string>]>([
    ["for another application", () => accessToken({ aud: "another" })],
    ["by another team", () => accessToken({ iss: "https://other.cloudflareaccess.com" })],
    ["with another key", () => accessToken({}, true)],
    ["for a machine, which has no address", () => accessToken({ email: undefined })],
    ["of no shape", async () => "a.b.c"],
  ])("is closed to a token %s", async (_what, token) => {
    const stage = await staffStage();
    const answer = await stage.ask("/stray-payments", {}, await token());
    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: "not-allowed" });
  });

  it("is open to the team, and says what is not there", async () => {
    const stage = await staffStage();
    expect(await stage.read("/stray-payments")).toEqual({ payments: [] });
    for (const path of ["/nothing", "/bookings/res_room_attic_0", "/payments/pi_none"]) {
      expect((await stage.ask(path)).status).toBe(404);
    }
  });
});
