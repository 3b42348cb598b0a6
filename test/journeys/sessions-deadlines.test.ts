import { describe, expect, it } from "vitest";
import { PHONE, useBrowser } from "./browser.ts";
import { hastyRules } from "./hasty-rules.ts";
import { linkIn, linksOf, Mailbox } from "./mailbox.ts";
import { eventually, pause, untilSaid, useProduct } from "./product.ts";
import { sandboxAt } from "./sandbox.ts";
import {
  listsSpots,
  reserve,
  type Session,
  SessionGuest,
  sessionsOf,
  setUpPayouts,
  viewOf,
} from "./session-guest.ts";

/** A request is answered within 20 s, paid within 30 s, and asked about 2 s after its end. */
const product = useProduct(hastyRules);
const visit = useBrowser();
const url = () => product().url;
const sandbox = () => sandboxAt(url());
const inbox = (address: string) => new Mailbox(url, address);

const CHOIR = "union-choir-evening";
const PRINT = "linocut-workshop";
const WALK = "labour-history-walk";
const CHOIR_SUPPLIER = inbox("hello@eastendwalks.example");
const PRINT_SUPPLIER = inbox("rosa@stamperiarosa.example");
const HOTEL = inbox("concierge@harbourhouse.example");

const MINUTE_MS = 60_000;
/** Until a session begins, while it takes place, and until it counts as held: with time to spare. */
const SETTLEMENT_MS = 8 * MINUTE_MS;
/** Enough to request, accept and pay before a session begins, on a busy machine. */
const AHEAD_MS = 45_000;
/** The longest of the deadlines, and as long again for a busy machine. */
const DEADLINE_MS = 90_000;
/** From a booking to the question about it: until the session begins, its minute, and time to spare. */
const ASKED_MS = 5 * MINUTE_MS;
/** Six people at CA$30.00, and the supplier's 80 percent of it. */
const PRICE = 18_000;
const SHARE = 14_400;

const statusIs = (bookingPage: string, status: string) =>
  eventually(
    `a booking that is ${status}`,
    async () => (await viewOf(bookingPage)).status === status,
    DEADLINE_MS,
  );

/** The first walk at least so many days ahead; tests that are days apart do not meet. */
async function walkIn(daysAhead: number): Promise<Session> {
  const [session] = await sessionsOf(url(), WALK, { daysAhead, spots: 12 });
  if (session === undefined) throw new Error(`No walk is empty in ${daysAhead} days`);
  return session;
}

async function reserveWalk(email: string, { session }: Session, participants = 1) {
  const page = await reserve(url(), { experience: WALK, email, session, participants });
  const { paymentUrl } = await viewOf(page);
  return { page, reservation: reservationOf(page), paymentUrl: String(paymentUrl) };
}

const reservationOf = (bookingPage: string) =>
  new URL(bookingPage).pathname.split("/").at(-1) ?? "";

/** The press of the one button of a link's page. */
async function press(link: string): Promise<string> {
  const answer = await fetch(link, { method: "POST" });
  return answer.text();
}

