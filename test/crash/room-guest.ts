import type { Random } from "../simulation/random.ts";
import { type CardHold, payingByCard, readCardHold } from "./card-payment.ts";
import type { Client } from "./client.ts";
import { decide, hold, newVisit, type Visit } from "./visit.ts";

/** Some touch one another, so that only the buffer keeps them apart. */
const SLOTS = [
  ["09:00", "10:30"],
  ["10:30", "12:00"],
  ["10:00", "12:00"],
  ["11:00", "12:45"],
  ["13:00", "15:00"],
  ["15:15", "16:15"],
] as const;
const DAYS_MAX = 3;

/** A guest of a room, and the time that they want. */
export interface RoomVisit extends Visit<CardHold> {
  room: string;
  dates: string[];
  start: string;
  end: string;
}

export interface Places {
  room: string;
  /** Bookable days, in order. */
  dates: string[];
}

/** Comes, holds a room, and then pays, gives back or leaves: once. */
export async function visitRoom(
  client: Client,
  random: Random,
  { room, dates: bookable }: Places,
  name: string,
  visits: RoomVisit[],
): Promise<void> {
  const [start, end] = random.pick(SLOTS);
  const first = random.between(0, bookable.length - 1);
  const dates = bookable.slice(first, first + random.between(1, DAYS_MAX));
  const email = `${name}@example.com`;
  const customer = { name: "Ella May Wiggins", email };
  const wanted = { room, dates, start, end };
  const body = { ...wanted, attendees: 2, customer };
  const path = "/api/create-payment-intent";
  const made = { ...newVisit(random, { email, path, body, read: readCardHold }), ...wanted };
  visits.push(made);
  const held = await hold(client, random, made);
  if (held !== undefined) await decide(client, random, held, payingByCard);
}
