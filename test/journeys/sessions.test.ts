import { describe, expect, it } from "vitest";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { CARDS } from "./guest.ts";
import { linkIn, Mailbox } from "./mailbox.ts";
import { useProduct } from "./product.ts";
import { eventsInFile, sandboxAt } from "./sandbox.ts";
import { listsSpots, SessionForm, SessionGuest, sessionsOf } from "./session-guest.ts";

const product = useProduct();
const visit = useBrowser();
const url = () => product().url;
const sandbox = () => sandboxAt(url());
const inbox = (address: string) => new Mailbox(url, address);

const WALK = "labour-history-walk";
const WALKS = "hello@eastendwalks.example";

async function sessionOf(experience: string, daysAhead = 1, spots = 2) {
  const [session] = await sessionsOf(url(), experience, { daysAhead, spots });
  if (session === undefined) throw new Error(`${experience} has no session to book`);
  return session;
}

describe("a guest books a session", () => {
  it("at once, on a phone, and pays on the provider's page", async () => {
    const session = await sessionOf(WALK);
    const person = { firstName: "Ella", lastName: "Baker", email: "ella@example.com" };
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new SessionGuest(page);
      await guest.openExperience(url(), WALK);
      await shoot("experience-empty");
      await guest.form.fill({ session, participants: 2, person });
      await guest.sees("CA$50.00");
      await shoot("experience-filled");
      await guest.confirm("Book Now");
      await guest.payThere();
      await guest.reads("You are in.");
      await guest.sees(/TG-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await shoot("session-confirmed");

      const reservation = guest.booking();
      const [payment] = (await sandbox().moneyOf(reservation)).payments;
      expect(payment).toMatchObject({ status: "succeeded", amount: 5000 });
      await inbox(person.email).holds(reservation, [
        "Complete your booking!",
        "Payment successful!",
      ]);
      await inbox(WALKS).holds(reservation, [
        "New booking pending payment",
        "Payment received! Booking confirmed",
      ]);
      const receipt = await inbox(person.email).letter(reservation, "Payment successful!");
      expect(eventsInFile(receipt)).toBe(1);
      await listsSpots(url(), WALK, session, 10);
    });
  });

  it("of a class, and pays by card on the page", async () => {
    const session = await sessionOf("bargaining-basics");
    const person = { firstName: "Clara", lastName: "Lemlich", email: "clara@example.com" };
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new SessionGuest(page);
      const polled: string[] = [];
      page.on("request", (request) => polled.push(new URL(request.url()).pathname));
      await guest.openExperience(url(), "bargaining-basics");
      await guest.form.fill({ session, participants: 1, person });
      await guest.goOnToPayment();
      expect(await guest.amountToPay()).toBe(3500);
      await shoot("class-payment");
      await guest.pay(CARDS.pays);
      await guest.reads("You are in.");
      expect(new URL(page.url()).pathname).toBe("/payment-success");
      expect(polled).toContain("/api/bookings/by-payment-intent");
      await shoot("class-confirmed");

      const intent = await sandbox().intent(guest.payment());
      expect(intent).toMatchObject({
        status: "succeeded",
        amount: 3500,
        metadata: { classDate: session.date, classTime: session.time, guestName: "Clara Lemlich" },
      });
      await inbox(person.email).letter(intent?.metadata.reservation ?? "", "Payment successful!");
    });
  });

  it("in a hotel's page, and the hotel is named with the payment", async () => {
    const session = await sessionOf(WALK, 3);
    const person = { firstName: "Bayard", lastName: "Rustin", email: "bayard@example.com" };
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      await page.goto(`${url()}/sandbox/hotel/harbour-house`);
      const frame = page.frameLocator('iframe[title="Experiences to book"]');
      await frame.getByRole("button", { name: "Times and booking of Labour History Walk" }).click();
      const form = new SessionForm(frame);
      await form.fill({ session, participants: 2, person });
      await form.button("Book Now").click();
      await frame.getByRole("heading", { name: "Almost yours: pay to confirm" }).waitFor();
      await shoot("widget-reserved");
      const opened = page.waitForEvent("popup");
      await frame.getByRole("link", { name: "Pay now" }).click();
      const guest = new SessionGuest(await opened);
      await guest.payThere();
      await guest.reads("You are in.");

      const [payment] = (await sandbox().moneyOf(guest.booking())).payments;
      expect(payment).toMatchObject({
        status: "succeeded",
        metadata: { hotel: "harbour-house", customer_email: person.email },
      });
    });
  });
});

describe("a guest cancels", () => {
  it("from the email, more than seven days ahead: the money goes back once", async () => {
    const session = await sessionOf(WALK, 9);
    const person = { firstName: "Lucy", lastName: "Parsons", email: "lucy@example.com" };
    await visit({ viewport: DESKTOP }, async ({ page, shoot }) => {
      const guest = new SessionGuest(page);
      await guest.openExperience(url(), WALK);
      await guest.form.fill({ session, participants: 3, person });
      await guest.confirm("Book Now");
      await guest.payThere();
      await guest.reads("You are in.");
      const bookingPage = page.url();
      const reservation = guest.booking();
      const receipt = await inbox(person.email).letter(reservation, "Payment successful!");
      const cancel = linkIn(receipt, "Cancel this booking");
      await page.goto(cancel);
      await guest.reads("Cancel this booking?");
      await guest.sees("You get CA$75.00 back, everything you paid for it.");
      await shoot("cancel-link");
      await guest.confirm("Cancel my booking");
      await guest.reads("Cancellation confirmed");

      const { refunds } = await sandbox().moneyReturned(reservation);
      expect(refunds).toMatchObject([{ amount: 7500, status: "succeeded" }]);
      await inbox(person.email).letter(reservation, "Cancellation confirmed, refund processing");
      await inbox(WALKS).letter(reservation, "Guest has cancelled their booking");

      await page.goto(cancel);
      await guest.reads("Already cancelled");
      expect(await page.getByRole("button").count()).toBe(0);
      await page.goto(bookingPage);
      await guest.reads("Cancelled");
      await guest.sees(/We have refunded CA\$75\.00/);
      await shoot("session-cancelled");
      expect((await sandbox().moneyOf(reservation)).refunds).toHaveLength(1);
    });
  });
});
