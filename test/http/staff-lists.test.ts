import { describe, expect, it } from "vitest";
import { booked, instant, payLink, request, reserve } from "../objects/session/session-story.ts";
import { refusalOf, type StaffStage, staffStage, WHO } from "./staff-stage.ts";

interface Bookings {
  from?: string;
  bookings: Record<string, unknown>[];
  next: string | null;
}

const ids = ({ bookings }: Bookings) => bookings.map(({ reservation }) => reservation);

async function bookedRoom(stage: StaffStage) {
  const { reservation, paymentIntent } = await stage.hold();
  await stage.pay(paymentIntent);
  await stage.pass();
  return reservation;
}

describe("GET /api/staff/bookings", () => {
  it("lists sessions and what is asked for, with what staff need and no link or secret", async () => {
    const stage = await staffStage();
    const asked = await reserve(stage, request);
    const { reservation } = await booked(stage);
    const answer = await stage.ask("/bookings");
    const text = await answer.clone().text();
    expect(text).not.toMatch(/token=|buy\.|secret/);
    const list = (await answer.json()) as Bookings;
    expect(list.from).toBe("2026-11-20");
    expect(ids(list)).toEqual([asked.reservation, reservation]);
    expect(list.bookings[1]).toMatchObject({
      kind: "session",
      bookable: "linocut-workshop",
      status: "confirmed",
      customer: { name: "Ada Lovelace", email: "ada@example.com" },
      dates: ["2026-12-12"],
      startsAt: "2026-12-12T17:00:00.000Z",
      amount: 9000,
      session: { flow: "instant", participants: 2, hotel: "harbour-house" },
    });
    const pending: Bookings = await stage.read("/bookings?status=pending");
    expect(ids(pending)).toEqual([asked.reservation]);
    expect(ids(await stage.read("/bookings?q=ADA%40example"))).toHaveLength(2);
    expect(ids(await stage.read("/bookings?to=2026-12-11"))).toEqual([asked.reservation]);
    expect(ids(await stage.read("/bookings?kind=room"))).toEqual([]);
  });

  it("goes on where the page before ended", async () => {
    const stage = await staffStage();
    const asked = await reserve(stage, request);
    const held = await reserve(stage, instant);
    await stage.pass();
    const first: Bookings = await stage.read("/bookings?limit=1");
    expect(ids(first)).toEqual([asked.reservation]);
    const second: Bookings = await stage.read(`/bookings?limit=1&after=${first.next}`);
    expect([ids(second), second.next]).toEqual([[held.reservation], null]);
  });

  it.each<[string, string]>([
    ["from=2026-02-30", "from"],
    ["to=tomorrow", "to"],
    ["from=2026-12-02&to=2026-12-01", "to"],
    ["kind=boat", "kind"],
    ["status=lost", "status"],
    ["q=x", "q"],
    [`q=${"x".repeat(101)}`, "q"],
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=1e2", "limit"],
    ["after=nonsense", "after"],
    ["colour=red", "colour"],
  ])("refuses ?%s with the field and the rule", async (query, field) => {
    const stage = await staffStage();
    const { status, violations } = await refusalOf(await stage.ask(`/bookings?${query}`));
    expect(status).toBe(422);
    expect(violations?.map((one) => one.field)).toEqual([field]);
    expect(violations?.[0]?.message).toMatch(/\w{3}.*\.$/);
  });
});

