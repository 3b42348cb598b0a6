import { describe, expect, it } from "vitest";
import { PHONE, useBrowser } from "./browser.ts";
import { eventually, useProduct } from "./product.ts";
import { messagesAbout } from "./trip-guest.ts";

const product = useProduct();
const visit = useBrowser();
const url = () => product().url;

const SERVICE = "airport-transfers";
const DAYS_AHEAD = 9;
const FAILS_LATER = "4000008888882003";

const trip = {
  service: SERVICE,
  route: "port-of-spain-piarco",
  format: "private",
  package: "ride",
  date: new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60_000).toISOString().slice(0, 10),
  time: "09:00",
  passengers: 2,
  pickup: { place: "cruise-terminal", details: "Island Princess" },
  guest: {
    name: "Elma Francois",
    email: "elma@example.com",
    phone: "+1 868 765 0199",
    whatsapp: false,
  },
};

describe("a payment that takes its time and fails", () => {
  it("is on its way, and then has failed, without the page being asked; an email says so", async () => {
    const { reservation, back } = await paidSlowly();
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      await page.goto(back);
      await page.getByRole("heading", { name: "Your payment is on its way" }).waitFor();
      expect(await page.locator("#confirmation").textContent()).not.toContain("WhatsApp");
      await shoot("trip-payment-on-its-way");
      await page.getByRole("heading", { name: "Your payment did not go through." }).waitFor();
      await shoot("trip-payment-failed");
    });
    const [message] = await eventually("the client's email", async () => {
      const messages = await messagesAbout(url(), reservation);
      return messages.length > 0 && messages;
    });
    expect(message).toMatchObject({ channel: "email", to: trip.guest.email });
    expect(message?.subject).toContain("Payment failed, nothing is booked");
  });
});

/** Holds a trip and pays it on the hosted page, which leads back to ours. */
async function paidSlowly(): Promise<{ reservation: string; back: string }> {
  const answer = await fetch(`${url()}/api/checkout-sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(trip),
  });
  const held = (await answer.json()) as { reservation: string; url: string };
  expect([answer.status, held]).toMatchObject([201, {}]);
  const body = new URLSearchParams({ test_card: FAILS_LATER });
  const paid = await fetch(held.url, { method: "POST", body, redirect: "manual" });
  return { reservation: held.reservation, back: paid.headers.get("location") ?? "" };
}
