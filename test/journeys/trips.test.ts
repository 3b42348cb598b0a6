import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/domain/local-time.ts";
import { formatMoney } from "../../src/domain/money.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { eventually, pause, useProduct } from "./product.ts";
import { eventsInFile, sandboxAt } from "./sandbox.ts";
import { messagesAbout, paidEvents, TripGuest, type TripWishes } from "./trip-guest.ts";

const product = useProduct();
const visit = useBrowser();
const url = () => product().url;
const sandbox = () => sandboxAt(url());

const SERVICE = "airport-transfers";
const OWNER = "collins@destinationcocoa.example";
const OWNER_WHATSAPP = "+18685550117";
const GUEST_WHATSAPP = "+18687650199";
const DAYS_AHEAD = 9;
/** How often each event is told again. */
const RESENDS = 3;
/** Longer than a message takes that is on its way. */
const SETTLED_MS = 3_000;
/** The page looks five times for a payment before it says that there is none. */
const UNPAID_MS = 60_000;

const wishes: TripWishes = {
  route: "Piarco Airport to Port of Spain",
  passengers: 3,
  format: "Private car",
  package: "Cocoa welcome",
  childSeats: "One seat",
  largeBags: "4",
  flag: "Stop for doubles in Curepe",
  place: "Piarco Airport, arrivals",
  details: { label: "Flight number", value: "BW 483" },
  dropOff: { label: "Drop-off (hotel or address in Port of Spain)", value: "Hotel Normandie" },
  date: new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60_000).toISOString().slice(0, 10),
  time: "15:30",
  guest: {
    name: "Elma Francois",
    email: "elma@example.com",
    phone: "+1 868 765 0199",
    notes: "We bring a steelpan.",
  },
};
/** The car, three welcomes, a child seat and a stop, in cents: large bags cost nothing. */
const RIDE = 4500;
const TOTAL = RIDE + 3 * 1200 + 800 + 1000;
const total = formatMoney(TOTAL, "usd");
/** Pages and messages are in the operator's English. */
const writtenDay = formatDay(wishes.date, "en-TT");
const pickup = ["Piarco Airport, arrivals", "BW 483"];
const dropOff = `Drop-off: ${wishes.dropOff.value}`;
const wholeRoute = `${wishes.route}, drop-off: ${wishes.dropOff.value}`;

describe("a guest books a trip", () => {
  it("on a phone, pays on the hosted page, and four messages go out once", async () => {
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new TripGuest(page);
      await buildTrip(guest, shoot);
      const quote = await guest.seesTotal(page.locator(".trip-review-price"), TOTAL);
      expect(quote.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(TOTAL);
      const review = await textOf(page.locator("form"));
      expectAll(review, [wishes.route, wishes.format, wishes.package, ...addOns(), ...pickup]);
      expectAll(review, Object.values(wishes.guest));
      expectAll(review, [dropOff]);
      for (const { label, amount } of quote.lines) {
        expectAll(review, [label, formatMoney(amount, quote.currency)]);
      }
      await shoot("trip-review");
      await guest.button(`Pay ${total}`).click();
      await guest.payThere(wishes.guest.email, total);

      await guest.reads("Your trip is booked.");
      const booked = new URL(page.url());
      expect(booked.pathname).toBe(`/services/${SERVICE}/booked`);
      const code = await textOf(page.locator(".ticket-code"));
      expect(code).toMatch(/^TG-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const ticket = await textOf(page.getByRole("region", { name: "Your trip" }));
      expectAll(ticket, [wishes.route, writtenDay, "3:30 pm", pickup.join(": "), total]);
      expectAll(ticket, [wishes.dropOff.value]);
      await shoot("trip-booked");

      const reservation = guest.reservation();
      const [payment] = (await sandbox().moneyOf(reservation)).payments;
      expect(payment).toMatchObject({ status: "succeeded", amount: TOTAL });
      const messages = await fourMessages(reservation);
      expectClientEmail(messageTo(messages, wishes.guest.email), code);
      expectOwnerEmail(messageTo(messages, OWNER), { code, reservation });
      expectClientWhatsApp(messageTo(messages, GUEST_WHATSAPP), code);
      expectOwnerWhatsApp(messageTo(messages, OWNER_WHATSAPP), code);

      await resendPaid(reservation);
      expect(await idsOf(reservation)).toEqual(messages.map(({ id }) => id).sort());
      expect((await sandbox().moneyOf(reservation)).refunds).toEqual([]);
      await page.reload();
      await guest.reads("Your trip is booked.");
      await guest.sees(code);
    });
  });
});

