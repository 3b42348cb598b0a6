import { describe, expect, it } from "vitest";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  booked,
  DAY_MS,
  enrol,
  GUEST,
  HOUR_MS,
  instant,
  lesson,
  linkIn,
  loaded,
  mail,
  mails,
  objectOf,
  payLink,
  press,
  request,
  reserve,
  spotsLeft,
  statusOf,
  stored,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

interface Problem {
  code: string;
  violations?: { field: string; code: string; message: string }[];
}

async function refusal(stage: Stage, body: object, path = "/api/reservations") {
  // Whether there is a session outside the schedule, only its object knows: it may be asked.
  for (const time of ["2026-12-12/11:00", "2026-12-30/18:00"]) {
    stage.sessions.session(`linocut-workshop/${time}`);
  }
  const before = stored(stage);
  const answer = await stage.post(path, body);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await answer.json()) as Problem;
  expect(stored(stage), "nothing changed").toBe(before);
  await stage.pass();
  expect(mails(stage), "nobody is written to").toEqual([]);
  expect(stage.state().stripe.paymentLinks).toEqual([]);
  return { status: answer.status, ...problem };
}

const tooMany = { participants: 9 };

describe("bad input is refused by field and rule, and nothing is changed", () => {
  it.each<[string, object, number, string, string | undefined, string | undefined]>([
    [
      "no participants",
      { participants: 0 },
      422,
      "invalid-request",
      "participants",
      "participants",
    ],
    [
      "fewer than none",
      { participants: -1 },
      422,
      "invalid-request",
      "participants",
      "participants",
    ],
    [
      "half a participant",
      { participants: 1.5 },
      422,
      "invalid-request",
      "participants",
      "participants",
    ],
    ["a number as text", { participants: "2" }, 422, "invalid-request", "participants", "invalid"],
    [
      "more than the session takes",
      tooMany,
      422,
      "invalid-request",
      "participants",
      "over-maximum",
    ],
    [
      "a past date",
      { session: "2026-11-14T10:00" },
      422,
      "invalid-request",
      "session",
      "past-date",
    ],
    [
      "a date too far ahead",
      { session: "2027-06-05T10:00" },
      422,
      "invalid-request",
      "session",
      "too-late",
    ],
    [
      "a date that there is not",
      { session: "2026-02-30T10:00" },
      422,
      "invalid-request",
      "session",
      "not-a-session",
    ],
    [
      "no session at that time",
      { session: "2026-12-12T11:00" },
      422,
      "invalid-request",
      "session",
      "not-a-session",
    ],
    [
      "a closed day",
      { session: "2026-12-30T18:00" },
      422,
      "invalid-request",
      "session",
      "not-a-session",
    ],
    [
      "nonsense for a session",
      { session: "tomorrow" },
      422,
      "invalid-request",
      "session",
      "not-a-session",
    ],
    [
      "an unknown experience",
      { experience: "bungee" },
      404,
      "unknown-experience",
      undefined,
      undefined,
    ],
    [
      "the name of every object",
      { experience: "__proto__" },
      404,
      "unknown-experience",
      undefined,
      undefined,
    ],
    ["an unknown hotel", { hotel: "ritz" }, 422, "invalid-request", "hotel", "unknown-hotel"],
    [
      "a class",
      { experience: "bargaining-basics", session: "2026-12-07T18:00" },
      422,
      "invalid-request",
      "experience",
      "wrong-checkout",
    ],
    [
      "a price of the client's own",
      { amount: 1 },
      422,
      "invalid-request",
      "amount",
      "unknown-field",
    ],
    [
      "neither a session nor a wish",
      { session: undefined },
      422,
      "invalid-request",
      "session",
      "invalid",
    ],
    [
      "both a session and a wish",
      { requested: request.requested },
      422,
      "invalid-request",
      "session",
      "invalid",
    ],
    [
      "no email address",
      { guest: { ...GUEST, email: "ada" } },
      422,
      "invalid-request",
      "guest.email",
      "invalid",
    ],
    [
      "no phone number",
      { guest: { ...GUEST, phone: undefined } },
      422,
      "invalid-request",
      "guest.phone",
      "invalid",
    ],
    [
      "no last name",
      { guest: { ...GUEST, lastName: " " } },
      422,
      "invalid-request",
      "guest.lastName",
      "invalid",
    ],
    [
      "a header in a name",
      { guest: { ...GUEST, firstName: "A\nBcc: x@y.z" } },
      422,
      "invalid-request",
      "guest.firstName",
      "invalid",
    ],
  ])("%s", async (_what, change, status, code, field, violation) => {
    const stage = sessionStage();
    const found = await refusal(stage, { ...instant, ...change });
    expect(found).toMatchObject({ status, code });
    if (field === undefined) return;
    expect(found.violations).toMatchObject([{ field, code: violation }]);
    expect(found.violations?.[0]?.message).toMatch(/\w+/);
  });

  it.each<[string, object, string, string]>([
    [
      "a past date",
      { requested: { date: "2026-11-20", time: "11:00" } },
      "requested.date",
      "past-date",
    ],
    [
      "a date that there is not",
      { requested: { date: "2026-02-30", time: "11:00" } },
      "requested.date",
      "not-a-date",
    ],
    [
      "a time that there is not",
      { requested: { date: "2026-12-11", time: "25:00" } },
      "requested.time",
      "not-a-time",
    ],
    [
      "a time off the grid",
      { requested: { date: "2026-12-11", time: "11:07" } },
      "requested.time",
      "off-grid",
    ],
    [
      "a time out of hours",
      { requested: { date: "2026-12-11", time: "19:00" } },
      "requested.time",
      "outside-hours",
    ],
    [
      "a closed day",
      { requested: { date: "2026-12-25", time: "11:00" } },
      "requested.date",
      "closed-day",
    ],
    ["half a participant", { participants: 2.5 }, "participants", "participants"],
    ["an unknown hotel", { hotel: "ritz" }, "hotel", "unknown-hotel"],
  ])("of a request: %s", async (_what, change, field, code) => {
    const found = await refusal(sessionStage(), { ...request, ...change });
    expect(found).toMatchObject({ status: 422, violations: [{ field, code }] });
  });

  it("of a class: what is paid by a link, and an unknown hotel", async () => {
    const path = "/api/create-payment-intent";
    const wrong = { ...lesson, experience: "linocut-workshop", session: instant.session };
    expect(await refusal(sessionStage(), wrong, path)).toMatchObject({
      violations: [{ field: "experience", code: "wrong-checkout" }],
    });
    expect(await refusal(sessionStage(), { ...lesson, hotel: "ritz" }, path)).toMatchObject({
      violations: [{ field: "hotel", code: "unknown-hotel" }],
    });
  });

  it("a local time that does not exist, because the clocks are put forward", async () => {
    const stage = sessionStage({
      at: Date.parse("2027-03-01T12:00:00Z"),
      changeExperience: (experience) => ({
        ...experience,
        rules: {
          ...experience.rules,
          timeZone: "Europe/Rome",
          request: { opens: "00:00", closes: "23:00" },
        },
      }),
    });
    const { object } = stage.sessions.session("linocut-workshop/2027-03-28/02:30");
    const customer = { name: "Ada Lovelace", email: GUEST.email };
    const wish = { participants: 2, customer, hotel: null, userId: null };
    const asker = { address: "here", requestKey: null };
    const before = stored(stage);
    expect(object.bookings.request({ ...wish, ...asker })).toMatchObject({
      ok: false,
      refusal: {
        reason: "invalid-request",
        violations: [{ field: "requested.time", code: "not-a-time" }],
      },
    });
    expect(stored(stage)).toBe(before);
  });
});

