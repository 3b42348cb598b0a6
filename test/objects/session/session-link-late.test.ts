import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  DAY_MS,
  HOUR_MS,
  instant,
  ledgerRow,
  loaded,
  MINUTE_MS,
  mail,
  mails,
  openAccount,
  payLink,
  REQUEST_STARTS_AT,
  spotsLeft,
  statusOf,
} from "./session-story.ts";

const down = { provider: "stripe", operation: "payment_links.create", mode: "fail" };
const alerts = (stage: Stage) => mails(stage).filter(({ template }) => template === "staff");
const items = (stage: Stage, id: string) => Object.values(loaded(stage, id).items);

/** A request that is accepted while Stripe opens no Payment Links. */
async function acceptedWithoutLink(stage: Stage, fault: object = { status: 503, times: 999 }) {
  await openAccount(stage);
  await stage.fault({ ...down, ...fault });
  const { reservation } = await accepted(stage);
  expect(loaded(stage, reservation).link).toBeNull();
  return reservation;
}

describe("an accepted request whose Payment Link cannot be opened", () => {
  it("for an hour alerts staff, once", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage);
    await stage.pass(50 * MINUTE_MS);
    expect(alerts(stage)).toEqual([]);
    await stage.pass(30 * MINUTE_MS);
    expect(items(stage, reservation)).toEqual(["effect-stuck"]);
    expect(alerts(stage)).toHaveLength(1);
    expect(alerts(stage)[0]?.text).toContain("open-payment");
    await stage.pass(6 * HOUR_MS);
    expect(alerts(stage)).toHaveLength(1);
  });

  it("for hours gives its guest all of the time to pay once it is there", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage);
    await stage.pass(20 * HOUR_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    const { holdExpiresAt, link } = loaded(stage, reservation);
    const invited = mail(stage, "guest_booking_approved", reservation);
    expect(holdExpiresAt).toBeGreaterThanOrEqual(invited.at + DAY_MS - MINUTE_MS);
    expect(ledgerRow(stage, "session_reservations", reservation)?.payment_deadline).toBe(
      holdExpiresAt,
    );
    await stage.until((holdExpiresAt ?? 0) - 1);
    expect(statusOf(stage, reservation)).toBe("approved");
    await payLink(stage, link?.url ?? "");
    await stage.pass(HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });

  it("for hours and then is not paid expires when that time is over", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage);
    await stage.pass(20 * HOUR_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    await stage.until(loaded(stage, reservation).holdExpiresAt ?? 0);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(mail(stage, "guest_payment_expired", reservation).text).toContain("without a payment");
  });

  it("for a minute has the document's deadline, a day from the acceptance", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage, { status: 503, times: 2 });
    await stage.pass(5 * MINUTE_MS);
    const { respondedAt, holdExpiresAt, link } = loaded(stage, reservation);
    expect(link).not.toBeNull();
    expect(holdExpiresAt).toBe((respondedAt ?? 0) + DAY_MS);
  });

  it("for a whole day ends, and nobody is told that the guest has not paid", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage);
    await stage.pass(26 * HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(spotsLeft(stage, reservation)).toBe(8);
    const toGuest = mail(stage, "guest_payment_expired", reservation);
    expect(toGuest.text).toContain("could not open the payment");
    expect(toGuest.text).not.toContain("without a payment");
    expect(mail(stage, "supplier_payment_not_completed", reservation).text).toContain(
      "non ha potuto pagare",
    );
    expect(alerts(stage)).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("for good, because Stripe refuses it, ends at once with an alert", async () => {
    const stage = sessionStage();
    const reservation = await acceptedWithoutLink(stage, { status: 400, times: 999 });
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(items(stage, reservation)).toEqual(["effect-stuck"]);
    expect(alerts(stage)).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("never has more time than until the session begins", async () => {
    const stage = sessionStage({ at: REQUEST_STARTS_AT - 26 * HOUR_MS });
    const reservation = await acceptedWithoutLink(stage);
    await stage.pass(5 * HOUR_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(loaded(stage, reservation).link).not.toBeNull();
    expect(loaded(stage, reservation).holdExpiresAt).toBe(REQUEST_STARTS_AT);
  });

  it("until its session has begun is nobody's missed payment, though the link opens in the end", async () => {
    const stage = sessionStage({ at: REQUEST_STARTS_AT - 6 * HOUR_MS });
    const reservation = await acceptedWithoutLink(stage);
    const noEmails = { provider: "mailersend", operation: "email.send", mode: "fail", times: 999 };
    await stage.fault(noEmails);
    await stage.until(REQUEST_STARTS_AT + HOUR_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.fault(noEmails);
    await stage.pass(8 * HOUR_MS);
    expect(loaded(stage, reservation).link).not.toBeNull();
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(8 * HOUR_MS);
    const toGuest = mail(stage, "guest_payment_expired", reservation);
    expect(toGuest.text).toContain("could not open the payment");
    expect(mail(stage, "supplier_payment_not_completed", reservation).text).toContain(
      "non ha potuto pagare",
    );
    expectSessionsSettled(stage);
  });

  it("is nobody's alarm where the guest was refused at once: an instant session", async () => {
    const stage = sessionStage();
    await stage.fault({ ...down, status: 503, times: 999 });
    expect((await stage.post("/api/reservations", instant)).status).toBe(503);
    await stage.pass(3 * HOUR_MS);
    expect(alerts(stage)).toEqual([]);
  });
});
