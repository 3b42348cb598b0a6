import type { FrameLocator, Page } from "playwright-core";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { CARDS, Guest, sayDay } from "./guest.ts";
import { eventually } from "./product.ts";

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
}

/** A session by its date and time on the wall: "2026-12-12T10:00". */
export interface Session {
  session: string;
  date: string;
  time: string;
  startsAt: string;
  spotsTotal: number;
  spotsAvailable: number;
}

const PHONE_NUMBER = "+1 604 555 0199";
const LATER_DAYS_MAX = 12;
const DAY_MS = 24 * 60 * 60_000;

/** What a guest does on the page of an experience: in a window of its own, or in a hotel's frame. */
export class SessionForm {
  readonly place: Page | FrameLocator;

  constructor(place: Page | FrameLocator) {
    this.place = place;
  }

  /** Chooses how many take part and one of the sessions, and says who they are. */
  async fill({ session, participants, person }: Filled): Promise<void> {
    await this.participants(participants);
    await this.pick(session);
    await this.person(person);
  }

  async participants(count: number): Promise<void> {
    await this.place.getByLabel("How many take part?").selectOption(String(count));
  }

  async pick({ date, time }: Session): Promise<void> {
    const day = this.place.getByRole("group", { name: sayDay(date), exact: true });
    await this.place
      .getByRole("group", { name: "Day and time" })
      .getByRole("radio")
      .first()
      .waitFor();
    for (let turned = 0; turned < LATER_DAYS_MAX && (await day.count()) === 0; turned += 1) {
      await this.button("Show later days").click();
      await this.place.getByText("Looking for sessions…").waitFor({ state: "detached" });
    }
    await day.getByRole("radio", { name: new RegExp(`^${sayTime(time)}`) }).check();
  }

  /** Asks for a day and time of one's own. `isSwitch`: the page offers sessions first. */
  async ask({ date, time }: Pick<Session, "date" | "time">, isSwitch: boolean): Promise<void> {
    if (isSwitch) await this.button("Request Different Time").click();
    await this.place.getByLabel("Day", { exact: true }).fill(date);
    await this.place.getByLabel("Start", { exact: true }).selectOption(time);
  }

  async person({ firstName, lastName, email }: Person): Promise<void> {
    await this.place.getByLabel("First name").fill(firstName);
    await this.place.getByLabel("Last name").fill(lastName);
    await this.place.getByLabel("Email").fill(email);
    await this.place.getByLabel("Phone").fill(PHONE_NUMBER);
  }

  button(name: string) {
    return this.place.getByRole("button", { name, exact: true });
  }
}

interface Filled {
  session: Session;
  participants: number;
  person: Person;
}

/** A guest of an experience, from its page to their own page of the booking. */
export class SessionGuest extends Guest {
  readonly form: SessionForm;

  constructor(page: Page) {
    super(page);
    this.form = new SessionForm(page);
  }

  async openExperience(url: string, experience: string): Promise<void> {
    await this.page.goto(`${url}/experiences/${experience}`);
    await this.page.getByLabel("First name").waitFor();
  }

  /** Pays on the provider's own page, to which the browser has gone or goes. */
  async payThere(card = CARDS.pays): Promise<void> {
    const { page } = this;
    await page.getByRole("heading", { name: "Pay with card" }).waitFor();
    await page.getByLabel("Email").fill("card.holder@example.com");
    await page.getByLabel("Card number").fill(card);
    await page.getByLabel("Expiration date").fill("12 / 34");
    await page.getByLabel("Security code").fill("123");
    await page.getByLabel("Name on card").fill("Card Holder");
    await this.button(/^Pay CA\$[\d.,]+$/).click();
  }

  /** Presses the one button of a link's page. */
  async confirm(button: string | RegExp): Promise<void> {
    await this.button(button).click();
  }

  /** The reservation whose page is open. */
  booking(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }
}

/** The supplier opens an account for payouts, from the page that asks for it to Stripe's and back. */
export async function setUpPayouts(guest: SessionGuest): Promise<void> {
  await guest.reads("Set up your payouts");
  await guest.confirm("Continue to Stripe");
  await guest.reads(/^Set up payouts for/);
  await guest.confirm("Finish: everything is verified");
}

/** Sessions that begin at least so many days from now and have this many spots left. */
export async function sessionsOf(
  url: string,
  experience: string,
  { daysAhead, spots }: { daysAhead: number; spots: number },
): Promise<Session[]> {
  const sessions = await sessionsBetween(
    url,
    experience,
    dateIn(daysAhead),
    dateIn(daysAhead + 40),
  );
  return sessions.filter(
    ({ startsAt, spotsAvailable }) =>
      Date.parse(startsAt) > Date.now() + daysAhead * DAY_MS && spotsAvailable >= spots,
  );
}

/** What the list says of the sessions of these dates, both included. */
async function sessionsBetween(
  url: string,
  experience: string,
  from: string,
  to: string,
): Promise<Session[]> {
  const answer = await fetch(`${url}/api/experiences/${experience}/sessions?from=${from}&to=${to}`);
  return ((await answer.json()) as { sessions: Session[] }).sessions;
}

/** Waits until the list says that so many spots of a session are left: it is a copy, and comes later. */
export async function listsSpots(
  url: string,
  experience: string,
  { session, date }: Pick<Session, "session" | "date">,
  spots: number,
): Promise<void> {
  await eventually(`${spots} spots left of ${session}`, async () => {
    const listed = await sessionsBetween(url, experience, date, date);
    return listed.find((each) => each.session === session)?.spotsAvailable === spots;
  });
}

/** A date at least so many days from now on which the experience is not closed. */
export function openDate(experience: string, daysAhead: number): string {
  const closures = catalogue.experience(experience)?.rules.closures ?? {};
  let days = daysAhead;
  while (Object.hasOwn(closures, dateIn(days))) days += 1;
  return dateIn(days);
}

/** Books as the page would: the address of the guest's own page. */
export async function reserve(
  url: string,
  { email, ...wish }: { experience: string; email: string } & Record<string, unknown>,
): Promise<string> {
  const guest = { firstName: "Vera", lastName: "Figner", email, phone: PHONE_NUMBER };
  const answer = await fetch(`${url}/api/reservations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ participants: 1, guest, ...wish }),
  });
  if (answer.status !== 201) throw new Error(`reserve: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { bookingUrl: string }).bookingUrl;
}

/** The date on the venue's wall so many days from now. */
function dateIn(days: number): string {
  const at = Date.now() + days * DAY_MS;
  const zone = { timeZone: "America/Vancouver", dateStyle: "short" } as const;
  return new Intl.DateTimeFormat("en-CA", zone).format(at);
}

/** "10:00 am" of "10:00" */
function sayTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const clock = `${hours % 12 || 12}:${String(minutes).padStart(2, "0")}`;
  return `${clock} ${hours < 12 ? "am" : "pm"}`;
}

/** The guest's own view of a reservation, by the token of their page's address. */
export async function viewOf(
  bookingUrl: string,
): Promise<{ status: string; [field: string]: unknown }> {
  const { origin, pathname, search } = new URL(bookingUrl);
  const answer = await fetch(`${origin}/api${pathname}${search}`);
  return (await answer.json()) as { status: string };
}