describe("a guest turns back from the payment", () => {
  it.each([
    ["on a phone", PHONE, 4],
    ["at a desk", DESKTOP, 5],
  ] as const)(
    "%s, chooses another time in the place of the first, and then gives it up",
    async (_where, viewport, days) => {
      await visit({ viewport }, async ({ page, shoot }) => {
        const guest = new TripGuest(page);
        const about = { ...wishes, date: dayAfter(days), time: "10:00" };
        await buildTrip(guest, shoot, about);
        await guest.goesToPay(total);
        await page.getByRole("link", { name: "Back" }).click();

        await guest.sees("Not paid yet. Everything is still here.");
        await guest.sees(/We keep your trip for \d+ more minutes/);
        await shoot("trip-cancelled");
        await guest.button("Choose another time").press("Enter");
        await guest.reads("Where and when do we pick you up?");
        await page.getByLabel("Pickup time").selectOption("10:15");
        await guest.button("Go on to check and pay").click();
        await guest.reads("Check and pay");
        await guest.goesToPay(total);
        expect((await statesOf()).slice(-2)).toEqual(["expired", "open"]);

        const paying = page.url();
        await page.goto(await bookedAddress());
        await guest.reads("Not paid yet", UNPAID_MS);
        await shoot("trip-not-paid");
        await page.goto(paying);
        await page.getByRole("link", { name: "Back" }).click();
        await guest.button("Give this trip up").press("Enter");
        await guest.sees("Your trip is given up. Nothing was charged.");
        await eventually("the focus on the notice", async () => {
          return (await focusedId(page)) === "trip-unpaid";
        });
        await shoot("trip-given-up");
        expect((await statesOf()).slice(-2)).toEqual(["expired", "expired"]);
      });
    },
  );
});

it("a guest whose time is full takes another one that is offered", async () => {
  await visit({ viewport: PHONE, refusals: [409] }, async ({ page, shoot }) => {
    const about = { ...wishes, date: dayAfter(6), time: "10:00" };
    await takeBothCars(about);
    const guest = new TripGuest(page);
    await buildTrip(guest, shoot, about);
    await guest.button(`Pay ${total}`).click();
    await guest.sees("No vehicle is free at 10:00 am.");
    const times = await page.getByLabel("Pickup time").locator("option").allTextContents();
    expect(times).not.toContain("10:00 am");
    expect(times).toContain("10:15 am");
    await shoot("trip-full");
    await guest.button(/8:30 am$/).click();
    await guest.reads("Check and pay");
    await guest.goesToPay(total);
  });
});

