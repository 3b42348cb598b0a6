import type { DayAvailability } from "../../src/domain/room/free-time.ts";

/** The venue of `rooms.config.ts`, which the journeys book. */
export const STAFF = "admin@labourtemple.example";
const TIME_ZONE = "America/Vancouver";
/** Far enough ahead that no journey runs into the notice of 24 hours. */
const AHEAD_DAYS = 2;
const WINDOW_DAYS = 55;
const DAY_MS = 24 * 60 * 60_000;

export interface HoldAnswer {
  reservation: string;
  paymentIntent: string;
  clientSecret: string;
  amount: number;
}

/** Bookable days that nobody has touched yet; a day is given out once, so journeys do not meet. */
export class Diary {
  readonly #url: () => string;
  readonly #given = new Set<string>();

  constructor(url: () => string) {
    this.#url = url;
  }

  /** The next days of the room that are free from opening to closing. */
  async days(room: string, count: number): Promise<string[]> {
    const open = (await availability(this.#url(), room)).filter(
      ({ date, free: [first, ...more] }) =>
        first?.start === "08:00" &&
        first.end === "17:00" &&
        more.length === 0 &&
        !this.#given.has(`${room}/${date}`),
    );
    if (open.length < count) throw new Error(`${room} has only ${open.length} days left to book`);
    const dates = open.slice(0, count).map(({ date }) => date);
    for (const date of dates) this.#given.add(`${room}/${date}`);
    return dates;
  }

  async day(room: string): Promise<string> {
    const [date = ""] = await this.days(room, 1);
    return date;
  }
}

/** What the API says of the bookable days. */
export async function availability(url: string, room: string): Promise<DayAvailability[]> {
  const now = Date.now();
  const from = localDate(now + AHEAD_DAYS * DAY_MS);
  const to = localDate(now + WINDOW_DAYS * DAY_MS);
  const answer = await fetch(`${url}/api/rooms/${room}/availability?from=${from}&to=${to}`);
  return ((await answer.json()) as { days: DayAvailability[] }).days;
}

/** The venue's date at an instant. */
function localDate(at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE, dateStyle: "short" }).format(at);
}

/** What a page would send to hold a slot. */
export function holdBody(changes: { room: string; dates: string[] } & Record<string, unknown>) {
  return {
    start: "09:00",
    end: "12:00",
    attendees: 2,
    customer: { name: "Ada Lovelace", email: "ada@example.com" },
    ...changes,
  };
}

export function postHold(url: string, body: object): Promise<Response> {
  return fetch(`${url}/api/create-payment-intent`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Holds a slot as a page would, and fails if the API refuses. */
export async function hold(
  url: string,
  changes: { room: string; dates: string[] } & Record<string, unknown>,
): Promise<HoldAnswer> {
  const answer = await postHold(url, holdBody(changes));
  if (answer.status !== 201) throw new Error(`hold: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<HoldAnswer>;
}
