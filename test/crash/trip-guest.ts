import type { Random } from "../simulation/random.ts";
import type { Answer, Client } from "./client.ts";
import { type HostedHold, payThere } from "./hosted-page.ts";
import { decide, hold, newVisit, nothingTold, type Paying, type Visit } from "./visit.ts";

const SERVICE = "airport-transfers";
const LANDED = { pickup: { place: "piarco-arrivals", details: "BW 483" }, dropOff: "Alma House" };
/** Each with where it begins, and where it ends if it asks. */
const ROUTES = [
  { route: "piarco-port-of-spain", ...LANDED },
  { route: "port-of-spain-piarco", pickup: { place: "hotel", details: "Alma House" } },
  { route: "piarco-north-coast", ...LANDED },
];
/** Trips of one and a half hours, or three: each of these times gets in the way of another. */
const TIMES = ["08:00", "09:00", "09:30", "11:00", "13:00", "14:30"];
/** Of two vehicles. */
const FORMATS = ["private", "private", "private", "convoy"];
const PATH = "/api/checkout-sessions";

/** A trip as its guest was given it. */
export interface TripHold extends HostedHold {
  checkoutSession: string;
  url: string;
  /** The guest's own number, if messages may be sent to it. */
  whatsapp: string | undefined;
}

/** Comes, holds a trip, and then pays on Stripe's page, gives it up or leaves: once. */
export async function visitService(
  client: Client,
  random: Random,
  dates: readonly string[],
  name: string,
  visits: Visit<TripHold>[],
): Promise<void> {
  const email = `${name}@example.com`;
  // Not one of the endings that the sandbox gives a meaning.
  const number = `+1868765${1_000 + visits.length}`;
  const whatsapp = random.chance(0.8);
  const body = {
    ...{ service: SERVICE, ...random.pick(ROUTES), format: random.pick(FORMATS) },
    ...{ package: "ride", date: random.pick(dates), time: random.pick(TIMES), passengers: 3 },
    guest: { name: "Elma Francois", email, phone: number, whatsapp },
  };
  const read = (answer: Answer["body"]) => readTrip(answer, whatsapp ? number : undefined);
  const made = newVisit(random, { email, path: PATH, body, read });
  visits.push(made);
  const held = await hold(client, random, made);
  if (held !== undefined) await decide(client, random, held, payingForTrip);
}

function readTrip(
  { reservation, checkoutSession, url }: Answer["body"],
  whatsapp: string | undefined,
): TripHold {
  const checkout = String(checkoutSession);
  return {
    ...{ reservation: String(reservation), checkoutSession: checkout, url: String(url), whatsapp },
    ...{ proof: { checkoutSession: checkout }, ...nothingTold },
  };
}

const payingForTrip: Paying<TripHold> = {
  pay: (client, random, held) => payThere(client, random, held, held.url),

  async statusOf(client, { reservation, checkoutSession }) {
    const query = new URLSearchParams({ session_id: checkoutSession, reservation });
    const { body } = await client.ask("GET", `/api/bookings/by-checkout-session?${query}`);
    return body.status;
  },
};
