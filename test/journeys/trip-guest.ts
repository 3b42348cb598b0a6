import type { Locator, Page } from "playwright-core";
import { formatMoney } from "../../src/domain/money.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { CARDS, Guest } from "./guest.ts";
import { eventually } from "./product.ts";

/** What a guest wants, in the words of the page. */
export interface TripWishes {
  route: string;
  passengers: number;
  format: string;
  package: string;
  childSeats: string;
  largeBags: string;
  flag: string;
  place: string;
  details: { label: string; value: string };
  dropOff: { label: string; value: string };
  date: string;
  time: string;
  guest: { name: string; email: string; phone: string; notes: string };
}

/** A price as the API told it. */
export interface Quote {
  lines: { label: string; amount: number }[];
  total: number;
  currency: string;
}

/** "7 December", as the calendar names its days. */
const dayLabel = new Intl.DateTimeFormat("en-TT", {
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** A guest of a service, from the first step of the builder to the page of the booked trip. */
export class TripGuest extends Guest {
  #quote: Quote | undefined;

  constructor(page: Page) {
    super(page);
    page.on("response", async (response) => {
      if (new URL(response.url()).pathname !== "/api/quote" || !response.ok()) return;
      // Whoever leaves the page at once does not hear its last price.
      const quote: Quote | undefined = await response.json().catch(() => undefined);
      if (quote !== undefined) this.#quote = quote;
    });
  }

  async openService(url: string, service: string): Promise<void> {
    await this.page.goto(`${url}/services/${service}`);
    await this.reads("Where are you going?");
  }

  async chooseRoute({ route, passengers }: TripWishes): Promise<void> {
    await this.choose(route);
    await this.page.getByLabel("How many travel?").selectOption(String(passengers));
    await this.goOn("format", "How do you want to travel?");
  }

  async chooseFormat({ format }: TripWishes): Promise<void> {
    await this.choose(format);
    await this.goOn("package", "Which package?");
  }

  async choosePackage(wishes: TripWishes): Promise<void> {
    await this.choose(wishes.package);
    await this.goOn("extras", "Anything to add?");
  }

  async addExtras({ childSeats, largeBags, flag }: TripWishes): Promise<void> {
    await this.choose(childSeats);
    await this.page.getByLabel("Large bags").fill(largeBags);
    await this.page.getByRole("checkbox", { name: flag }).check();
    await this.goOn("pickup", "Where and when do we pick you up?");
  }

  async choosePickup({ place, details, dropOff, date, time }: TripWishes): Promise<void> {
    await this.choose(place);
    await this.page.getByLabel(details.label).fill(details.value);
    await this.page.getByLabel(dropOff.label).fill(dropOff.value);
    await this.turnTo(date);
    await this.dayButton(date).click();
    await this.page.getByLabel("Pickup time").selectOption(time);
    await this.goOn("guest", "Who is travelling?");
  }

  async sayWho({ guest }: TripWishes): Promise<void> {
    await this.page.getByLabel("Your name").fill(guest.name);
    await this.page.getByRole("textbox", { name: "Email" }).fill(guest.email);
    await this.page.getByLabel("Phone").fill(guest.phone);
    await this.page.getByLabel("Anything we should know?").fill(guest.notes);
    await this.button("Continue to review").click();
    await this.sees("Say whether this number has WhatsApp: yes or no.");
    const asked = this.page.getByRole("group", { name: "Does this number have WhatsApp?" });
    await asked.getByRole("radio", { name: "Yes" }).check();
    await this.goOn("review", "Check and pay");
  }

  /** In the operator's English, as the whole page is. */
  override dayButton(date: string): Locator {
    return this.button(dayLabel.format(new Date(`${date}T00:00:00Z`)));
  }

  /** Waits until the API has told this total and the element shows it. */
  async seesTotal(place: Locator, total: number): Promise<Quote> {
    const quote = await eventually(`a price of ${total} from the API`, async () =>
      this.#quote?.total === total ? this.#quote : undefined,
    );
    await place.filter({ hasText: formatMoney(total, quote.currency) }).waitFor();
    return quote;
  }

  /** Keeps the trip, and stands on the hosted page. */
  async goesToPay(amount: string): Promise<void> {
    await this.button(`Pay ${amount}`).click();
    await this.page.getByRole("heading", { name: "Pay with card" }).waitFor();
  }

  /** Pays on the hosted page, which knows the guest's email already, and writes amounts its own way. */
  async payThere(email: string, amount: string): Promise<void> {
    const { page } = this;
    await page.getByRole("heading", { name: "Pay with card" }).waitFor();
    await this.sees(`Paying as ${email}`);
    await page.getByLabel("Card number").fill(CARDS.pays);
    await page.getByLabel("Expiration date").fill("12 / 34");
    await page.getByLabel("Security code").fill("123");
    await page.getByLabel("Name on card").fill("Card Holder");
    await this.button(new RegExp(`^Pay .*${amount.replace(/^\D*/, "")}$`)).click();
  }

  private async choose(label: string): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(`^${label}`) }).check();
  }

  private async goOn(step: string, heading: string): Promise<void> {
    await this.button(`Continue to ${step}`).click();
    await this.reads(heading);
  }
}

/** A fact that the payment provider told of a trip, and how each of its deliveries ended. */
export interface ToldEvent {
  id: string;
  type: string;
  deliveries: { state: string }[];
}

/** Both events that say that a reservation is paid. */
export async function paidEvents(url: string, reservation: string): Promise<ToldEvent[]> {
  const answer = await fetch(`${url}/sandbox/stripe/events`);
  const { events } = (await answer.json()) as {
    events: (ToldEvent & { data: { object: { metadata?: Record<string, string> } } })[];
  };
  return events.filter(
    ({ type, data }) =>
      ["checkout.session.completed", "payment_intent.succeeded"].includes(type) &&
      data.object.metadata?.reservation === reservation,
  );
}

/** Every message about a reservation, to whomever, oldest first. */
export async function messagesAbout(url: string, reservation: string): Promise<SandboxMessage[]> {
  const answer = await fetch(`${url}/sandbox/messages`);
  const { messages } = (await answer.json()) as { messages: SandboxMessage[] };
  return messages.filter((message) => message.reservation === reservation);
}
