import { CARDS as NUMBERS } from "../journeys/guest.ts";
import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import type { Client } from "./client.ts";
import type { Hold } from "./visit.ts";

const REFUND_STAYS_PENDING = "4000000000007726";
const REFUND_FAILS = "4000000000005126";
const PROCESSES_THEN_FAILS = "4000008888882003";

/** Test cards of the sandbox, as often as each stands here. */
const CARDS = [
  ...Array<string>(12).fill(NUMBERS.pays),
  NUMBERS.declined,
  NUMBERS.declined,
  NUMBERS.processesThenPays,
  PROCESSES_THEN_FAILS,
  REFUND_STAYS_PENDING,
  REFUND_FAILS,
];
/** They are not charged at once. */
const PROCESSING: readonly string[] = [NUMBERS.processesThenPays, PROCESSES_THEN_FAILS];

const PAGE = "/sandbox/stripe/checkout/";
const SEE_OTHER = 303;
const REFUSED = 402;
const GONE = 410;

/** What is paid on Stripe's own page: a session by its Payment Link, or a trip. */
export interface HostedHold extends Hold {
  /** When the page said that it was paid. */
  paidAt?: number;
}

/** Goes where a payment is asked for, and pays there: now and then on two pages at once. */
export async function payThere(
  client: Client,
  random: Random,
  held: HostedHold,
  address: string,
): Promise<void> {
  held.payingAt ??= Date.now();
  const pages = random.chance(0.06)
    ? await Promise.all([open(client, address), open(client, address)])
    : [await open(client, address)];
  // Two visits of a link are two pages; two of a checkout are one, which is completed once.
  for (const page of new Set(pages)) {
    if (page === undefined) continue;
    let card = random.pick(CARDS);
    let status = await pay(client, page, card);
    if (status === REFUSED && random.chance(0.8)) {
      await pause(random.between(200, 1_000));
      card = NUMBERS.pays;
      status = await pay(client, page, card);
    }
    if (status !== SEE_OTHER || PROCESSING.includes(card)) continue;
    held.paid = true;
    held.paidAt ??= Date.now();
  }
}

/** The path of a page to pay on; a link opens another one at each visit. None once it is closed. */
async function open(client: Client, address: string): Promise<string | undefined> {
  const path = new URL(address).pathname;
  const { status, location } = await client.askPage("GET", path);
  const page = location ?? path;
  return status === GONE || !page.startsWith(PAGE) ? undefined : page;
}

/** The press of the page's button; repeated, it leads to where the first one led. */
async function pay(client: Client, page: string, card: string): Promise<number> {
  const form = { test_card: card, email: "card.holder@example.com", name: "Card Holder" };
  const { status } = await client.askPage("POST", page, { body: new URLSearchParams(form) });
  return status;
}