describe.concurrent("a deadline of seconds", { timeout: SETTLEMENT_MS }, () => {
  const booked = once(bookings);
  const paidLate = once(latePayment);

  it("ends a request that nobody answers, and its link", async () => {
    const email = "silent-supplier@example.com";
    const [session] = await sessionsOf(url(), PRINT, { daysAhead: 20, spots: 1 });
    const requested = { date: session?.date, time: "09:01" };
    const page = await reserve(url(), { experience: PRINT, email, requested });
    const reservation = reservationOf(page);
    expect(await viewOf(page)).toMatchObject({ status: "pending" });
    const request = await PRINT_SUPPLIER.letter(reservation, "Nuova richiesta di prenotazione");
    await statusIs(page, "expired");

    expect(await press(linkIn(request, "Accetta"))).toContain("Richiesta scaduta");
    await inbox(email).holds(reservation, [
      "Request received, awaiting confirmation",
      "Request expired - provider did not respond",
    ]);
    await PRINT_SUPPLIER.holds(reservation, ["Nuova richiesta di prenotazione"]);
    expect(await viewOf(page)).toMatchObject({ status: "expired" });
    expect(await sandbox().moneyOf(reservation)).toMatchObject({ payments: [], links: [] });
  });

  it("frees spots that nobody pays, and closes the page that is still open", async () => {
    const email = "late@example.com";
    const walk = await walkIn(2);
    const { page: bookingPage, reservation, paymentUrl } = await reserveWalk(email, walk);
    await visit({ viewport: PHONE, refusals: [410] }, async ({ page }) => {
      const guest = new SessionGuest(page);
      await page.goto(paymentUrl);
      await guest.reads("Pay with card");
      await statusIs(bookingPage, "expired");
      await guest.payThere();
      await guest.reads("This page has expired");
      await page.goto(paymentUrl);
      await guest.reads("This link is no longer active");
      await page.goto(bookingPage);
      await guest.reads("This has expired");
    });

    const { payments, links } = await sandbox().moneyOf(reservation);
    expect(links).toMatchObject([{ active: false }]);
    expect(payments.filter(({ status }) => status === "succeeded")).toEqual([]);
    await inbox(email).holds(reservation, ["Complete your booking!", "Payment window has closed"]);
    await CHOIR_SUPPLIER.holds(reservation, [
      "New booking pending payment",
      "Guest did not complete payment",
    ]);
    await listsSpots(url(), WALK, walk, 12);
  });

  it("gives a late payment back when somebody else has the spots by then", async () => {
    const { late, rival, email } = await paidLate();
    const money = await sandbox().moneyReturned(late.reservation);
    expect(money.payments).toMatchObject([{ status: "succeeded", amount: 2_500 }]);
    expect(money.refunds).toMatchObject([{ status: "succeeded", amount: 2_500 }]);
    await inbox(email).holds(late.reservation, [
      "Complete your booking!",
      "Payment window has closed",
      "Your booking has been refunded",
    ]);
    expect(await viewOf(rival.page)).toMatchObject({ status: "confirmed" });
    expect((await sandbox().moneyOf(late.reservation)).refunds).toHaveLength(1);
  });

  it("finds a payment of which no word has come, for the guest who waits on the page", async () => {
    // Their payments are known by now, and the minute that they take needs no webhooks.
    const others = await booked();
    await Promise.all([...Object.values(others), paidLate()]);
    const {
      reservation,
      page: bookingPage,
      paymentUrl,
    } = await reserveWalk("unheard@example.com", await walkIn(9));
    const lost = { provider: "stripe", operation: "webhooks.deliver", mode: "fail" } as const;
    await sandbox().fault({ ...lost, times: 1000 });
    await visit({ viewport: PHONE }, async ({ page }) => {
      const guest = new SessionGuest(page);
      await page.goto(paymentUrl);
      await guest.payThere();
      await guest.reads("Confirming your booking…");
      await guest.reads("You are in.", DEADLINE_MS);
    });
    await sandbox().clearFaults();
    expect(await viewOf(bookingPage)).toMatchObject({ status: "confirmed" });
    expect((await sandbox().moneyOf(reservation)).payments).toHaveLength(1);
  });

  describe("after a session", () => {
    it("yes: the supplier is paid, and the hotel's share announced", async () => {
      const { reservation, page: bookingPage } = await (await booked()).yes;
      const check = await askedAbout(reservation);
      await scan(linksOf(check));
      expect(await viewOf(bookingPage)).toMatchObject({ status: "confirmed" });
      await answer(linkIn(check, "Yes, it happened"), "Yes, it happened", "Thank you");
      await CHOIR_SUPPLIER.letter(reservation, "Payment has been transferred to your account");
      await HOTEL.letter(reservation, "Your widget earned commission on a booking");
      expect(await viewOf(bookingPage)).toMatchObject({ status: "completed" });
      const { transfers, refunds } = await sandbox().moneyOf(reservation);
      expect(transfers).toMatchObject([{ amount: SHARE }]);
      expect(refunds).toEqual([]);
      expect(await press(linkIn(check, "No, it did not happen"))).toContain("Already completed");
    });

    it("no: the guest gets everything back, and nobody is paid", async () => {
      const { reservation, page: bookingPage, email } = await (await booked()).no;
      const check = await askedAbout(reservation);
      const link = linkIn(check, "No, it did not happen");
      await answer(link, "No, it did not happen", "Thank you for telling us");
      await inbox(email).letter(reservation, "Your booking has been refunded");
      expect(await viewOf(bookingPage)).toMatchObject({
        status: "cancelled",
        refundedAmount: PRICE,
      });
      const { refunds } = await sandbox().moneyReturned(reservation);
      expect(refunds).toMatchObject([{ amount: PRICE, status: "succeeded" }]);
      expect(await press(linkIn(check, "Yes, it happened"))).toContain("Booking already cancelled");
      const after = await sandbox().moneyOf(reservation);
      expect(after.transfers).toEqual([]);
      expect(after.refunds).toHaveLength(1);
    });

    it("no answer: it counts as a yes, and the supplier is paid", async () => {
      const { reservation, page: bookingPage } = await (await booked()).silent;
      const check = await askedAbout(reservation);
      await statusIs(bookingPage, "completed");
      await CHOIR_SUPPLIER.letter(reservation, "Payment has been transferred to your account");
      expect((await sandbox().moneyOf(reservation)).transfers).toMatchObject([{ amount: SHARE }]);
      expect(await press(linkIn(check, "Yes, it happened"))).toContain("Already confirmed");
    });
  });
});