describe("a session that is full", () => {
  it("says how many spots are left, and takes whoever still fits", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage, { participants: 6 });
    const eve = { ...GUEST, email: "eve@example.com" };
    const before = stored(stage);
    const answer = await stage.post("/api/reservations", {
      ...instant,
      guest: eve,
      participants: 3,
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "session-full", spotsAvailable: 2 });
    expect(stored(stage)).toBe(before);
    await reserve(stage, { ...instant, guest: eve, participants: 2 });
    expect(spotsLeft(stage, reservation)).toBe(0);
  });
});

describe("a request that is repeated with its Idempotency-Key", () => {
  const key = { "idempotency-key": "attempt-0000-0000-0001" };

  it("gets the same reservation, link and deadline, and holds no second spot", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, instant, key);
    await stage.pass();
    const again = await reserve(stage, instant, key);
    expect(again).toEqual(first);
    expect(spotsLeft(stage, first.reservation)).toBe(6);
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
    expect(mails(stage)).toHaveLength(2);
  });

  it("all at once is one reservation", async () => {
    const stage = sessionStage();
    const answers = await Promise.all([1, 2, 3, 4].map(() => reserve(stage, instant, key)));
    expect(new Set(answers.map(({ reservation }) => reservation)).size).toBe(1);
    expect(new Set(answers.map(({ paymentUrl }) => paymentUrl)).size).toBe(1);
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
  });

  it("of a request asks the supplier once", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, request, key);
    expect(await reserve(stage, request, key)).toEqual(first);
    await stage.pass();
    expect(mails(stage)).toHaveLength(2);
  });

  it("of a class opens one payment", async () => {
    const stage = sessionStage();
    const post = () => stage.post("/api/create-payment-intent", lesson, key).then((a) => a.json());
    expect(await post()).toEqual(await post());
    expect(stage.intents()).toHaveLength(1);
  });

  it.each([
    ["participants", { participants: 3 }],
    ["guest", { guest: { ...GUEST, email: "eve@example.com" } }],
    ["hotel", { hotel: undefined }],
  ])("but for another %s is refused", async (_what, change) => {
    const stage = sessionStage();
    await reserve(stage, instant, key);
    await stage.pass();
    const before = stored(stage);
    const answer = await stage.post("/api/reservations", { ...instant, ...change }, key);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "idempotency-key-reused" });
    expect(stored(stage)).toBe(before);
  });

  it("after its hold has ended is a new attempt", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, instant, key);
    await stage.pass(25 * HOUR_MS);
    const second = await reserve(stage, instant, key);
    expect(second.reservation).not.toBe(first.reservation);
  });

  it("after it was declined asks the supplier anew", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, request, key);
    await stage.pass();
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "decline"));
    await stage.pass();
    const second = await reserve(stage, request, key);
    expect(second.reservation).not.toBe(first.reservation);
    expect(second.status).toBe("pending");
  });

  it("after it was paid and cancelled answers that: whoever repeats means no second payment", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, instant, key);
    await payLink(stage, first.paymentUrl);
    await stage.pass();
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass();
    const { reservation } = first;
    expect(await reserve(stage, instant, key)).toMatchObject({ reservation, status: "cancelled" });
    expect(stage.state().stripe.paymentLinks).toHaveLength(1);
  });

  it("after it was paid answers what it has become", async () => {
    const stage = sessionStage();
    const first = await reserve(stage, instant, key);
    await payLink(stage, first.paymentUrl);
    await stage.pass();
    expect(await reserve(stage, instant, key)).toMatchObject({
      reservation: first.reservation,
      status: "confirmed",
    });
  });

  it("too short to be anybody's own is refused", async () => {
    const stage = sessionStage();
    const answer = await stage.post("/api/reservations", instant, { "idempotency-key": "1" });
    expect(answer.status).toBe(422);
  });
});

