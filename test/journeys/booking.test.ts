import { describe, expect, it } from "vitest";
import { DESKTOP, PHONE, useBrowser } from "./browser.ts";
import { CARDS, Guest, sayDay } from "./guest.ts";
import { eventually, useProduct } from "./product.ts";
import { eventsInFile, sandboxAt } from "./sandbox.ts";
import { Diary, STAFF } from "./venue.ts";

const product = useProduct();
const visit = useBrowser();
const diary = new Diary(() => product().url);
const sandbox = () => sandboxAt(product().url);

/** What a guest's inbox holds once the mail has arrived. */
const inbox = (email: string) =>
  eventually(`a message to ${email}`, async () => {
    const messages = await sandbox().messagesTo(email);
    return messages.length > 0 && messages;
  });

describe("a guest books a room", () => {
  it("one day, on a phone, from the front page to the email", async () => {
    const date = await diary.day("quiet-room");
    const email = "one-day@example.com";
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await page.goto(product().url);
      await shoot("home");
      await page.getByRole("link", { name: "Quiet Room" }).first().click();
      await guest.reads("Quiet Room");
      await guest.button("Continue to payment").waitFor();
      await shoot("room-empty");
      await guest.fill({
        dates: [date],
        start: "09:00",
        end: "12:00",
        attendees: "2",
        name: "Rosa Paz",
        email,
      });
      await guest.sees("CA$75.00");
      await shoot("room-filled");
      await guest.goOnToPayment();
      expect(await page.getByRole("timer").textContent()).toMatch(/^1[45]:\d\d$/);
      await guest.sees(new RegExp(`${sayDay(date)}, 9:00 am – 12:00 pm`));
      expect(await guest.amountToPay()).toBe(7500);
      await shoot("payment");
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      await guest.sees(/TG-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await guest.sees(email);
      await shoot("confirmed");

      expect((await sandbox().intent(guest.payment()))?.status).toBe("succeeded");
      expect(await sandbox().writtenDays(guest.reservation())).toEqual([
        { date, start: "09:00", end: "12:00" },
      ]);
    });
    const messages = await inbox(email);
    expect(messages.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Booked: Quiet Room, .*9:00 am – 12:00 pm \(TG-/),
    ]);
    expect(eventsInFile(messages[0])).toBe(1);
    expect(messages[0]?.replyTo).toBe(STAFF);
  });

  it("three days with a discount and coffee, at a desk, for one price that adds up", async () => {
    const dates = await diary.days("joe-hill-room", 3);
    const email = "three-days@example.com";
    await visit({ viewport: DESKTOP }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await page.goto(product().url);
      await shoot("home");
      await guest.open(product().url, "joe-hill-room");
      await guest.fill({
        dates,
        start: "10:00",
        end: "12:30",
        attendees: "12",
        name: "Helen Keller",
        email,
      });
      await page.getByRole("checkbox", { name: /^Coffee and tea/ }).check();
      await page.getByLabel("Discount").selectOption("community");
      // 2.5 h × CA$85.00 × 3 days less a quarter, and coffee for 12 on 3 days.
      await guest.sees("CA$604.12");
      await shoot("room-filled");
      await guest.goOnToPayment();
      expect(await guest.amountToPay()).toBe(60412);
      await shoot("payment");
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      for (const date of dates) await guest.sees(new RegExp(sayDay(date)));
      await shoot("confirmed");

      expect((await sandbox().intent(guest.payment()))?.amount).toBe(60412);
      expect(await sandbox().writtenDays(guest.reservation())).toEqual(
        dates.map((date) => ({ date, start: "10:00", end: "12:30" })),
      );
    });
    const messages = await inbox(email);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toContain("CA$604.12");
    expect(eventsInFile(messages[0])).toBe(3);
  });

  it("the studio with its extras, which are asked for beside their fields and reach the calendar", async () => {
    const date = await diary.day("sonic-studio");
    const email = "sonic@example.com";
    await visit({ viewport: PHONE }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      await guest.open(product().url, "sonic-studio");
      await guest.fill({
        dates: [date],
        start: "13:00",
        end: "15:00",
        attendees: "3",
        name: "Studs Terkel",
        email,
      });
      await guest.button("Continue to payment").click();
      await guest.sees("3 things to look at before you can pay:");
      const showName = page.getByLabel("Podcast or show name");
      expect(await showName.getAttribute("aria-invalid")).toBe("true");
      await eventually("the focus on the first of them", () =>
        showName.evaluate((field) => field.matches(":focus")),
      );
      const described = (await showName.getAttribute("aria-describedby")) ?? "";
      const errors = described.split(" ").map((id) => page.locator(`#${id}`).textContent());
      expect((await Promise.all(errors)).join(" ")).toMatch(/Podcast or show name/);
      expect(await sandbox().intentsOf(email)).toEqual([]);
      await shoot("extras-missing");

      await showName.fill("Working");
      await page.getByLabel("People on microphone").fill("2");
      await page.getByRole("radio", { name: /^Green screen/ }).check();
      await guest.sees("CA$230.00");
      expect(await page.getByText("things to look at").count()).toBe(0);
      await guest.goOnToPayment();
      await guest.pay(CARDS.pays);
      await guest.reads("The room is yours.");
      const [event] = await sandbox().standing(guest.reservation());
      expect(event?.description).toContain("Podcast or show name: Working");
      expect(event?.description).toContain("People on microphone: 2");
      expect(event?.description).toMatch(/Set: Green screen/);
    });
    expect((await inbox(email))[0]?.text).toContain("Working");
  });

  it("without a mouse", async () => {
    const date = await diary.day("print-shop");
    await visit({ viewport: DESKTOP }, async ({ page, shoot }) => {
      const guest = new Guest(page);
      const { keyboard } = page;
      await guest.open(product().url, "print-shop");
      await guest.dayButton(date).waitFor();
      // The calendar opens on the first day that can be booked; arrows move from there.
      const focusable = page.locator("calendar-month").locator("button[tabindex='0']");
      await guest.tabTo(focusable);
      const focused = page.locator("calendar-month").locator("button:focus");
      for (let moved = 0; moved < 62; moved += 1) {
        if (await guest.dayButton(date).evaluate((day) => day.matches(":focus"))) break;
        const day = await focused.getAttribute("aria-label");
        await keyboard.press("ArrowRight");
        // The calendar takes the focus along a moment after the key.
        await eventually(`the focus away from ${day}`, async () => {
          return (await focused.getAttribute("aria-label")) !== day;
        });
      }
      await keyboard.press("Enter");
      await guest.sees("Pick one day or up to 10");
      await page.getByRole("button", { name: `Take out ${sayDay(date)}` }).waitFor();
      await guest.tabTo(page.getByRole("combobox", { name: "Start", exact: true }));
      await keyboard.type("11:00");
      await guest.tabTo(page.getByRole("combobox", { name: "End", exact: true }));
      await keyboard.type("2:00");
      await guest.tabTo(page.getByLabel("How many people?"));
      await keyboard.type("6");
      await guest.tabTo(page.getByLabel("Your name"));
      await keyboard.type("Mother Jones");
      await guest.tabTo(page.getByLabel("Email"));
      await keyboard.type("keyboard@example.com");
      await guest.tabTo(guest.button("Continue to payment"));
      await shoot("keyboard-focus");
      await keyboard.press("Enter");
      await guest.reads("Pay and it is yours");
      await guest.tabTo(page.getByLabel("Card number"));
      await keyboard.type(CARDS.pays);
      await keyboard.press("Tab");
      await keyboard.type("1234");
      await keyboard.press("Tab");
      await keyboard.type("123");
      await guest.tabTo(guest.button(/^Pay CA\$/));
      await keyboard.press("Enter");
      await guest.reads("The room is yours.");
      expect(await sandbox().writtenDays(guest.reservation())).toEqual([
        { date, start: "11:00", end: "14:00" },
      ]);
    });
  });
});

