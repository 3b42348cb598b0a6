import { describe, expect, it } from "vitest";
import { booked, DAY_MS, openAccount, request, reserve } from "../objects/session/session-story.ts";
import { refusalOf, staffStage } from "./staff-stage.ts";

describe("GET /api/staff/metrics", () => {
  it("states its period, and counts what began in it", async () => {
    const stage = await staffStage();
    await reserve(stage, request);
    await booked(stage);
    const metrics = await stage.read<Record<string, unknown>>("/metrics");
    expect(metrics.period).toEqual({
      from: "2026-10-23",
      to: "2026-11-21",
      timeZone: "America/Vancouver",
    });
    expect(metrics.sessions).toMatchObject({
      requestConversion: { count: 0, of: 1, rate: 0 },
      supplierResponse: { count: 0, of: 1, rate: 0 },
      paymentCompletion: { count: 1, of: 1, rate: 1 },
      averageResponseMs: null,
      cancellation: { count: 0, of: 1, rate: 0 },
      hotelRevenue: [],
    });
    expect(metrics.failedBookings).toEqual({ count: 0, open: 0 });
    const before = await stage.read<{ sessions: object }>("/metrics?from=2026-01-01&to=2026-11-20");
    expect(before.sessions).toMatchObject({ requestConversion: { of: 0, rate: null } });
  });

  it.each(["from=x", "to=2026-13-01", "from=2026-12-02&to=2026-12-01", "per=hotel"])(
    "refuses ?%s",
    async (query) => {
      const stage = await staffStage();
      expect((await refusalOf(await stage.ask(`/metrics?${query}`))).status).toBe(422);
    },
  );
});

describe("GET /api/staff/commissions", () => {
  it("says what each hotel is to be paid for a month, and whether more may come", async () => {
    const stage = await staffStage();
    await openAccount(stage);
    await booked(stage);
    await stage.pass(40 * DAY_MS);
    expect(stage.now()).toBeGreaterThan(Date.parse("2026-12-31T00:00:00Z"));
    const december = await stage.read("/commissions?month=2026-12");
    expect(december).toEqual({
      month: "2026-12",
      period: { from: "2026-12-01", to: "2026-12-31", timeZone: "America/Vancouver" },
      final: false,
      commissions: [
        {
          hotel: {
            slug: "harbour-house",
            name: "Harbour House Hotel",
            email: "concierge@harbourhouse.example",
          },
          bookings: 1,
          amount: 1080,
          currency: "cad",
          refundedAfterwards: 0,
          supplierUnpaid: 0,
        },
      ],
    });
    expect(await stage.read("/commissions?month=2026-11")).toMatchObject({
      period: { from: "2026-11-01", to: "2026-11-30" },
      final: true,
      commissions: [],
    });
    expect(await stage.read("/commissions?month=2028-02")).toMatchObject({
      period: { to: "2028-02-29" },
    });
  });

  it.each(["", "month=2026-13", "month=2026", "month=2026-12-01"])("refuses ?%s", async (query) => {
    const stage = await staffStage();
    const { status, violations } = await refusalOf(await stage.ask(`/commissions?${query}`));
    expect([status, violations?.[0]?.field]).toEqual([422, "month"]);
  });
});
