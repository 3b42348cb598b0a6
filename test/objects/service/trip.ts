import { makeStage, type Stage } from "../../stage.ts";
import { payPage } from "../session/session-story.ts";

export const SERVICE = "airport-transfers";
export const OWNER = "collins@destinationcocoa.example";

/** A private ride that the owner has vehicles for. */
export const ride = {
  service: SERVICE,
  route: "port-of-spain-piarco",
  format: "private",
  package: "ride",
  date: "2026-12-07",
  time: "09:00",
  passengers: 2,
  pickup: { place: "cruise-terminal", details: "Island Princess" },
  extras: { childSeats: "one" },
  notes: "We have a cello.",
  guest: {
    name: "Ada Lovelace",
    email: "ada@example.com",
    phone: "+1 868 765 0199",
    whatsapp: true,
  },
};

/** What a fault can hit on the way of a message. */
export const texting = { provider: "twilio", operation: "messages.create" };
export const listingTexts = { provider: "twilio", operation: "messages.list" };
export const emailing = { provider: "mailersend", operation: "email.send" };

export interface HeldTrip {
  reservation: string;
  bookingCode: string;
  url: string;
  amount: number;
}

export const tripStage = () => makeStage();

export function askTrip(stage: Stage, changes: object = {}, headers: Record<string, string> = {}) {
  return stage.post("/api/checkout-sessions", { ...ride, ...changes }, headers);
}

export async function holdTrip(stage: Stage, changes: object = {}): Promise<HeldTrip> {
  const answer = await askTrip(stage, changes);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<HeldTrip>;
}

/** The guest pays on the hosted page. Nothing is delivered before the clock moves on. */
export async function payTrip(stage: Stage, { url }: HeldTrip, card?: string): Promise<void> {
  const answer = await payPage(stage, url, card);
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`);
}

export async function bookedTrip(stage: Stage, changes: object = {}): Promise<HeldTrip> {
  const held = await holdTrip(stage, changes);
  await payTrip(stage, held);
  await stage.pass();
  return held;
}

export const tripOf = (stage: Stage, { reservation }: { reservation: string }) =>
  stage.services.service(SERVICE).object.holds.load(reservation);

export const tripJournal = (stage: Stage, { reservation }: { reservation: string }) =>
  stage.services
    .service(SERVICE)
    .object.store.journal(reservation)
    .map(({ event }) => event.type);

/** Who was told, by which channel, in order of address. */
export const told = (stage: Stage) =>
  stage
    .messages()
    .map(({ channel, to }) => `${channel} ${to}`)
    .toSorted();
