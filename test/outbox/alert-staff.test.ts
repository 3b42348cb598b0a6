import { describe, expect, it } from "vitest";
import type { AlertKind } from "../../src/domain/effect.ts";
import type { Email } from "../../src/messages/email.ts";
import type { EffectDependencies } from "../../src/outbox/handler.ts";
import { alertStaff } from "../../src/outbox/handlers/alert-staff.ts";
import { captured, given, NOW, opened, PAYMENT } from "../domain/given.ts";
import { sampleAlert, sampleFacts } from "../messages/sample-facts.ts";

const SECOND = "pi_2";

/** What staff are sent about a reservation that `PAYMENT` has paid. */
async function alertOf(alert: AlertKind, another?: { payment: string }): Promise<Email> {
  const sent: Email[] = [];
  const { operator, timeZone } = sampleAlert();
  const dependencies = {
    bookable: { operator, timeZone },
    mail: {
      send(email: Email) {
        sent.push(email);
        return Promise.resolve({ kind: "ok", value: undefined });
      },
    },
    now: () => NOW,
    publicUrl: "https://bookings.example.org",
    factsOf: () => sampleFacts(),
  } as unknown as EffectDependencies;
  const effect = { kind: "alert-staff" as const, alert, key: "1", detail: "", ...another };
  const attempted = { attempts: 1, unansweredAt: undefined, plannedAt: 0, idempotencyKey: "key" };
  const reservation = given(opened, captured);
  const current = () => reservation;
  await alertStaff.run({ effect, reservation, current, ...attempted }, dependencies);
  const [email] = sent;
  if (email === undefined) throw new Error("Nobody was told.");
  return email;
}

describe("an alert to staff", () => {
  it("names the payment that it is about, not the one that is booked: staff refund what it names", async () => {
    const email = await alertOf("payment-mismatch", { payment: SECOND });
    expect(email.subject).toContain(`Payment mismatch · ${SECOND} ·`);
    expect(email.text).toContain(`Payment: ${SECOND}\n`);
    expect(email.text).not.toContain(PAYMENT);
  });

  it("names the reservation's own payment in all else", async () => {
    const email = await alertOf("refund-failed");
    expect(email.subject).toContain(`Refund failed · ${PAYMENT} ·`);
  });
});
