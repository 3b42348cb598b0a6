import { describe, expect, it } from "vitest";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { linkIn, linksOf, Mailbox } from "./mailbox.ts";
import { eventually, useProduct } from "./product.ts";
import { sandboxAt } from "./sandbox.ts";
import {
  openDate,
  reserve,
  SessionGuest,
  sessionsOf,
  setUpPayouts,
  viewOf,
} from "./session-guest.ts";

const product = useProduct();
const visit = useBrowser();
const url = () => product().url;
const sandbox = () => sandboxAt(url());
const inbox = (address: string) => new Mailbox(url, address);

const CHOIR = "union-choir-evening";
const CHOIR_SUPPLIER = "hello@eastendwalks.example";
const PRINT = "linocut-workshop";
const PRINT_SUPPLIER = "rosa@stamperiarosa.example";
/** Longer than it takes from one thing that happens by itself to the next. */
const QUIET_MS = 3_000;

describe("a guest asks for a time of their own", () => {
  it("and the supplier, who first opens an account for payouts, accepts without scripts", async () => {
    const guestInbox = inbox("emma@example.com");
    let reservation = "";
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new SessionGuest(page);
      await guest.openExperience(url(), CHOIR);
      await guest.form.participants(6);
      await guest.form.ask({ date: openDate(CHOIR, 20), time: "18:15" }, false);
      await guest.form.person({
        firstName: "Emma",
        lastName: "Goldman",
        email: "emma@example.com",
      });
      await guest.confirm("Send Request");
      await guest.reads("Request received");
      await shoot("request-received");
      await page.getByRole("link", { name: "See how it stands" }).click();
      await guest.reads("Waiting for an answer");
      reservation = guest.booking();
    });
    const request = await inbox(CHOIR_SUPPLIER).letter(reservation, "New booking request");
    await guestInbox.letter(reservation, "Request received, awaiting confirmation");

    await visit({ viewport: PHONE, scripts: false }, async ({ page, shoot }) => {
      const supplier = new SessionGuest(page);
      await page.goto(linkIn(request, "Accept"));
      await supplier.reads("Accept this request?");
      await shoot("accept-link");
      await supplier.confirm("Accept request");
      await supplier.reads("Set up your payouts first");
      await page.getByRole("link", { name: "Set up payouts" }).click();
      await setUpPayouts(supplier);
      await page.waitForURL("**/suppliers/onboarded");
      await page.goto(linkIn(request, "Accept"));
      await supplier.confirm("Accept request");
      await supplier.reads("Request accepted");
      await page.goto(linkIn(request, "Decline"));
      await supplier.reads("Booking already approved");
    });

    const approved = await guestInbox.letter(reservation, "Booking approved!");
    await visit({ viewport: PHONE }, async ({ page }) => {
      const guest = new SessionGuest(page);
      await page.goto(linkIn(approved, "Pay Now"));
      await guest.payThere();
      await guest.reads("You are in.");
      expect(guest.booking()).toBe(reservation);
    });
    await guestInbox.holds(reservation, [
      "Request received, awaiting confirmation",
      "Booking approved!",
      "Payment successful!",
    ]);
    await inbox(CHOIR_SUPPLIER).holds(reservation, [
      "New booking request",
      "Payment received! Booking confirmed",
    ]);
  });

  it("and is told when the supplier declines", async () => {
    let bookingPage = "";
    await visit({ viewport: DESKTOP }, async ({ page }) => {
      const guest = new SessionGuest(page);
      await guest.openExperience(url(), PRINT);
      await guest.form.participants(2);
      await guest.form.ask({ date: openDate(PRINT, 21), time: "09:30" }, true);
      await guest.form.person({
        firstName: "Frank",
        lastName: "Little",
        email: "frank@example.com",
      });
      await guest.confirm("Send Request");
      await guest.reads("Request received");
      await page.getByRole("link", { name: "See how it stands" }).click();
      await guest.reads("Waiting for an answer");
      bookingPage = page.url();
      const reservation = guest.booking();

      const request = await inbox(PRINT_SUPPLIER).letter(reservation, "Nuova richiesta");
      await page.goto(linkIn(request, "Rifiuta"));
      await guest.reads("Rifiutare questa richiesta?");
      await guest.confirm("Rifiuta la richiesta");
      await guest.reads("Richiesta rifiutata");
      const told = await inbox("frank@example.com").letter(reservation, "Unfortunately this time");
      expect(linkIn(told, "Choose another time")).toBe(`${url()}/experiences/${PRINT}`);
      await page.goto(linkIn(request, "Accetta"));
      await guest.reads("Già rifiutata");
    });
    expect(await viewOf(bookingPage)).toMatchObject({ status: "declined" });
  });
});

describe("a scanner of emails", () => {
  it("opens every link of every email, and nothing changes", async () => {
    const pages = await Promise.all([reserved("one@example.com"), asked("two@example.com")]);
    const [one = "", two = ""] = pages.map((page) => new URL(page).pathname.split("/").at(-1));
    await inbox("one@example.com").letter(one, "Complete your booking!");
    await inbox("two@example.com").letter(two, "Request received, awaiting confirmation");
    await inbox(PRINT_SUPPLIER).letter(one, "Nuova prenotazione in attesa di pagamento");
    await inbox(PRINT_SUPPLIER).letter(two, "Nuova richiesta di prenotazione");
    const before = await quietState();
    const { messages } = await sandbox().state();
    const views = await Promise.all(pages.map(viewOf));
    expect(views).toMatchObject([{ status: "approved" }, { status: "pending" }]);

    const links = new Set(messages.flatMap(linksOf).filter((link) => link.startsWith(url())));
    const purposes = [...links].map((link) => new URL(link).pathname.split("/").at(-1));
    expect(purposes).toEqual(
      expect.arrayContaining(["accept", "decline", "cancel", "onboarding", PRINT]),
    );
    for (const link of links) {
      for (const method of ["HEAD", "GET"]) {
        const { status } = await fetch(link, { method });
        expect(status, `${method} ${new URL(link).pathname}`).toBeLessThan(500);
      }
    }

    expect(await quietState()).toEqual(before);
    expect(await Promise.all(pages.map(viewOf))).toEqual(views);
  });
});

/** What the vendors know once nothing has come to it for a while. */
async function quietState() {
  let known = "";
  let since = Date.now();
  return eventually("a quiet sandbox", async () => {
    const state = await settledState();
    const seen = JSON.stringify(state ?? null);
    if (seen !== known) since = Date.now();
    known = seen;
    return Date.now() - since >= QUIET_MS && state;
  });
}

/**
 * What the vendors know while no webhook is on its way. Not the pages that are open at the provider:
 * each visit of its link opens one, and none of them is a payment.
 */
async function settledState() {
  const { stripe, google, messages } = await sandbox().state();
  if (stripe.deliveries.some(({ state }) => state === "pending")) return undefined;
  const { checkoutSessions: _open, ...money } = stripe;
  // Whether an email has been delivered yet is told later than that it was sent.
  const sent = messages.map(({ id, to, subject }) => ({ id, to, subject }));
  return { money, google, sent };
}

/** The guest's page of spots that wait to be paid. */
async function reserved(email: string): Promise<string> {
  const [session] = await sessionsOf(url(), PRINT, { daysAhead: 9, spots: 1 });
  return reserve(url(), { experience: PRINT, email, session: session?.session });
}

/** The guest's page of a request that waits for its answer. */
function asked(email: string): Promise<string> {
  const requested = { date: openDate(PRINT, 22), time: "10:00" };
  return reserve(url(), { experience: PRINT, email, requested });
}
