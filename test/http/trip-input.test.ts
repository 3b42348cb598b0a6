import { describe, expect, it } from "vitest";
import type { ProblemViolation } from "../../src/http/problem.ts";
import { askTrip, ride } from "../objects/service/trip.ts";
import { makeStage } from "../stage.ts";

async function violationsOf(changes: object) {
  const stage = makeStage();
  const answer = await askTrip(stage, changes);
  expect(answer.status).toBe(422);
  expect(stage.state().stripe.checkoutSessions).toEqual([]);
  const { violations } = (await answer.json()) as { violations: ProblemViolation[] };
  return violations.map(({ field, message }) => [field, message]);
}

const withPhone = (phone: unknown) => ({ guest: { ...ride.guest, phone, whatsapp: false } });

describe("a trip is not sold to a number that no driver can call, WhatsApp or not", () => {
  it.each([
    ["-----", /^Begin with \+ and the country code/],
    ["00000", /^Begin with \+ and the country code/],
    ["868 765 0199", /^Begin with \+ and the country code/],
    ["+44 12", /^This number is too short/],
    ["+1 868 765 01999", /^This number is too long/],
    ["+999 868 765 0199", /^No country has the code \+999\.$/],
    ["+1 999 765 0199", /^There is no such number in that country/],
    ["ask at the desk", /^Write only the number/],
    ["", /^The phone number is missing\.$/],
    [undefined, /^The phone number is missing\.$/],
    [868, /^The phone number must be text\.$/],
  ])("%j", async (phone, words) => {
    expect(await violationsOf(withPhone(phone))).toEqual([
      ["guest.phone", expect.stringMatching(words)],
    ]);
  });

  it("but is to one that is written as people write it", async () => {
    const stage = makeStage();
    expect((await askTrip(stage, withPhone("001 (868) 765-0199"))).status).toBe(201);
  });
});

describe("a request for a trip is refused in plain words", () => {
  it.each<[string, object, string, string]>([
    ["no pickup", { pickup: undefined }, "pickup", '"pickup" is missing.'],
    ["no guest", { guest: undefined }, "guest", '"guest" is missing.'],
    ["a list of extras", { extras: [] }, "extras", '"extras" must be an object.'],
    ["notes that are nothing", { notes: null }, "notes", '"notes" must be text.'],
    [
      "details that are empty",
      { pickup: { ...ride.pickup, details: " " } },
      "pickup.details",
      "The details of the pickup are missing.",
    ],
    [
      "an answer that is a list",
      { extras: { childSeats: [] } },
      "extras.childSeats",
      "An answer is text, a number, true or false.",
    ],
    [
      "an answer that does not end",
      { extras: { childSeats: "x".repeat(1001) } },
      "extras.childSeats",
      '"extras.childSeats" has at most 1000 characters.',
    ],
    [
      "an extra whose name does not end",
      { extras: { ["x".repeat(61)]: true } },
      `extras.${"x".repeat(61)}`,
      `There is no field "extras.${"x".repeat(53)}" here.`,
    ],
    [
      "nothing to be replaced",
      { replaces: { reservation: "", checkoutSession: "cs_1" } },
      "replaces.reservation",
      '"replaces.reservation" is empty.',
    ],
  ])("%s", async (_what, changes, field, message) => {
    expect(await violationsOf(changes)).toEqual([[field, message]]);
  });
});
