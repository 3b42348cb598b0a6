import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import { type Answer, type Client, jsonBody, NETWORK } from "./client.ts";

const RELEASE_TRIES_MAX = 120;
const RELEASE_AGAIN_MS = 2_000;

/** A reservation as its guest was given it, and what the guest was told about it. */
export interface Hold {
  reservation: string;
  /** By what it is given back unpaid; only its guest was given it. */
  proof?: { clientSecret: string } | { checkoutSession: string };
  /** When payment was first tried, just before; UTC epoch milliseconds. */
  payingAt?: number;
  /** Stripe said that the card was charged. */
  paid: boolean;
  toldConfirmed: boolean;
  toldReleased: boolean;
}

/** One guest and what they can testify: what was asked, what was answered, and nothing else. */
export interface Visit<Held extends Hold = Hold> {
  email: string;
  key: string;
  /** The one request of this visit: where it goes, what it says, how its answer is read. */
  path: string;
  body: object;
  /** Each guest has a network of their own. */
  address: string;
  read(answer: Answer["body"]): Held;
  /**
   * What the one request of this visit was answered, in order. A repeat gets the same hold; only
   * once that has ended, another.
   */
  holds: Held[];
  /** How often a hold was answered that had been answered before. */
  repeats: number;
  /** A request may have been served whose answer nobody waited for. */
  unheard: boolean;
}

type Wish<Held extends Hold> = Pick<Visit<Held>, "email" | "path" | "body" | "read">;

export function newVisit<Held extends Hold>(random: Random, wish: Wish<Held>): Visit<Held> {
  const key = Buffer.from(random.bytes(16)).toString("hex");
  const address = `198.${random.between(18, 19)}.${random.between(0, 255)}.${random.between(1, 254)}`;
  return { ...wish, key, address, holds: [], repeats: 0, unheard: false };
}

/** What every hold begins with. */
export const nothingTold = { paid: false, toldConfirmed: false, toldReleased: false };

/** Asks for what the visit wants; now and then the connection breaks, or it is asked twice at once. */
export async function hold<Held extends Hold>(
  client: Client,
  random: Random,
  made: Visit<Held>,
): Promise<Held | undefined> {
  if (random.chance(0.15)) {
    // The connection breaks while the product is at work.
    const signal = AbortSignal.timeout(random.between(5, 400));
    made.unheard = true;
    take(made, await client.once("POST", made.path, { ...requestOf(made), signal }));
    if (made.holds.length === 0 && random.chance(0.2)) return undefined;
  }
  if (random.chance(0.1)) {
    made.unheard = true;
    void client.once("POST", made.path, requestOf(made));
  }
  return holdAgain(client, made);
}

/** The request of a visit once more, with its key, until there is an answer. */
export async function holdAgain<Held extends Hold>(
  client: Client,
  made: Visit<Held>,
): Promise<Held | undefined> {
  return take(made, await client.ask("POST", made.path, requestOf(made)));
}

function requestOf({ key, body, address }: Visit): RequestInit {
  return jsonBody(body, { "idempotency-key": key, [NETWORK]: address });
}

function take<Held extends Hold>(made: Visit<Held>, answer: Answer | undefined): Held | undefined {
  if (answer?.status !== 201) return undefined;
  const held = made.read(answer.body);
  const known = made.holds.find(({ reservation }) => reservation === held.reservation);
  if (known !== undefined) {
    made.repeats += 1;
    return known;
  }
  made.holds.push(held);
  return held;
}

/** Gives a hold back; tries again while the product cannot say whether it was paid. */
export async function giveBack(
  client: Client,
  held: Hold,
  triesMax = RELEASE_TRIES_MAX,
): Promise<void> {
  const { reservation, proof } = held;
  if (proof === undefined) return;
  const path = `/api/reservations/${reservation}/release`;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { status } = await client.ask("POST", path, jsonBody(proof));
    if (status === 200) held.toldReleased = true;
    if (status !== 503) return;
    await pause(RELEASE_AGAIN_MS);
  }
}

/** Of what a guest may do with a hold: how they pay, and how they learn what became of it. */
export interface Paying<Held extends Hold> {
  pay(client: Client, random: Random, held: Held): Promise<void>;
  statusOf(client: Client, held: Held): Promise<unknown>;
}

const CONFIRMATION_POLLS = 12;
const CONFIRMATION_POLL_MS = 800;

/** Pays, gives back or leaves: once. */
export async function decide<Held extends Hold>(
  client: Client,
  random: Random,
  held: Held,
  { pay, statusOf }: Paying<Held>,
): Promise<void> {
  const what = random.next();
  // Leaves without a word; given back when the run is over.
  if (what < 0.1) return;
  await pause(random.between(100, 3_000));
  if (what < 0.25) return giveBack(client, held);
  if (what < 0.3) {
    // Two tabs: one pays while the other gives back.
    await Promise.all([pay(client, random, held), giveBack(client, held, 1)]);
  } else {
    await pay(client, random, held);
  }
  if (held.paid && random.chance(0.6)) {
    await waitForConfirmation(held, () => statusOf(client, held));
  }
}

/** Asks what became of a payment, as the page of the guest does, until it says something final. */
export async function waitForConfirmation(
  held: Hold,
  statusOf: () => Promise<unknown>,
): Promise<void> {
  for (let polls = 0; polls < CONFIRMATION_POLLS; polls += 1) {
    const status = await statusOf();
    if (status === "confirmed") held.toldConfirmed = true;
    if (!UNDECIDED.includes(String(status))) return;
    await pause(CONFIRMATION_POLL_MS);
  }
}

/** A guest's own view says "approved" until the payment is known. */
const UNDECIDED = ["processing", "approved"];