describe("the confetti", () => {
  /** From an empty form to a room that is booked, on a busy machine. */
  const BOOKED_MS = 120_000;

  const book = async (guest: Guest, email: string) => {
    const date = await diary.day("helena-gutteridge-room");
    await guest.open(product().url, "helena-gutteridge-room");
    await guest.fill({
      dates: [date],
      start: "09:00",
      end: "10:00",
      attendees: "2",
      name: "Joe Hill",
      email,
    });
    await guest.goOnToPayment();
    await guest.pay(CARDS.pays);
    await guest.reads("The room is yours.");
  };

  it("flies for a guest who does not mind motion", async () => {
    await visit({ viewport: DESKTOP, reducedMotion: "no-preference" }, async ({ page }) => {
      // It is gone after seconds: whoever looks for it only after the headline may miss it.
      const canvas = page.locator("canvas").waitFor({ state: "attached", timeout: BOOKED_MS });
      await Promise.all([book(new Guest(page), "confetti@example.com"), canvas]);
    });
  });

  it("stays away, script and all, from a guest who asks for little motion", async () => {
    await visit({ viewport: DESKTOP, reducedMotion: "reduce" }, async ({ page }) => {
      const loaded: string[] = [];
      page.on("request", (request) => loaded.push(request.url()));
      await book(new Guest(page), "no-confetti@example.com");
      await page.waitForTimeout(1000);
      expect(await page.locator("canvas").count()).toBe(0);
      expect(loaded.filter((address) => address.includes("confetti"))).toEqual([]);
    });
  });
});