/** Somebody else holds every vehicle of the route at that time. */
async function takeBothCars({ date, time, dropOff, details }: TripWishes): Promise<void> {
  const pickup = { place: "piarco-arrivals", details: details.value };
  const trip = { service: SERVICE, route: "piarco-port-of-spain", format: "convoy", date, time };
  const body = { ...trip, package: "ride", passengers: 8, pickup, dropOff: dropOff.value };
  const guest = { ...wishes.guest, email: "quicker@example.com", whatsapp: false };
  const { notes, ...person } = guest;
  const answer = await fetch(`${url()}/api/checkout-sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, notes, guest: person }),
  });
  expect(answer.status).toBe(201);
}

const dayAfter = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);

const focusedId = (page: Page): Promise<unknown> => page.evaluate("document.activeElement?.id");

/** Where the hosted payment that was opened last would lead to. */
async function bookedAddress(): Promise<string> {
  const { id = "", metadata } = (await sandbox().state()).stripe.checkoutSessions.at(-1) ?? {};
  const query = { reservation: metadata?.reservation ?? "", session_id: id };
  return `${url()}/services/${SERVICE}/booked?${new URLSearchParams(query)}`;
}

/** How each hosted payment stands, in the order in which they were opened. */
const statesOf = async (): Promise<string[]> =>
  (await sandbox().state()).stripe.checkoutSessions.map(({ status }) => status);

async function buildTrip(
  guest: TripGuest,
  shoot: (name: string) => Promise<void>,
  wanted: TripWishes = wishes,
) {
  const isPhone = guest.page.viewportSize()?.width === PHONE.width;
  const bar = guest.page.locator(isPhone ? ".trip-bar summary" : ".trip-side .quote");
  await guest.openService(url(), SERVICE);
  await shoot("trip-route");
  await guest.chooseRoute(wanted);
  await shoot("trip-format");
  await guest.chooseFormat(wanted);
  await guest.seesTotal(bar, RIDE);
  await guest.choosePackage(wanted);
  await shoot("trip-extras");
  await guest.addExtras(wanted);
  await guest.seesTotal(bar, TOTAL);
  await guest.choosePickup(wanted);
  await shoot("trip-guest");
  await guest.sayWho(wanted);
}

const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? "";

const addOns = () => ["Child seats: One seat", "Large bags: 4", wishes.flag];

/** Waits for the four, and a while longer for a fifth. */
async function fourMessages(reservation: string): Promise<SandboxMessage[]> {
  await eventually("four messages", async () => (await idsOf(reservation)).length >= 4);
  await pause(SETTLED_MS);
  const messages = await messagesAbout(url(), reservation);
  const sent = messages.map(({ channel, to }) => `${channel} to ${to}`).sort();
  const emails = [`email to ${OWNER}`, `email to ${wishes.guest.email}`];
  const texts = [`whatsapp to ${OWNER_WHATSAPP}`, `whatsapp to ${GUEST_WHATSAPP}`];
  expect(sent).toEqual([...emails, ...texts].sort());
  return messages;
}

/** Both events that say "paid" reach the product a few times more. */
async function resendPaid(reservation: string): Promise<void> {
  const events = await paidEvents(url(), reservation);
  expect(events.map(({ type }) => type).sort()).toEqual([
    "checkout.session.completed",
    "payment_intent.succeeded",
  ]);
  for (let resent = 0; resent < RESENDS; resent += 1) {
    await Promise.all(events.map(({ id }) => sandbox().resend(id)));
  }
  await eventually("every delivery taken", async () =>
    (await paidEvents(url(), reservation)).every(
      ({ deliveries }) =>
        deliveries.length > RESENDS && deliveries.every(({ state }) => state === "delivered"),
    ),
  );
  await pause(SETTLED_MS);
}

const idsOf = async (reservation: string): Promise<string[]> =>
  (await messagesAbout(url(), reservation)).map(({ id }) => id).sort();

function messageTo(messages: SandboxMessage[], to: string): SandboxMessage {
  const message = messages.find((each) => each.to === to);
  if (message === undefined) throw new Error(`Nothing was sent to ${to}`);
  return message;
}

function expectClientEmail(message: SandboxMessage, code: string): void {
  expect(message.replyTo).toBe(OWNER);
  expect(message.subject).toContain(code);
  expect(eventsInFile(message)).toBe(1);
  const { text } = message;
  expectAll(text, [`Booking code: ${code}`, "PAYMENT STATUS: PAID", total]);
  expectAll(text, [`Route: ${wishes.route}`, writtenDay, "3:30 pm", ...pickup, dropOff]);
  expectAll(text, ["Child seats: One seat", "Large bags: 4", wishes.flag]);
  expectAll(text, ["just reply to this email", OWNER, OWNER_WHATSAPP]);
  expectAll(message.html ?? "", [code, wishes.route, "3:30 pm", total, OWNER]);
}

function expectOwnerEmail(
  message: SandboxMessage,
  { code, reservation }: { code: string; reservation: string },
): void {
  const { guest } = wishes;
  expect(message.replyTo).toBe(guest.email);
  const { text } = message;
  expectAll(text, [guest.name, guest.email, guest.phone, GUEST_WHATSAPP, guest.notes]);
  expectAll(text, [`Route: ${wishes.route}`, "Service type: Private car · Cocoa welcome"]);
  expectAll(text, ["Child seats: One seat", "Large bags: 4", wishes.flag, "3 passengers"]);
  expectAll(text, [writtenDay, "3:30 pm", ...pickup, dropOff, "Vehicle back: 5:00 pm"]);
  expectAll(text, [`Booking code: ${code}`, `Reservation: ${reservation}`]);
  expectAll(message.html ?? "", [code, guest.name, guest.email, wishes.route, "3:30 pm"]);
}

function expectClientWhatsApp({ text }: SandboxMessage, code: string): void {
  expectAll(text, ["confirmed", `Booking code: ${code}`, `Route: ${wholeRoute}`]);
  expectAll(text, [writtenDay, "3:30 pm", pickup.join(", ")]);
}

function expectOwnerWhatsApp({ text }: SandboxMessage, code: string): void {
  const { guest } = wishes;
  expectAll(text, [code, `Guest: ${guest.name}`, `Phone: ${guest.phone}`]);
  expectAll(text, [wholeRoute, writtenDay, "3:30 pm", pickup.join(", ")]);
}

function expectAll(text: string, wanted: string[]): void {
  for (const each of wanted) expect(text).toContain(each);
}