describe("unpaid reservations of one guest", () => {
  it("are two of a session at most, unanswered requests included", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, { ...instant, participants: 1 });
    await reserve(stage, { ...instant, participants: 1 });
    await stage.pass();
    const before = stored(stage);
    const third = await stage.post("/api/reservations", {
      ...instant,
      participants: 1,
      guest: { ...GUEST, email: "Ada+more@Example.com" },
    });
    expect(third.status).toBe(429);
    expect(await third.json()).toMatchObject({ code: "too-many-holds" });
    expect(stored(stage)).toBe(before);
    const other = { ...GUEST, email: "bob@example.com" };
    await reserve(stage, { ...instant, guest: other, participants: 1 });
    expect(spotsLeft(stage, reservation)).toBe(5);
  });

  it("count no more once they are paid or over", async () => {
    const stage = sessionStage();
    await booked(stage, { participants: 1 });
    await reserve(stage, { ...instant, participants: 1 });
    await stage.pass(DAY_MS);
    await reserve(stage, { ...instant, participants: 1 });
    await reserve(stage, { ...instant, participants: 1 });
  });
});

describe("while payments are paused", () => {
  it("nothing is reserved, asked for or enrolled; what is open can still be paid", async () => {
    const stage = sessionStage();
    const open = await reserve(stage, instant);
    stage.desk.pausePayments(true);
    for (const [path, body] of [
      ["/api/reservations", { ...instant, guest: { ...GUEST, email: "eve@example.com" } }],
      ["/api/reservations", request],
      ["/api/create-payment-intent", lesson],
    ] as const) {
      const answer = await stage.post(path, body);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ code: "payments-paused" });
    }
    await payLink(stage, open.paymentUrl);
    await stage.pass();
    expect(statusOf(stage, open.reservation)).toBe("confirmed");
  });
});

describe("what a reservation is of", () => {
  it("keeps its price, terms and policy when the configuration changes", async () => {
    let price = 4500;
    const stage = sessionStage({
      changeExperience: (experience) => ({
        ...experience,
        pricing: { currency: "cad", pricePerPerson: price },
      }),
    });
    const { reservation, paymentUrl } = await reserve(stage, instant);
    price = 9900;
    objectOf(stage, reservation).restart();
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(loaded(stage, reservation)).toMatchObject({
      status: "confirmed",
      quote: { total: 9000 },
      split: { supplier: 7200 },
    });
  });

  it("is said by its id alone: class, instant and request reach their own object", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    expect(reservation).toMatch(/^res_session_linocut-workshop_20261212t1000_[0-9a-v]{16}$/);
    const held = await enrol(stage);
    expect(held.reservation).toMatch(/^res_session_bargaining-basics_20261207t1800_[0-9a-v]{16}$/);
  });
});
