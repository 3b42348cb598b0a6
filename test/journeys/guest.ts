import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { PATIENCE_MS } from "./browser.ts";

/** Cards of the sandbox; the numbers are Stripe's where Stripe has one. */
export const CARDS = {
  pays: "4242424242424242",
  declined: "4000000000000002",
  needsAuthentication: "4000002760003184",
  processesThenPays: "4000008888881005",
};

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
/** The longest booking window is half a year. */
const MONTHS_TURNED_MAX = 7;
const TABS_MAX = 60;

export interface Wishes {
  dates: string[];
  start: string;
  end: string;
  attendees: string;
  name: string;
  email: string;
}

/** What a guest does on the page of a room and after it, by what they see and read. */
export class Guest {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Waits for a headline; what a screen reader lands on as well. */
  async reads(heading: string | RegExp, withinMs = PATIENCE_MS): Promise<void> {
    await this.page.getByRole("heading", { name: heading }).first().waitFor({ timeout: withinMs });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async open(url: string, room: string): Promise<void> {
    await this.page.goto(`${url}/rooms/${room}`);
    await this.button("Continue to payment").waitFor();
  }

  async fill(wishes: Wishes): Promise<void> {
    await this.pickDays(wishes.dates);
    await this.pickTimes(wishes.start, wishes.end);
    await this.page.getByLabel("How many people?").fill(wishes.attendees);
    await this.fillContact(wishes);
  }

  async pickDays(dates: string[]): Promise<void> {
    for (const date of dates) {
      await this.turnTo(date);
      await this.dayButton(date).click();
      await this.page
        .getByRole("button", { name: `Take out ${sayDay(date)}` })
        .first()
        .waitFor();
    }
  }

  dayButton(date: string): Locator {
    const [, month, day] = date.split("-").map(Number);
    return this.button(`${MONTHS[(month ?? 1) - 1]} ${day}`);
  }

  /** Turns the calendar's pages until the month of the date is shown. */
  async turnTo(date: string): Promise<void> {
    const wanted = sayMonth(date);
    const calendar = this.page.locator("calendar-multi, calendar-date");
    const shown = calendar.locator("[aria-live=polite]").first();
    for (let turned = 0; turned < MONTHS_TURNED_MAX; turned += 1) {
      const month = (await shown.textContent()) ?? "";
      if (month === wanted) return;
      const isLater = monthNumber(month) < monthNumber(wanted);
      await this.button(isLater ? "Next month" : "Previous month").click();
      await shown.filter({ hasText: month }).waitFor({ state: "detached" });
    }
    expect(await shown.textContent()).toBe(wanted);
  }

  async pickTimes(start: string, end: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Start", exact: true }).selectOption(start);
    await this.page.getByRole("combobox", { name: "End", exact: true }).selectOption(end);
  }

  async fillContact({ name, email }: Pick<Wishes, "name" | "email">): Promise<void> {
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByLabel("Email").fill(email);
  }

  /** Sends the form, and waits until the time is held and the card form is there. */
  async goOnToPayment(): Promise<void> {
    await this.button("Continue to payment").click();
    await this.reads("Pay and it is yours");
    await this.page.getByLabel("Card number").waitFor();
  }

  async fillCard(number: string): Promise<void> {
    await this.page.getByLabel("Card number").fill(number);
    await this.page.getByLabel("Expiration date").fill("1234");
    await this.page.getByLabel("Security code").fill("123");
  }

  async pay(card: string): Promise<void> {
    await this.fillCard(card);
    await this.button(/^Pay CA\$/).click();
  }

  /** The amount on the pay button, in cents. */
  async amountToPay(): Promise<number> {
    const text = (await this.button(/^Pay CA\$/).textContent()) ?? "";
    return Math.round(Number(text.replaceAll(/[^\d.]/g, "")) * 100);
  }

  /** The payment that the confirmation page is about. */
  payment(): string {
    return new URL(this.page.url()).searchParams.get("payment_intent") ?? "";
  }

  reservation(): string {
    return new URL(this.page.url()).searchParams.get("reservation") ?? "";
  }

  /** Presses Tab until the element has the focus, as a person does who has no mouse. */
  async tabTo(target: Locator): Promise<void> {
    for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
      if (await target.evaluate((element) => element.matches(":focus"))) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${TABS_MAX} times Tab did not reach ${String(target)}`);
  }
}

/** "Monday, December 7" */
export const sayDay = (date: string): string =>
  new Intl.DateTimeFormat("en-CA", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));

/** "December 2026" */
const sayMonth = (date: string): string => {
  const [year, month] = date.split("-").map(Number);
  return `${MONTHS[(month ?? 1) - 1]} ${year}`;
};

/** Months since year 0, of "December 2026". */
function monthNumber(said: string): number {
  const [month = "", year] = said.split(" ");
  return Number(year) * 12 + MONTHS.indexOf(month);
}
