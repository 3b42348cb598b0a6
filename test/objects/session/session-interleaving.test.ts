import { describe, expect, it } from "vitest";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  DAY_MS,
  GUEST,
  HOUR_MS,
  instant,
  journalOf,
  linkIn,
  linksIn,
  loaded,
  MINUTE_MS,
  mail,
  open,
  openAccount,
  openPage,
  payLink,
  payPage,
  press,
  request,
  reserve,
  sent,
  setTransfers,
  spotsLeft,
  statusOf,
} from "./session-story.ts";

describe("two things at once", () => {
  it("accept and decline: the first counts, the other is told so", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const email = mail(stage, "supplier_new_request");
    const [yes, no] = await Promise.all([
      press(stage, linkIn(email, "accept")),
      press(stage, linkIn(email, "decline")),
    ]);
    const titles = [yes.title, no.title];
    expect([
      ["Already declined", "Request declined"],
      ["Request accepted", "Booking already approved"],
    ]).toContainEqual(titles);
    await stage.pass();
    expect(["approved", "declined"]).toContain(statusOf(stage, reservation));
    expect(sent(stage, "guest_booking_approved").length).toBe(
      yes.title === "Request accepted" ? 1 : 0,
    );
    expect(sent(stage, "guest_request_declined").length).toBe(
      no.title === "Request declined" ? 1 : 0,
    );
  });

  it("accept, while the supplier's account is asked for, and a guest who takes the last spots", async () => {
    const stage = sessionStage();
    const account = await openAccount(stage);
    const { reservation } = await reserve(stage, {
      ...request,
      requested: { date: "2026-12-12", time: "10:00" },
    });
    await stage.pass();
    // Not believed any more, so that accepting has to ask Stripe; meanwhile the spots go.
    await setTransfers(stage, account, "inactive");
    await stage.pass(10_000);
    await setTransfers(stage, account, "active");
    const eve = { ...instant, participants: 7, guest: { ...GUEST, email: "eve@example.com" } };
    stage.onCall(/\/v1\/accounts\//, async () => void (await reserve(stage, eve)));
    const answer = await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    expect(answer.title).toBe("Not enough spots left");
    expect(answer.text).toContain("resta 1 posto");
    expect(statusOf(stage, reservation)).toBe("pending");
    expect(spotsLeft(stage, reservation)).toBe(1);
  });

  it("accept at the deadline: it was accepted or it has expired, never both", async () => {
    for (const late of [-1, 0, 1]) {
      const stage = sessionStage();
      await openAccount(stage);
      const { reservation, responseDeadline } = await reserve(stage, request);
      await stage.pass();
      const link = linkIn(mail(stage, "supplier_new_request"), "accept");
      await stage.until(Date.parse(responseDeadline) - 2);
      stage.jump(2 + late);
      const [answer] = await Promise.all([press(stage, link), stage.pass(0)]);
      await stage.pass();
      const journal = journalOf(stage, reservation);
      const ends = journal.filter((type) => /Accepted|Expired/.test(type));
      expect(ends).toEqual([late < 0 ? "RequestAccepted" : "RequestExpired"]);
      expect(answer.title).toBe(late < 0 ? "Request accepted" : "Request expired");
    }
  });

  it("cancelling while the payment's own news is repeated: one refund, no second booking", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    for (const { id } of stage.state().stripe.events) {
      await stage.control(`/sandbox/stripe/events/${id}/resend`, {});
    }
    await Promise.all([press(stage, link), stage.pass()]);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(stage.refunds()).toHaveLength(1);
    expectSessionsSettled(stage);
  });

  it("the end of the hold and the payment, at every call that closes the link", async () => {
    for (const call of [/payment_links\/[^/]+$/, /checkout\/sessions\?/, /\/expire$/]) {
      const stage = sessionStage();
      const { reservation, paymentUrl } = await reserve(stage, instant);
      await stage.pass(23 * HOUR_MS);
      const page = (await openPage(stage, paymentUrl)) ?? "";
      await stage.pass(HOUR_MS - 1);
      stage.onCall(call, async () => void (await payPage(stage, page)));
      await stage.pass(5 * MINUTE_MS);
      expect(stage.state().stripe.charges, String(call)).toHaveLength(1);
      expect(statusOf(stage, reservation), String(call)).toBe("confirmed");
      expectSessionsSettled(stage);
    }
  });
});

