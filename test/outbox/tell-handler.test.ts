import { describe, expect, it } from "vitest";
import type { Reservation } from "../../src/domain/reservation.ts";
import type { Email } from "../../src/messages/email.ts";
import type { EffectDependencies } from "../../src/outbox/handler.ts";
import { tell } from "../../src/outbox/handlers/tell.ts";
import { captured, confirmed, given, opened } from "../domain/given.ts";

const effect = { kind: "tell" as const, message: "guest-confirmation" as const };
const booked = given(opened, captured, ...confirmed);
const cancelled = given(opened, captured, ...confirmed, {
  type: "BookingCancelled",
  by: "staff",
  reason: "",
});

/** One attempt, during whose composing the reservation becomes `meanwhile`; what was sent, if any. */
async function attempt(meanwhile: Reservation) {
  const sent: Email[] = [];
  let present: Reservation = booked;
  const dependencies = {
    compose: () => {
      present = meanwhile;
      return Promise.resolve({ subject: "Booking confirmed", tags: [] } as Partial<Email>);
    },
    mail: {
      send: (email: Email) => {
        sent.push(email);
        return Promise.resolve({ kind: "ok" as const, value: { id: "1" } });
      },
    },
  } as unknown as EffectDependencies;
  const once = { attempts: 1, unansweredAt: undefined, plannedAt: 0, idempotencyKey: "key" };
  const handled = await tell.run(
    { effect, reservation: booked, current: () => present, ...once },
    dependencies,
  );
  return { handled, sent };
}

describe("an email", () => {
  it("is sent when what it says is still so once it is composed", async () => {
    const { handled, sent } = await attempt(booked);
    expect(handled.kind).toBe("ok");
    expect(sent).toHaveLength(1);
  });

  it("is not sent when it was overtaken while it was composed", async () => {
    const { handled, sent } = await attempt(cancelled);
    expect(handled).toEqual({ kind: "overtaken", by: "guest-cancellation" });
    expect(sent).toEqual([]);
  });
});
