import { describe, expect, it } from "vitest";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { CARDS, Guest } from "./guest.ts";
import { eventually, useProduct } from "./product.ts";
import { sandboxAt } from "./sandbox.ts";
import { Diary, hold } from "./venue.ts";

const product = useProduct();
const visit = useBrowser();
const diary = new Diary(() => product().url);
const sandbox = () => sandboxAt(product().url);

/** Opens a room, fills everything in and holds the time; answers the day. */
async function goToPayment(guest: Guest, room: string, email: string): Promise<string> {
  const date = await diary.day(room);
  await guest.open(product().url, room);
  await guest.fill({
    dates: [date],
    start: "09:00",
    end: "12:00",
    attendees: "2",
    name: "Emma Goldman",
    email,
  });
  await guest.goOnToPayment();
  return date;
}

describe("paying", () => {
  it("goes on with another card when the first is declined", async () => {
    const email = "declined@example.com";
    await visit({ viewport: PHONE, refusals: [402] }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await goToPayment(guest, "quiet-room", email);
      await guest.pay(CARDS.declined);
      await guest.sees("Your card was declined.");
      await shoot("declined");
      expect(await page.getByRole("timer").isVisible()).toBe(true);
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
    });
    expect((await sandbox().intentsOf(email)).map(({ status }) => status)).toEqual(["succeeded"]);
  });

  it("asks the bank when the card wants it", async () => {
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await goToPayment(guest, "quiet-room", "bank@example.com");
      await guest.pay(CARDS.needsAuthentication);
      await guest.button("Complete authentication").waitFor();
      await shoot("bank");
      await guest.button("Complete authentication").click();
      await guest.reads("The room is yours.");
    });
  });

  it("survives a reload of the page, and comes back to the same hold", async () => {
    const email = "reload@example.com";
    await visit({ viewport: DESKTOP }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      const date = await goToPayment(guest, "ginger-goodwin-room", email);
      await page.reload();
      await guest.reads("Pay and it is yours");
      await shoot("payment-reloaded");
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      expect(await sandbox().writtenDays(guest.reservation())).toEqual([
        { date, start: "09:00", end: "12:00" },
      ]);
    });
    expect(await sandbox().intentsOf(email)).toHaveLength(1);
  });

  it("shows the booking, not the card form, to a guest who comes back after paying", async () => {
    const email = "came-back@example.com";
    await visit({ viewport: DESKTOP }, async ({ page }) => {
      const guest = new Guest(page);
      await goToPayment(guest, "ginger-goodwin-room", email);
      const [intent] = await sandbox().intentsOf(email);
      await sandbox().pay(intent?.id ?? "");
      await eventually("the booking", async () => {
        return (await sandbox().standing(intent?.metadata.reservation ?? "")).length === 1;
      });
      await page.reload();
      await guest.reads("The room is yours.");
    });
  });

  it("gives the hold back with one press, so that another guest gets the time", async () => {
    const email = "changed-mind@example.com";
    await visit({ viewport: DESKTOP }, async ({ page }) => {
      const guest = new Guest(page);
      const date = await goToPayment(guest, "print-shop", email);
      await guest.button("Change booking").click();
      await guest.button("Continue to payment").waitFor();
      expect(await page.getByLabel("Your name").inputValue()).toBe("Emma Goldman");
      expect((await sandbox().intentsOf(email)).map(({ status }) => status)).toEqual(["canceled"]);
      await hold(product().url, { room: "print-shop", dates: [date] });
    });
  });
});

describe("the confirmation page", () => {
  it("waits for a payment that takes its time, and confirms it when asked again", async () => {
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await goToPayment(guest, "joe-hill-room", "slow-bank@example.com");
      await guest.pay(CARDS.processesThenPays);
      await guest.reads("Confirming your booking…");
      await shoot("confirming");
      await sandbox().settlePayment(await paymentOnPage(guest));
      await guest.reads("The room is yours.");
    });
  });

  it("says that the time ran out when the hold was given back", async () => {
    const date = await diary.day("helena-gutteridge-room");
    const held = await hold(product().url, { room: "helena-gutteridge-room", dates: [date] });
    const released = await fetch(`${product().url}/api/reservations/${held.reservation}/release`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clientSecret: held.clientSecret }),
    });
    expect(released.status).toBe(200);
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await page.goto(confirmationUrl({ payment_intent: held.paymentIntent }));
      await guest.reads("The time ran out.");
      await guest.sees("Nothing was charged");
      await shoot("expired");
    });
  });

  it("tells a stranger the state of a payment, and nothing about the guest", async () => {
    const email = "private@example.com";
    const date = await diary.day("helena-gutteridge-room");
    const held = await hold(product().url, {
      room: "helena-gutteridge-room",
      dates: [date],
      customer: { name: "Voltairine de Cleyre", email },
    });
    await sandbox().pay(held.paymentIntent);
    await visit({ viewport: DESKTOP }, async ({ page }) => {
      const guest = new Guest(page);
      await page.goto(confirmationUrl({ payment_intent: held.paymentIntent }));
      await guest.reads("The room is yours.");
      const text = (await page.locator("body").textContent()) ?? "";
      expect(text).not.toContain("Voltairine");
      expect(text).not.toContain(email);
    });
  });

  it("does not promise anything about a payment that nobody knows", async () => {
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await page.goto(confirmationUrl({ payment_intent: "pi_nobody" }));
      await guest.reads("Nothing here yet");
      await shoot("unknown-payment");
      await page.goto(confirmationUrl({}));
      await guest.reads("Which booking?");
    });
  });

  it("says that nothing was charged when the bank refused", async () => {
    await visit({ viewport: PHONE }, async ({ page }) => {
      const guest = new Guest(page);
      await page.goto(confirmationUrl({ payment_intent: "pi_any", redirect_status: "failed" }));
      await guest.reads("The payment did not go through.");
    });
  });
});

describe("a page that does not exist", () => {
  it("says so and leads back to the rooms", async () => {
    await visit({ viewport: PHONE, refusals: [404] }, async ({ page, shoot }) => {
      await page.goto(`${product().url}/rooms/broom-cupboard`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await shoot("not-found");
      await page.locator("main").getByRole("link", { name: "Quiet Room" }).click();
      await new Guest(page).button("Continue to payment").waitFor();
    });
  });
});

function confirmationUrl(query: Record<string, string>): string {
  return `${product().url}/meeting-booking-confirmation?${new URLSearchParams(query)}`;
}

/** The page leaves for the confirmation once Stripe.js has its answer. */
async function paymentOnPage(guest: Guest): Promise<string> {
  await guest.page.waitForURL(/payment_intent=/);
  return guest.payment();
}
