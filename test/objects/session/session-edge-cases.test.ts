import { describe, expect, it } from "vitest";
import { expectSessionsSettled, sessionStage } from "./session-sound.ts";
import {
  accepted,
  booked,
  DAY_MS,
  enrol,
  GUEST,
  instant,
  journalOf,
  linkIn,
  linksIn,
  loaded,
  mail,
  mails,
  open,
  openAccount,
  openPage,
  PRICE,
  payLink,
  payPage,
  press,
  request,
  reserve,
  STARTS_AT,
  spotsLeft,
  statusOf,
  stored,
  told,
} from "./session-story.ts";

/** The experiences document, "Edge Cases to Handle": one test for each row, in its words. */
describe("Edge Cases to Handle", () => {
  it('Supplier clicks Accept twice: second click shows "Already accepted" message', async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const link = linkIn(mail(stage, "supplier_new_request"), "accept");
    expect((await press(stage, link)).title).toBe("Request accepted");
    await stage.pass();
    const before = stored(stage);
    for (const click of [press, open]) {
      const shown = await click(stage, link);
      expect(shown).toMatchObject({ status: 200, title: "Already accepted", button: false });
    }
    expect(stored(stage)).toBe(before);
    await stage.pass();
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
    expect(
      mails(stage).filter(({ template }) => template === "guest_booking_approved"),
    ).toHaveLength(1);
    expect(journalOf(stage, reservation)).toEqual([
      "SessionRequested",
      "RequestAccepted",
      "LinkOpened",
    ]);
  });

  it("Supplier clicks Accept twice at once: one of the clicks accepts", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const link = linkIn(mail(stage, "supplier_new_request"), "accept");
    const titles = (await Promise.all([1, 2, 3].map(() => press(stage, link)))).map(
      ({ title }) => title,
    );
    expect(titles.toSorted()).toEqual(["Already accepted", "Already accepted", "Request accepted"]);
    await stage.pass();
    expect(spotsLeft(stage, reservation)).toBe(6);
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
  });

  it('Supplier clicks Decline after Accept: not allowed, show "Booking already approved"', async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await accepted(stage);
    const before = stored(stage);
    const link = linkIn(mail(stage, "supplier_new_request"), "decline");
    for (const click of [open, press]) {
      const shown = await click(stage, link);
      expect(shown).toMatchObject({ title: "Booking already approved", button: false });
    }
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("approved");
    await payLink(stage, loaded(stage, reservation).link?.url ?? "");
    await stage.pass();
    expect((await press(stage, link)).title).toBe("Booking already approved");
    expect(statusOf(stage, reservation)).toBe("confirmed");
  });

  it("Supplier clicks Accept after Decline: not allowed, nothing is opened", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const asked = mail(stage, "supplier_new_request");
    await press(stage, linkIn(asked, "decline"));
    await stage.pass();
    const before = stored(stage);
    for (const answer of ["accept", "decline"]) {
      const shown = await press(stage, linkIn(asked, answer));
      expect(shown).toMatchObject({ title: "Already declined", button: false });
    }
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("declined");
    expect(stage.state().stripe.paymentLinks).toEqual([]);
  });

  it("Guest clicks pay link after expiry: payment link should be deactivated, show error", async () => {
    const stage = sessionStage();
    const { reservation, paymentUrl } = await reserve(stage, instant);
    await stage.pass();
    const pay = linksIn(mail(stage, "guest_instant_booking")).find((link) => link === paymentUrl);
    await stage.pass(DAY_MS);
    expect(statusOf(stage, reservation)).toBe("expired");
    expect(stage.state().stripe.paymentLinks).toMatchObject([{ active: false }]);
    const answer = await stage.provider(new Request(pay ?? ""));
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("no longer active");
    expect(stage.state().stripe.checkoutSessions).toEqual([]);
    expectSessionsSettled(stage);
  });

  it('Guest clicks cancel after 7-day window: show "Cancellation no longer available"', async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    await stage.until(STARTS_AT - 7 * DAY_MS + 1);
    const before = stored(stage);
    for (const click of [open, press]) {
      const shown = await click(stage, link);
      expect(shown).toMatchObject({ title: "Cancellation no longer available", button: false });
      expect(shown.text).toContain("Cancellation is no longer available for this booking");
    }
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expect(stage.refunds()).toEqual([]);
  });

  it("Stripe webhook arrives before redirect: handle gracefully, booking might already exist", async () => {
    const stage = sessionStage();
    const held = await enrol(stage);
    await stage.pay(held.paymentIntent);
    await stage.pass();
    const ask = () =>
      stage
        .call(`/api/bookings/by-payment-intent?payment_intent=${held.paymentIntent}`)
        .then((answer) => answer.json());
    expect(await ask()).toMatchObject({ found: true, status: "confirmed" });
    expect(await ask()).toMatchObject({ found: true, status: "confirmed" });
    expect(
      journalOf(stage, held.reservation).filter((type) => type === "BookingConfirmed"),
    ).toEqual(["BookingConfirmed"]);
  });

  it("Stripe webhook arrives after redirect: the guest hears that it is processing, then the booking", async () => {
    const stage = sessionStage({ webhooks: "manual" });
    const held = await enrol(stage);
    await stage.pay(held.paymentIntent);
    const ask = () =>
      stage
        .call(`/api/bookings/by-payment-intent?payment_intent=${held.paymentIntent}`)
        .then((answer) => answer.json());
    expect(await ask()).toMatchObject({ found: false, status: "processing" });
    for (const webhook of await stage.takeWebhooks()) await stage.deliver(webhook);
    expect(await ask()).toMatchObject({ found: true, status: "confirmed" });
  });

  it("Supplier has no Stripe account yet: block accept action, prompt to complete Stripe onboarding", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const accept = linkIn(mail(stage, "supplier_new_request"), "accept");
    const before = stored(stage);
    const blocked = await press(stage, accept);
    expect(blocked.title).toBe("Set up your payouts first");
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("pending");

    const prompt = /href="(\/api\/suppliers\/[^"]+)"/.exec(blocked.html)?.[1] ?? "";
    expect((await open(stage, prompt)).button).toBe(true);
    const { pathname, search } = new URL(prompt, "http://localhost:8787");
    const begun = await stage.call(`${pathname}${search}`, { method: "POST" });
    const page = begun.headers.get("location") ?? "";
    const form = await (await stage.provider(new Request(page))).text();
    const visit = /name="visit" value="(\w+)"/.exec(form)?.[1] ?? "";
    const body = new URLSearchParams({ visit, outcome: "finish" });
    await stage.provider(new Request(page, { method: "POST", body }));
    await stage.pass(10_000);

    expect((await press(stage, accept)).title).toBe("Request accepted");
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("approved");
    expect(mail(stage, "guest_booking_approved").to).toBe(GUEST.email);
  });

  it("Supplier has begun, not finished, Stripe onboarding: accept stays blocked", async () => {
    const stage = sessionStage();
    await reserve(stage, request);
    await stage.pass();
    const account = await openAccount(stage);
    await stage.control(`/sandbox/stripe/accounts/${account}/capabilities`, { status: "pending" });
    await stage.pass(10_000);
    const accept = linkIn(mail(stage, "supplier_new_request"), "accept");
    expect((await press(stage, accept)).title).toBe("Set up your payouts first");
  });

  it("Experience session is full: reject request at submission time", async () => {
    const stage = sessionStage();
    await booked(stage, { participants: 8 });
    const before = stored(stage);
    const late = { ...instant, guest: { ...GUEST, email: "eve@example.com" }, participants: 1 };
    const full = await stage.post("/api/reservations", late);
    expect(full.status).toBe(409);
    expect(await full.json()).toMatchObject({ code: "session-full", spotsAvailable: 0 });
    const { session: _session, ...rest } = late;
    const asked = await stage.post("/api/reservations", {
      ...rest,
      requested: { date: "2026-12-12", time: "10:00" },
    });
    expect(asked.status).toBe(409);
    expect(await asked.json()).toMatchObject({ code: "session-full" });
    expect(stored(stage)).toBe(before);
  });

  it("Double payment attempt: Stripe handles this, only one charge goes through", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const page = (await openPage(stage, paymentUrl)) ?? "";
    await payPage(stage, page);
    const again = await payPage(stage, page);
    expect(again.headers.get("location")).toContain(`/bookings/${reservation}`);
    expect((await stage.provider(new Request(paymentUrl))).status).toBe(410);
    await stage.pass();
    expect(stage.state().stripe.charges).toHaveLength(1);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    expectSessionsSettled(stage);
  });

  it("Double payment attempt on two pages that were open: the second charge goes back by itself", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const pages = [await openPage(stage, paymentUrl), await openPage(stage, paymentUrl)];
    for (const page of pages) await payPage(stage, page ?? "");
    await stage.pass();
    expect(stage.state().stripe.charges).toHaveLength(2);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const { items, payment } = loaded(stage, reservation);
    const second = stage.intents().find(({ id }) => id !== payment?.id);
    expect(items).toEqual({});
    expect(stage.refunds()).toMatchObject([
      { payment_intent: second?.id, amount: PRICE, status: "succeeded" },
    ]);
    expect(mail(stage, "guest_second_payment_returned").text).toContain("was paid twice");
    expect(mails(stage).filter(({ template }) => template === "staff")).toEqual([]);
    expect(spotsLeft(stage, reservation)).toBe(6);
    expectSessionsSettled(stage);
  });

  it("A page that was open when the first was paid is closed with the link", async () => {
    const stage = sessionStage();
    const { paymentUrl, reservation } = await reserve(stage, instant);
    const first = (await openPage(stage, paymentUrl)) ?? "";
    const second = (await openPage(stage, paymentUrl)) ?? "";
    await payPage(stage, first);
    await stage.pass();
    expect((await payPage(stage, second)).status).toBe(410);
    expect(stage.state().stripe.charges).toHaveLength(1);
    expect(loaded(stage, reservation).items).toEqual({});
    expectSessionsSettled(stage);
  });

  it("Multiple requests for same date/time: on accept, system checks for existing session and reuses it, updating spots accordingly", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const people: [string, number][] = [
      ["ada@example.com", 3],
      ["bob@example.com", 4],
      ["cyd@example.com", 2],
    ];
    const asked = [];
    for (const [email, participants] of people) {
      asked.push(await reserve(stage, { ...request, participants, guest: { ...GUEST, email } }));
    }
    await stage.pass();
    const answers = [];
    for (const { reservation } of asked) {
      const link = linkIn(mail(stage, "supplier_new_request", reservation), "accept");
      answers.push((await press(stage, link)).title);
    }
    expect(answers).toEqual(["Request accepted", "Request accepted", "Not enough spots left"]);
    const [first, second, third] = asked.map(({ reservation }) => reservation);
    expect(stage.sessions.all()).toHaveLength(1);
    expect(spotsLeft(stage, first ?? "")).toBe(1);
    expect(statusOf(stage, second ?? "")).toBe("approved");
    expect(statusOf(stage, third ?? "")).toBe("pending");
    const decline = linkIn(mail(stage, "supplier_new_request", third), "decline");
    expect((await press(stage, decline)).title).toBe("Request declined");
  });

  it("Request-based booking accepted: session is automatically created, making remaining spots available to other guests in widget", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const list = async () => {
      const query = "from=2026-12-11&to=2026-12-11";
      const answer = await stage.call(`/api/experiences/linocut-workshop/sessions?${query}`);
      return ((await answer.json()) as { sessions: object[] }).sessions;
    };
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    expect(await list()).toEqual([]);
    const eve = { ...GUEST, email: "eve@example.com" };
    const early = { ...instant, session: "2026-12-11T11:00", guest: eve };
    expect((await stage.post("/api/reservations", early)).status).toBe(422);
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    await stage.pass();
    expect(await list()).toEqual([
      {
        session: "2026-12-11T11:00",
        date: "2026-12-11",
        time: "11:00",
        startsAt: "2026-12-11T18:00:00.000Z",
        endsAt: "2026-12-11T20:00:00.000Z",
        spotsTotal: 8,
        spotsAvailable: 6,
      },
    ]);
    const other = await reserve(stage, early);
    expect(other.status).toBe("approved");
    expect(spotsLeft(stage, reservation)).toBe(4);
    await stage.pass();
    expect(told(stage, other.reservation)).toEqual([
      "guest_instant_booking → eve@example.com",
      "supplier_new_booking → rosa@stamperiarosa.example",
    ]);
  });
});
