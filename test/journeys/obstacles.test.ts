import { afterEach, describe, expect, it } from "vitest";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { CARDS, Guest } from "./guest.ts";
import { eventually, untilSaid, useProduct } from "./product.ts";
import { sandboxAt } from "./sandbox.ts";
import { Diary, hold } from "./venue.ts";

const product = useProduct();
const visit = useBrowser();
const diary = new Diary(() => product().url);
const sandbox = () => sandboxAt(product().url);

/** For more calls than any journey makes. */
const calendarIsDown = {
  provider: "google",
  operation: "events.list",
  mode: "fail",
  status: 503,
  times: 10_000,
} as const;

/** The calendar is asked again after as long as it was away, and the page looks again after that. */
const CALENDAR_BACK_MS = 120_000;

afterEach(() => sandbox().clearFaults());

const wishes = (date: string, email: string) => ({
  dates: [date],
  start: "09:00",
  end: "12:00",
  attendees: "2",
  name: "Lucy Parsons",
  email,
});

describe("a slot that is taken", () => {
  it("by staff while the guest pays: the money goes back, and free times are offered", async () => {
    const date = await diary.day("quiet-room");
    const email = "too-late@example.com";
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "quiet-room");
      await guest.fill(wishes(date, email));
      await guest.goOnToPayment();
      await sandbox().byHand("quiet-room", { date, start: "11:00", end: "13:00" });
      await guest.pay(CARDS.pays);
      await guest.reads("You get your money back.");
      await guest.sees("somebody else took that time");
      await guest.sees("CA$75.00");
      await shoot("refunded");
      const payment = guest.payment();
      const { refunds } = await sandbox().moneyReturned(guest.reservation());
      expect(refunds).toMatchObject([
        { payment_intent: payment, amount: 7500, status: "succeeded" },
      ]);
      expect(await sandbox().standing(guest.reservation())).toEqual([]);
      await untilSaid(product(), "Gate 2 conflict", payment);
      await untilSaid(product(), "Auto-refund issued", payment);

      await guest.reads("Free right now");
      await page.locator("main").getByRole("link", { name: /am|pm/ }).first().click();
      await guest.reads("Quiet Room");
      await page
        .getByRole("button", { name: /^Take out/ })
        .first()
        .waitFor();
      await page.getByLabel("How many people?").fill("2");
      await guest.fillContact({ name: "Lucy Parsons", email });
      await guest.goOnToPayment();
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      expect(await sandbox().refundsOf(payment)).toHaveLength(1);
    });
    const subjects = await eventually("both emails", async () => {
      const messages = await sandbox().messagesTo(email);
      return messages.length >= 2 && messages.map(({ subject }) => subject);
    });
    expect(subjects).toEqual([
      expect.stringMatching(/^Not booked, money returned: Quiet Room/),
      expect.stringMatching(/^Booked: Quiet Room/),
    ]);
  });

  it("by another guest while the form was open: the alternatives can be booked with one press", async () => {
    const date = await diary.day("ginger-goodwin-room");
    const email = "slower@example.com";
    await visit({ viewport: DESKTOP, refusals: [409] }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "ginger-goodwin-room");
      await guest.fill(wishes(date, email));
      await hold(product().url, { room: "ginger-goodwin-room", dates: [date] });
      await guest.button("Continue to payment").click();
      await guest.reads("Somebody was quicker");
      await guest.sees("Nothing was charged.");
      await shoot("slot-taken");
      expect(await sandbox().intentsOf(email)).toEqual([]);

      const offers = page.locator("#conflict").getByRole("button");
      expect(await offers.count()).toBe(3);
      // The same day at the nearest other time: a quarter of an hour after the other guest leaves.
      await offers.filter({ hasText: "12:15 pm – 3:15 pm" }).click();
      await guest.goOnToPayment();
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      expect(await sandbox().writtenDays(guest.reservation())).toEqual([
        { date, start: "12:15", end: "15:15" },
      ]);
    });
  });

  it("by staff who wrote it in the calendar by hand: the next guest's page does not offer it", async () => {
    const date = await diary.day("print-shop");
    await visit({ viewport: DESKTOP, refusals: [409] }, async ({ page }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "print-shop");
      await guest.fill(wishes(date, "staff-first@example.com"));
      // Not before the page has its times: a copy that is read anew meanwhile would not offer this one.
      await sandbox().byHand("print-shop", { date, start: "08:00", end: "15:00" });
      await guest.button("Continue to payment").click();
      await guest.reads("Somebody was quicker");
      // The page has read the calendar again: only what is left of the day can be chosen now.
      const starts = page.getByRole("combobox", { name: "Start", exact: true }).locator("option");
      await eventually("the times that are left", async () => {
        const times = await starts.allTextContents();
        return (
          times.includes("3:15 pm") && !times.includes("8:00 am") && !times.includes("3:00 pm")
        );
      });
    });
  });
});

describe("a calendar that does not answer", () => {
  it("before the payment: the form says so, and nothing is held or charged", async () => {
    const date = await diary.day("helena-gutteridge-room");
    const email = "calendar-down@example.com";
    await visit({ viewport: PHONE, refusals: [503] }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "helena-gutteridge-room");
      await guest.fill(wishes(date, email));
      await sandbox().fault(calendarIsDown);
      await guest.button("Continue to payment").click();
      await guest.sees("We cannot check the room's calendar right now");
      await guest.sees("Nothing was held or charged.");
      await shoot("calendar-down");
      expect(await sandbox().intentsOf(email)).toEqual([]);

      await sandbox().clearFaults();
      await guest.goOnToPayment();
    });
    await eventually("the failed check in the log", async () =>
      product().log().includes("Availability check failed"),
    );
    expect(await sandbox().intentsOf(email)).toHaveLength(1);
  });

  it("after the payment: the page waits in words, and the booking is made when it is back", async () => {
    const date = await diary.day("helena-gutteridge-room");
    const email = "calendar-back@example.com";
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "helena-gutteridge-room");
      await guest.fill(wishes(date, email));
      await guest.goOnToPayment();
      await sandbox().fault(calendarIsDown);
      await guest.pay(CARDS.pays);
      await guest.reads("Confirming your booking…");
      await guest.reads("Payment received");
      await guest.sees("We are still confirming your booking.");
      await shoot("still-confirming");
      const payment = guest.payment();
      const reservation = guest.reservation();
      expect(await sandbox().standing(reservation)).toEqual([]);

      await sandbox().clearFaults();
      await guest.button("Check again").click();
      await guest.reads("The room is yours.", CALENDAR_BACK_MS);
      expect(await sandbox().writtenDays(reservation)).toEqual([
        { date, start: "09:00", end: "12:00" },
      ]);
      expect(await sandbox().refundsOf(payment)).toEqual([]);
    });
  });
});
