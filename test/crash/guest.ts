import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import { type Answer, type Client, jsonBody } from "./client.ts";

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

/** Test cards of the sandbox, as often as each stands here. */
const CARDS = [
  ...Array<string>(12).fill("pm_card_visa"),
  "pm_card_chargeDeclined",
  "pm_card_chargeDeclined",
  "pm_sandbox_processing_succeeds",
  "pm_sandbox_processing_fails",
  "pm_card_pendingRefund",
  "pm_card_refundFail",
] as const;

const RELEASE_TRIES_MAX = 120;
const RELEASE_AGAIN_MS = 2_000;
const CONFIRMATION_POLLS = 12;
const CONFIRMATION_POLL_MS = 800;

/** A payment as a guest was given it, and what the guest was told about it. */
export interface Hold {
  reservation: string;
  paymentIntent: string;
  clientSecret: string;
  /** When payment was first tried, just before; UTC epoch milliseconds. */
  payingAt?: number;
  /** Stripe said that the card was charged. */
  paid: boolean;
  toldConfirmed: boolean;
  toldReleased: boolean;
}

/** One guest and what they can testify: what was asked, what was answered, and nothing else. */
export interface Visit {
  email: string;
  key: string;
  room: string;
  dates: string[];
  start: string;
  end: string;
  /**
   * What the one request of this visit was answered, in order. A repeat gets the same hold; only
   * once that has ended, another.
   */
  holds: Hold[];
  /** How often a hold was answered that had been answered before. */
  repeats: number;
  /** A request may have been served whose answer nobody waited for. */
  unheard: boolean;
}

export interface Places {
  room: string;
  /** Bookable days, in order. */
  dates: string[];
}

/** Comes, holds, and then pays, gives back or leaves: once. */
export async function visit(
  client: Client,
  random: Random,
  place: Places,
  name: string,
  visits: Visit[],
): Promise<void> {
  const [start, end] = random.pick(SLOTS);
  const first = random.between(0, place.dates.length - 1);
  const dates = place.dates.slice(first, first + random.between(1, DAYS_MAX));
  const key = Buffer.from(random.bytes(16)).toString("hex");
  const made: Visit = {
    ...{ email: `${name}@example.com`, key, room: place.room, dates, start, end },
    ...{ holds: [], repeats: 0, unheard: false },
  };
  visits.push(made);
  const held = await hold(client, random, made);
  if (held !== undefined) await decide(client, random, held);
}

async function hold(client: Client, random: Random, made: Visit): Promise<Hold | undefined> {
  if (random.chance(0.15)) {
    // The connection breaks while the product is at work.
    const signal = AbortSignal.timeout(random.between(5, 400));
    made.unheard = true;
    take(made, await client.once("POST", HOLD_PATH, { ...holdRequest(made), signal }));
    if (made.holds.length === 0 && random.chance(0.2)) return undefined;
  }
  if (random.chance(0.1)) {
    made.unheard = true;
    void client.once("POST", HOLD_PATH, holdRequest(made));
  }
  return holdAgain(client, made);
}

const HOLD_PATH = "/api/create-payment-intent";

function holdRequest({ email, key, room, dates, start, end }: Visit): RequestInit {
  const customer = { name: "Ella May Wiggins", email };
  const body = { room, dates, start, end, attendees: 2, customer };
  return jsonBody(body, { "idempotency-key": key });
}

/** The request of a visit once more, with its key, until there is an answer. */
export async function holdAgain(client: Client, made: Visit): Promise<Hold | undefined> {
  return take(made, await client.ask("POST", HOLD_PATH, holdRequest(made)));
}

function take(made: Visit, answer: Answer | undefined): Hold | undefined {
  if (answer?.status !== 201) return undefined;
  const { reservation, paymentIntent, clientSecret } = answer.body;
  const known = made.holds.find((one) => one.paymentIntent === paymentIntent);
  if (known !== undefined) {
    made.repeats += 1;
    return known;
  }
  const held = {
    reservation: String(reservation),
    paymentIntent: String(paymentIntent),
    clientSecret: String(clientSecret),
    ...{ paid: false, toldConfirmed: false, toldReleased: false },
  };
  made.holds.push(held);
  return held;
}

async function decide(client: Client, random: Random, held: Hold): Promise<void> {
  const what = random.next();
  // Leaves without a word; given back when the run is over.
  if (what < 0.1) return;
  await pause(random.between(100, 3_000));
  if (what < 0.25) return giveBack(client, held);
  if (what < 0.3) {
    // Two tabs: one pays while the other gives back.
    await Promise.all([payUntilAnswered(client, random, held), giveBack(client, held, 1)]);
  } else {
    await payUntilAnswered(client, random, held);
  }
  if (held.paid && random.chance(0.6)) await waitForConfirmation(client, held);
}

/** Gives a hold back; tries again while the product cannot say whether it was paid. */
export async function giveBack(
  client: Client,
  held: Hold,
  triesMax = RELEASE_TRIES_MAX,
): Promise<void> {
  const { reservation, clientSecret } = held;
  const path = `/api/reservations/${reservation}/release`;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { status } = await client.ask("POST", path, jsonBody({ clientSecret }));
    if (status === 200) held.toldReleased = true;
    if (status !== 503) return;
    await pause(RELEASE_AGAIN_MS);
  }
}

async function payUntilAnswered(client: Client, random: Random, held: Hold) {
  let status = await pay(client, held, random.pick(CARDS));
  if (status === "requires_payment_method" && random.chance(0.8)) {
    await pause(random.between(200, 1_000));
    status = await pay(client, held, "pm_card_visa");
  }
  held.paid = status === "succeeded";
}

/** What Stripe.js does, with the guest's card; answers the payment's status. */
async function pay(client: Client, held: Hold, card: string): Promise<string> {
  held.payingAt ??= Date.now();
  const path = `/sandbox/stripe/v1/payment_intents/${held.paymentIntent}/confirm`;
  const { body } = await client.ask("POST", path, {
    headers: { authorization: `Bearer ${SANDBOX_KEYS.stripePublishable}` },
    body: new URLSearchParams({
      client_secret: held.clientSecret,
      payment_method: card,
      return_url: client.url,
    }),
  });
  // A refusal carries the payment as it is: of a repeated request, the success of the first.
  const { error } = body as { error?: { payment_intent?: { status?: string } } };
  return String(error?.payment_intent?.status ?? body.status);
}

async function waitForConfirmation(client: Client, held: Hold): Promise<void> {
  const query = new URLSearchParams({
    payment_intent: held.paymentIntent,
    reservation: held.reservation,
  });
  for (let polls = 0; polls < CONFIRMATION_POLLS; polls += 1) {
    const { body } = await client.ask("GET", `/api/bookings/by-payment-intent?${query}`);
    if (body.status === "confirmed") held.toldConfirmed = true;
    if (body.status !== "processing") return;
    await pause(CONFIRMATION_POLL_MS);
  }
}
