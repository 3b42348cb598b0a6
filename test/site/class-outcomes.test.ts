import { h } from "preact";
import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { PaidClass, PaidRoom } from "../../src/site/client/api.ts";
import { Confirmed, Expired, Refunded } from "../../src/site/client/confirmation/outcomes.tsx";

const paid = {
  reservation: "res_1",
  code: "TG-7KQ2-M9XA",
  timeZone: "Europe/Rome",
  currency: "cad",
  lines: [],
  total: 3500,
  refundPolicy: ["Up to 7 days before the start: all your money back."],
  replyTo: "desk@example.org",
};
const lesson: PaidClass = {
  ...paid,
  experience: { slug: "bargaining-basics", name: "Bargaining Basics" },
  date: "2026-12-12",
  start: "10:00",
  end: "12:30",
  participants: 1,
  meetingPoint: "Joe Hill Room",
  whatToBring: [],
};
const room: PaidRoom = {
  ...paid,
  room: { slug: "quiet-room", name: "Quiet Room" },
  days: [{ date: "2026-12-12", start: "10:00", end: "12:30" }],
  attendees: 1,
};
const seen = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const confirmed = (booking: PaidClass | PaidRoom) => seen(render(h(Confirmed, { booking })));

describe("the page of a class that was paid", () => {
  it("says until when the link in the email cancels it", () => {
    const text = confirmed({ ...lesson, cancelUntil: "2026-12-05T09:00:00Z" });
    expect(text).toContain("Until Saturday, December 5, 10:00 am");
    expect(text).toContain("the link in your confirmation email cancels it");
    expect(text).toContain("all your money back");
    expect(text).not.toMatch(/to cancel, write|booking code/i);
  });

  it("says of one that is too near that it cannot be cancelled, and offers no refund", () => {
    const text = confirmed(lesson);
    expect(text).toContain("It is too close to the start to be cancelled.");
    expect(text).not.toMatch(/money back|booking code/i);
  });

  it("calls its code what the emails call it", () => {
    expect(confirmed(lesson)).toContain("Confirmation number TG-7KQ2-M9XA");
    expect(confirmed(lesson)).toContain("mention your confirmation number");
  });

  it("leads to its other sessions as the guest of the hotel who was brought by one", () => {
    const booking = { ...lesson, hotel: "harbour-house", reason: "slot-taken" };
    for (const html of [render(h(Refunded, { booking })), render(h(Expired, { booking }))]) {
      expect(html).toContain('href="/experiences/bargaining-basics?hotel=harbour-house"');
    }
    const plain = render(h(Expired, { booking: lesson }));
    expect(plain).toContain('href="/experiences/bargaining-basics"');
  });
});

it("the page of a room that was paid says its refund policy, and to quote the booking code", () => {
  const text = confirmed(room);
  expect(text).toContain("Booking code TG-7KQ2-M9XA");
  expect(text).toContain(paid.refundPolicy[0]);
  expect(text).toContain("quote your booking code");
});