describe("a failed booking", () => {
  /** Paid after its hold had ended and somebody else had taken the last spots. */
  async function failed(stage: StaffStage) {
    const late = await reserve(stage, { ...instant, participants: 8 });
    await stage.pass();
    await stage.fault({ provider: "stripe", operation: "refunds.create", mode: "fail", times: 99 });
    await payLink(stage, late.paymentUrl);
    stage.jump(30 * 24 * 60 * 60_000);
    await stage.pass();
    return late.reservation;
  }

  it("is listed as open until somebody says what became of it, and then keeps their word", async () => {
    const stage = await staffStage();
    const reservation = await failed(stage);
    const list = await stage.read<{ failedBookings: object[] }>("/failed-bookings");
    expect(list.failedBookings).toMatchObject([
      { reservation, open: true, paid: true, reason: "slot-passed", resolution: null },
    ]);
    const path = `/failed-bookings/${reservation}/resolve`;
    const resolved = await stage.tell(path, { note: "  paid back by cheque  " });
    expect(await resolved.json()).toMatchObject({ resolvedBy: WHO, note: "paid back by cheque" });
    const again = await stage.tell(path, { note: "something else" });
    expect(await again.json()).toMatchObject({ note: "paid back by cheque" });
    const after = await stage.read<{ failedBookings: object[] }>("/failed-bookings");
    expect(after.failedBookings).toMatchObject([{ open: false, resolution: { resolvedBy: WHO } }]);
    expect(stage.lines("Failed booking resolved")[0]).toMatchObject({ reservation, who: WHO });
  });

  it.each([{}, { note: " " }, { note: "x".repeat(501) }, { note: "done", by: "me" }])(
    "is not resolved by %j",
    async (body) => {
      const stage = await staffStage();
      const answer = await stage.tell("/failed-bookings/res_room_x/resolve", body);
      expect(await refusalOf(answer)).toMatchObject({ status: 422, code: "invalid-request" });
    },
  );

  it("that nobody knows cannot be resolved", async () => {
    const stage = await staffStage();
    const answer = await stage.tell("/failed-bookings/res_room_x/resolve", { note: "done" });
    expect(await refusalOf(answer)).toMatchObject({ status: 404, code: "unknown-reservation" });
  });
});

describe("a stray payment", () => {
  it("stays on the list until it is resolved, and its row says by whom", async () => {
    const stage = await staffStage();
    const stray = { payment: "pi_lost", event: "evt_1", amount: 500, currency: "cad", detail: "?" };
    stage.desk.openStray(stray);
    const list = await stage.read<{ payments: object[] }>("/stray-payments");
    expect(list.payments).toMatchObject([{ payment: "pi_lost" }]);
    const resolve = (note: string) => stage.tell("/stray-payments/pi_lost/resolve", { note });
    expect(await (await resolve("a market stall's")).json()).toMatchObject({ resolvedBy: WHO });
    expect(await (await resolve("no")).json()).toMatchObject({ note: "a market stall's" });
    expect(await stage.read("/stray-payments")).toEqual({ payments: [] });
    // Told of again, it is not opened again.
    stage.desk.openStray(stray);
    expect(await stage.read("/stray-payments")).toEqual({ payments: [] });
    expect(stage.lines("Stray payment resolved")).toMatchObject([{ who: WHO }]);
  });

  it("that the desk does not have is not found", async () => {
    const stage = await staffStage();
    const answer = await stage.tell("/stray-payments/pi_other/resolve", { note: "done" });
    expect(answer.status).toBe(404);
  });
});

describe("the story of a reservation", () => {
  it("is there before any payment, and the guest's page is given to staff by name", async () => {
    const stage = await staffStage();
    const asked = await reserve(stage, request);
    const answer = await stage.ask(`/bookings/${asked.reservation}`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      reservation: { status: "pending" },
      journal: [{ event: { type: "SessionRequested" } }],
    });
    const link = await stage.tell(`/bookings/${asked.reservation}/link`, {});
    expect(await link.json()).toEqual({ bookingUrl: asked.bookingUrl });
    const said = stage.lines("Guest's link given to staff");
    expect(said).toMatchObject([{ reservation: asked.reservation, who: WHO }]);
    expect(JSON.stringify(stage.log)).not.toContain("token=");
  });

  it("of a paid session is found by its payment, without what could be paid by", async () => {
    const stage = await staffStage();
    const { reservation, paymentUrl } = await booked(stage);
    const payment = stage.intents()[0]?.id;
    const answer = await stage.ask(`/payments/${payment}`);
    const text = await answer.text();
    expect(text).not.toContain(paymentUrl);
    expect(JSON.parse(text)).toMatchObject({
      atProvider: { state: "captured", reservation },
      reservation: { id: reservation, status: "confirmed" },
    });
  });

  it("of a room's booking is found by its id", async () => {
    const stage = await staffStage();
    const reservation = await bookedRoom(stage);
    expect(await stage.read(`/bookings/${reservation}`)).toMatchObject({
      reservation: { status: "confirmed" },
    });
    expect((await stage.tell(`/bookings/${reservation}/link`, {})).status).toBe(404);
  });
});
