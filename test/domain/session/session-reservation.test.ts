import { describe, expect, it } from "vitest";
import { evolve, holdsClaims, type Reservation } from "../../../src/domain/reservation.ts";
import type { ReservationEvent } from "../../../src/domain/reservation-event.ts";
import { asSession, cancelUntil } from "../../../src/domain/session/session-reservation.ts";
import { given } from "../given.ts";
import { DAY_MS } from "../venue.ts";
import {
  booking,
  captured,
  completed,
  confirmed,
  from,
  givenSession,
  linkOpened,
  NOW,
  requested,
  STARTS_AT,
  spotsHeld,
} from "./given-session.ts";

const accepted = { type: "RequestAccepted", holdExpiresAt: NOW + DAY_MS, at: NOW } as const;
const failed: ReservationEvent = {
  type: "FulfilmentFailed",
  reason: "slot-taken",
  detail: "",
  conflicts: [],
  alternatives: [],
};
const released = { type: "HoldReleased", reason: "expired" } as const;
const cancelled = { type: "BookingCancelled", by: "guest", reason: "" } as const;
const paid = [linkOpened, captured, ...confirmed];

describe("the statuses of a session's reservation", () => {
  it.each<[string, ReservationEvent[], Reservation["status"], boolean]>([
    ["held", [spotsHeld], "approved", true],
    ["asked for", [requested], "pending", false],
    ["accepted", [requested, accepted], "approved", true],
    ["declined", [requested, { type: "RequestDeclined", at: NOW }], "declined", false],
    ["unanswered", [requested, { type: "RequestExpired" }], "expired", false],
    ["unpaid", [spotsHeld, linkOpened, released], "expired", false],
    ["paid", [spotsHeld, linkOpened, captured], "paid", true],
    ["booked", [spotsHeld, ...paid], "confirmed", true],
    ["rescued", [spotsHeld, linkOpened, released, captured, ...confirmed], "confirmed", true],
    ["paid in vain", [spotsHeld, linkOpened, released, captured, failed], "failed", false],
    ["cancelled", [spotsHeld, ...paid, cancelled], "cancelled", false],
    ["completed", [spotsHeld, ...paid, ...completed], "completed", false],
  ])("%s: %s", (_what, events, status, holds) => {
    const state = events.reduce<Reservation | undefined>(evolve, undefined);
    expect(state?.status).toBe(status);
    expect(state && holdsClaims(state)).toBe(holds);
    expect(state?.version).toBe(events.length);
  });

  it("carry what was agreed through every change", () => {
    const { terms, quote, refundPolicy, session } = givenSession(...paid, ...completed);
    expect({ terms, quote, refundPolicy, session }).toMatchObject({
      terms: spotsHeld.terms,
      quote: spotsHeld.quote,
      refundPolicy: spotsHeld.refundPolicy,
      session: spotsHeld.session,
    });
  });

  it("remember when the supplier answered, what was paid, and what was paid out", () => {
    const story = from(requested, accepted, ...paid, ...completed);
    expect(story).toMatchObject({
      respondedAt: NOW,
      holdExpiresAt: NOW + DAY_MS,
      link: { id: "plink_1" },
      payment: { id: "pi_1" },
      captured: { amount: 9000 },
      split: { supplier: 7200 },
      transfer: { amount: 7200, transfer: null },
    });
  });

  it("can be cancelled until the policy that is frozen on it says", () => {
    expect(cancelUntil(booking())).toBe(STARTS_AT - 7 * DAY_MS);
    expect(cancelUntil({ ...booking(), refundPolicy: { tiers: [] } })).toBe(-Infinity);
  });

  it("are not a room's, and a journal begins with its beginning", () => {
    expect(() => asSession(given())).toThrow("is no session's");
    expect(() => evolve(undefined, accepted)).toThrow("no journal begins");
  });
});
