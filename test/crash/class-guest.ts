import type { Session } from "../journeys/session-guest.ts";
import type { Random } from "../simulation/random.ts";
import { type CardHold, payingByCard, readCardHold } from "./card-payment.ts";
import type { Client } from "./client.ts";
import { decide, hold, newVisit, type Visit } from "./visit.ts";

/** Some ask for so many that a few of them fill a class. */
const PARTICIPANTS = [1, 1, 2, 2, 3, 5];

/** Comes, holds places in a class, and then pays, gives back or leaves: once. */
export async function visitClass(
  client: Client,
  random: Random,
  experience: string,
  sessions: readonly Session[],
  name: string,
  visits: Visit<CardHold>[],
): Promise<void> {
  const { session } = random.pick(sessions);
  const email = `${name}@example.com`;
  const customer = { name: "Clara Lemlich", email };
  const body = { experience, session, participants: random.pick(PARTICIPANTS), customer };
  const path = "/api/create-payment-intent";
  const made = newVisit(random, { email, path, body, read: readCardHold });
  visits.push(made);
  const held = await hold(client, random, made);
  if (held !== undefined) await decide(client, random, held, payingByCard);
}