/** The completion check, which comes two seconds after the session's end. */
const askedAbout = (reservation: string) =>
  CHOIR_SUPPLIER.letter(reservation, "Did this experience happen?", ASKED_MS);

/** The supplier opens a link of an email, reads what it does, and presses its button. */
async function answer(link: string, button: string, said: string): Promise<void> {
  await visit({ viewport: PHONE, scripts: false }, async ({ page }) => {
    const supplier = new SessionGuest(page);
    await page.goto(link);
    await supplier.confirm(button);
    await supplier.reads(said);
  });
}

async function scan(links: string[]): Promise<void> {
  const own = links.filter((link) => link.startsWith(url()));
  for (const method of ["HEAD", "GET"]) {
    await Promise.all(own.map((link) => fetch(link, { method })));
  }
}

/** What several tests begin with, made for the first of them. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Three parties of one session: accepted, paid and confirmed. */
async function bookings() {
  await openPayouts();
  const requested = await nextMinute();
  return {
    yes: book("yes@example.com", requested, "harbour-house"),
    no: book("no@example.com", requested),
    silent: book("silent@example.com", requested),
  };
}

/** Somebody pays when the time is over and a rival has all the spots. */
async function latePayment() {
  const email = "too-late@example.com";
  const walk = await walkIn(15);
  const late = await reserveWalk(email, walk);
  await statusIs(late.page, "expired");
  const rival = await reserveWalk("rival@example.com", walk, 12);
  await payByForm(rival.paymentUrl);
  await statusIs(rival.page, "confirmed");
  // As if their page had loaded while the link was being closed.
  const [link] = (await sandbox().moneyOf(late.reservation)).links;
  await sandbox().switchLink(link?.id ?? "", true);
  await payByForm(late.paymentUrl);
  await statusIs(late.page, "failed");
  return { late, rival, email };
}

interface Booked {
  reservation: string;
  page: string;
  email: string;
}

/** A supplier without an account cannot accept: the first email leads to opening one. */
async function openPayouts(): Promise<void> {
  const requested = await nextMinute();
  const first = { experience: CHOIR, email: "first@example.com", requested, participants: 6 };
  const reservation = reservationOf(await reserve(url(), first));
  const request = await CHOIR_SUPPLIER.letter(reservation, "New booking request");
  await visit({ viewport: PHONE, scripts: false }, async ({ page }) => {
    await page.goto(linkIn(request, "Set up payouts"));
    await setUpPayouts(new SessionGuest(page));
    await page.waitForURL("**/suppliers/onboarded");
  });
  // Other tests' emails may have asked for the account a moment before, and that answer lasts.
  await untilSaid(product(), "Supplier account active", "east-end-walks");
}

/** The first full minute that is far enough ahead, on UTC's wall. At midnight it waits for it. */
async function nextMinute(): Promise<{ date: string; time: string }> {
  const at = Math.ceil((Date.now() + AHEAD_MS) / MINUTE_MS) * MINUTE_MS;
  const [date = "", clock = ""] = new Date(at).toISOString().split("T");
  const time = clock.slice(0, 5);
  // The hours for requests end at 23:59, and a session has to fit in.
  if (time < "23:59") return { date, time };
  await pause(MINUTE_MS);
  return nextMinute();
}

async function book(email: string, requested: object, hotel?: string): Promise<Booked> {
  const wish = { experience: CHOIR, email, requested, participants: 6, ...(hotel && { hotel }) };
  const page = await reserve(url(), wish);
  const reservation = reservationOf(page);
  const request = await CHOIR_SUPPLIER.letter(reservation, "New booking request");
  expect(await press(linkIn(request, "Accept"))).toContain("Request accepted");
  const approved = await inbox(email).letter(reservation, "Booking approved!");
  await payByForm(linkIn(approved, "Pay Now"));
  await statusIs(page, "confirmed");
  return { reservation, page, email };
}

/** What the hosted page's button sends: there is no time to type. */
async function payByForm(paymentUrl: string): Promise<void> {
  const page = await fetch(paymentUrl);
  const body = new URLSearchParams({ test_card: "4242424242424242" });
  const answer = await fetch(page.url, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(303);
}