describe("a supplier without an account", () => {
  it("finds the way to one in every email, until there is one", async () => {
    const stage = sessionStage();
    await reserve(stage, request);
    await booked(stage, { guest: { ...GUEST, email: "bob@example.com" } });
    const ways = (template: string) =>
      linksIn(mail(stage, template as "supplier_new_request")).filter((link) =>
        link.includes("/api/suppliers/stamperia-rosa/onboarding?token="),
      );
    for (const template of [
      "supplier_new_request",
      "supplier_new_booking",
      "supplier_booking_confirmed",
    ]) {
      expect(ways(template), template).toHaveLength(1);
      expect((await open(stage, ways(template)[0] ?? "")).button).toBe(true);
    }
    expect(stage.state().stripe.accounts).toEqual([]);
    await openAccount(stage);
    await stage.until(CHECK_AT + MINUTE_MS);
    expect(ways("supplier_completion_check")).toEqual([]);
  });

  it("whose account loses its capability is blocked again, and finds the way back", async () => {
    const stage = sessionStage();
    const account = await openAccount(stage);
    await accepted(stage);
    await setTransfers(stage, account, "inactive");
    await stage.pass(10_000);
    const { reservation } = await reserve(stage, {
      ...request,
      guest: { ...GUEST, email: "bob@example.com" },
    });
    await stage.pass();
    const accept = linkIn(mail(stage, "supplier_new_request", reservation), "accept");
    expect((await press(stage, accept)).title).toBe("Set up your payouts first");
    await setTransfers(stage, account, "active");
    await stage.pass(10_000);
    expect((await press(stage, accept)).title).toBe("Request accepted");
  });

  it("cannot accept while Stripe does not answer, is told so, and can a minute later", async () => {
    const stage = sessionStage();
    const account = await openAccount(stage);
    await setTransfers(stage, account, "inactive");
    await stage.pass(10_000);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    await setTransfers(stage, account, "active");
    await stage.fault({ provider: "stripe", operation: "accounts.retrieve", mode: "timeout" });
    const accept = linkIn(mail(stage, "supplier_new_request"), "accept");
    expect((await press(stage, accept)).title).toBe("Please try again");
    expect(statusOf(stage, reservation)).toBe("pending");
    await stage.pass();
    expect((await press(stage, accept)).title).toBe("Request accepted");
  });
});

describe("emails that cannot be sent", () => {
  it("keep nobody from booking, and are sent when they can be", async () => {
    const stage = sessionStage();
    await stage.fault({
      provider: "mailersend",
      operation: "email.send",
      mode: "fail",
      status: 503,
      times: 20,
    });
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    await stage.pass(HOUR_MS);
    expect(sent(stage, "guest_payment_confirmed")).toHaveLength(1);
    expect(sent(stage, "supplier_booking_confirmed")).toHaveLength(1);
    // What invites to pay is not sent once it is paid.
    expect(sent(stage, "guest_instant_booking")).toEqual([]);
  });

  it("about a hold that is over do not invite to pay it", async () => {
    const stage = sessionStage();
    await stage.fault({
      provider: "mailersend",
      operation: "email.send",
      mode: "fail",
      status: 503,
      times: 100_000,
    });
    const { reservation } = await reserve(stage, instant);
    await stage.pass(DAY_MS + HOUR_MS);
    await stage.control("/sandbox/faults", {}, "DELETE");
    await stage.pass(2 * HOUR_MS);
    expect(loaded(stage, reservation).status).toBe("expired");
    expect(sent(stage, "guest_instant_booking")).toEqual([]);
    expect(sent(stage, "guest_payment_expired")).toHaveLength(1);
  });
});
