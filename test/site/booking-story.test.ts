import { describe, expect, it } from "vitest";
import { bookingStory, type Returning } from "../../src/site/client/guest-booking/booking-story.ts";
import {
  returningAfter,
  waitAfter,
} from "../../src/site/client/guest-booking/use-guest-booking.ts";
import type { GuestBooking } from "../../src/site/client/sessions/session-api.ts";

const booking: GuestBooking = {
  status: "confirmed",
  code: "TG-7KQ2-M9XA",
  date: "2026-12-12",
  time: "10:00",
  participants: 2,
  total: 9000,
  currency: "cad",
  canCancel: true,
  cancelUntil: "2026-12-05T10:00:00-07:00",
};
const experience = { supplierName: "Stamperia Rosa", timeZone: "Europe/Rome" };
const story = (change: Partial<GuestBooking>, returning?: Returning, now?: number) => {
  const { sentences, ...rest } = bookingStory(
    { ...booking, ...change },
    experience,
    returning,
    now,
  );
  return { ...rest, text: sentences.join(" ") };
};

describe("the guest's page", () => {
  it("tells a guest who paid twice that the second payment goes back, in whatever state", () => {
    const none = { taken: 0, returned: 0, failed: 0 };
    const of = (amounts: object) => story({ paidTwice: { ...none, ...amounts } }).text;
    expect(of({ taken: 9_000 })).toContain("twice. CA$90.00 goes back to your card by itself.");
    expect(of({ returned: 9_000 })).toContain("twice. We have sent CA$90.00 back to your card.");
    expect(of({ failed: 9_000 })).toContain("twice. CA$90.00 has not reached your card.");
    expect(story({ paidTwice: { ...none, taken: 1 }, status: "completed" }).text).toContain(
      "twice",
    );
    expect(story({ status: "completed" }).text).not.toContain("twice");
  });

  it("says until when a request waits for its answer, and that nothing is charged before", () => {
    const { text, canPay } = story({
      status: "pending",
      responseDeadline: "2026-12-01T10:00:00+01:00",
    });
    expect(text).toContain("Stamperia Rosa has your request and answers by Tuesday, December 1");
    expect(text).toContain("Nothing is charged before a yes.");
    expect(canPay).toBe(false);
  });

  it("says until when to pay, in the experience's own time", () => {
    const { text, canPay } = story({
      status: "approved",
      paymentDeadline: "2026-12-01T09:00:00Z",
    });
    expect(text).toContain("until Tuesday, December 1, 10:00 am");
    expect(canPay).toBe(true);
  });

  it("says before paying until when one may cancel, or that it is too late for that already", () => {
    const unpaid = { status: "approved", canCancel: false } as const;
    const at = (day: string) => Date.parse(`2026-12-${day}T17:00:00Z`);
    expect(story(unpaid, undefined, at("04")).text).toContain(
      "Once it is paid, you can cancel and get all your money back until Saturday, December 5",
    );
    expect(story(unpaid, undefined, at("06")).text).toContain(
      "It starts so soon that it cannot be cancelled once it is paid.",
    );
  });

  it("offers no second payment to who has just come back from paying", () => {
    for (const returning of ["now", "a while ago"] as const) {
      const underway = { canPay: false, isUnderway: true };
      expect(story({ status: "approved" }, returning)).toMatchObject(underway);
    }
    expect(story({ status: "paid" })).toMatchObject({ canPay: false, isUnderway: true });
  });

  it("says so when the news of a payment takes longer than usual, and what to do: nothing", () => {
    expect(story({ status: "approved" }, "now").text).toContain("a few seconds");
    const { text } = story({ status: "approved" }, "a while ago");
    expect(text).toContain("longer than usual");
    expect(text).toContain("This page shows it by itself");
    expect(text).toContain("do not pay twice");
    expect(text).not.toContain("a few seconds");
  });

  it("says that nothing came back, instead of an amount of nothing", () => {
    const { text } = story({ status: "cancelled", refundedAmount: 0 });
    expect(text).toContain("Nothing of what you paid is refunded");
    expect(text).not.toContain("0.00");
  });

  it("says until when a confirmed booking can be cancelled, or that it no longer can", () => {
    expect(story({}).text).toContain("until Saturday, December 5, 10:00 am");
    expect(story({ canCancel: false }).text).toContain("too close to the start");
  });

  it("tells an unanswered request from spots that were not paid for", () => {
    expect(story({ status: "expired" }).text).toContain("did not answer in time");
    const unpaid = story({ status: "expired", paymentDeadline: "2026-12-01T09:00:00Z" });
    expect(unpaid.text).toContain("not paid in time");
    const reason = "The payment for it could not be opened.";
    const unable = story({ status: "expired", paymentDeadline: "2026-12-01T09:00:00Z", reason });
    expect(unable.text).toContain(reason);
    expect(unable.text).not.toContain("not paid in time");
  });

  it("says of money that does not fit that people look at it, not that nothing was charged", () => {
    const { text } = story({
      status: "expired",
      paymentDeadline: "2026-12-01T09:00:00Z",
      paymentMismatched: true,
    });
    expect(text).toContain("A payment has reached us that does not fit");
    expect(text).toContain("Our people look at it");
    expect(text).not.toMatch(/not paid in time|Nothing was charged/);
  });

  it("says how much came back, and promises no amount that it does not know", () => {
    const none = { returned: 0, underway: 0, failed: 0 };
    const cancelled = { status: "cancelled", refundedAmount: 9000 } as const;
    const refunded = story({ ...cancelled, refund: { ...none, returned: 9000 } });
    expect(refunded.text).toContain("refunded CA$90.00");
    expect(story({ status: "failed", refund: { ...none, underway: 9000 } }).text).toContain(
      "CA$90.00 is on its way back",
    );
    const parts = story({ ...cancelled, refund: { returned: 2000, underway: 3000, failed: 4000 } });
    expect(parts.text).toContain("refunded CA$20.00");
    expect(parts.text).toContain("CA$30.00 is on its way back");
    expect(parts.text).toContain("CA$40.00 has not reached your card. Our people see to it.");
    expect(story({ status: "cancelled" }).text).toContain("on its way");
    const reason = "While your payment was on its way, somebody else took that time.";
    expect(story({ status: "failed", reason }).text).toContain(reason);
  });

  it.each(["pending", "approved", "declined", "expired", "cancelled", "failed"] as const)(
    "sends nobody to the meeting point of a booking that is %s",
    (status) => {
      expect(story({ status }).isGoing).toBe(false);
    },
  );
});

describe("an open booking is looked at again", () => {
  const waits = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1));

  it("after a second, then ever less often, and never less than three times a minute", () => {
    expect(waits[0]).toBe(1_000);
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits.at(-1)).toBe(20_000);
  });

  it("five times within the ten seconds in which most webhooks come", () => {
    const [first = 0, second = 0, third = 0, fourth = 0] = waits;
    expect(first + second + third + fourth).toBeLessThan(10_000);
  });

  it("so that a webhook a minute late is seen while the page still says that it waits for it", () => {
    const looks = waits.map((_, asked) => returningAfter(true, asked + 1));
    expect(looks.slice(0, 4)).toEqual(["now", "now", "now", "now"]);
    const looking = looks.filter((returning) => returning !== undefined).length;
    const waited = waits.slice(0, looking).reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(60_000);
    expect(looks.at(-1), "then the guest may pay after all").toBeUndefined();
    expect(returningAfter(false, 1)).toBeUndefined();
  });
});
