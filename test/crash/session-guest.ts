import { pause } from "../journeys/product.ts";
import type { Session } from "../journeys/session-guest.ts";
import type { Random } from "../simulation/random.ts";
import type { Answer, Client } from "./client.ts";
import { type HostedHold, payThere } from "./hosted-page.ts";
import { hold, newVisit, nothingTold, type Visit, waitForConfirmation } from "./visit.ts";

const PARTICIPANTS = [1, 2, 2, 3, 4, 6];
/** Groups of a choir that has 40 places: three of the largest do not fit. */
const GROUPS = [6, 8, 12, 18];
/** How long a guest of a request waits for its answer. */
const ANSWER_POLLS = 40;
const ANSWER_POLL_MS = 2_000;
const PATH = "/api/reservations";

/** Spots that are paid by a Payment Link, or a request for some. */
export interface SessionHold extends HostedHold {
  /** The guest's own view: its path with its token. */
  view: string;
  /** Where it is paid, once the guest was told. */
  paymentUrl?: string | undefined;
  isRequest: boolean;
  /** The guest has pressed the button that cancels the booking. */
  cancelled: boolean;
}

/** Comes, takes spots of a session, and pays by the link soon, late or never. */
export async function visitSession(
  client: Client,
  random: Random,
  experience: string,
  sessions: readonly Session[],
  name: string,
  visits: Visit<SessionHold>[],
): Promise<void> {
  const { session } = random.pick(sessions);
  const wish = { experience, session, participants: random.pick(PARTICIPANTS) };
  const hotel = random.chance(0.3) ? { hotel: "harbour-house" } : {};
  const held = await reserve(client, random, { ...wish, ...hotel }, name, visits);
  if (held === undefined || random.chance(0.15)) return;
  await pause(random.between(100, 3_000));
  const { paymentUrl, paymentDeadline } = await look(client, held);
  if (random.chance(0.12)) await waitUntilLate(random, String(paymentDeadline));
  if (paymentUrl !== undefined) await payAndPerhapsCancel(client, random, held, paymentUrl);
}

/** Asks for a time of their own, and pays if the supplier accepts in time. */
export async function requestSession(
  client: Client,
  random: Random,
  wanted: { experience: string; dates: readonly string[]; times: readonly string[] },
  name: string,
  visits: Visit<SessionHold>[],
): Promise<void> {
  const requested = { date: random.pick(wanted.dates), time: random.pick(wanted.times) };
  const wish = { experience: wanted.experience, requested, participants: random.pick(GROUPS) };
  const held = await reserve(client, random, wish, name, visits);
  if (held === undefined) return;
  for (let polls = 0; polls < ANSWER_POLLS; polls += 1) {
    await pause(ANSWER_POLL_MS);
    const { status, paymentUrl } = await look(client, held);
    if (status === "pending" || (status === "approved" && paymentUrl === undefined)) continue;
    if (paymentUrl !== undefined && random.chance(0.85)) {
      await payAndPerhapsCancel(client, random, held, paymentUrl);
    }
    return;
  }
}

async function reserve(
  client: Client,
  random: Random,
  wish: object,
  name: string,
  visits: Visit<SessionHold>[],
): Promise<SessionHold | undefined> {
  const email = `${name}@example.com`;
  const guest = { firstName: "Vera", lastName: "Figner", email, phone: "+1 604 555 0199" };
  const made = newVisit(random, { email, path: PATH, body: { ...wish, guest }, read });
  visits.push(made);
  return hold(client, random, made);
}

function read(body: Answer["body"]): SessionHold {
  const { reservation, bookingUrl, paymentUrl, responseDeadline } = body;
  const { pathname, search } = new URL(String(bookingUrl));
  return {
    reservation: String(reservation),
    view: `/api${pathname}${search}`,
    paymentUrl: paymentUrl === undefined ? undefined : String(paymentUrl),
    isRequest: responseDeadline !== undefined,
    ...{ cancelled: false, ...nothingTold },
  };
}

interface View {
  status: string;
  paymentUrl?: string;
  paymentDeadline?: string;
  cancelUrl?: string;
}

async function look(client: Client, held: SessionHold): Promise<View> {
  const view = (await client.ask("GET", held.view)).body as unknown as View;
  held.paymentUrl ??= view.paymentUrl;
  return view;
}

/** Within seconds of the deadline, before it or after it. */
async function waitUntilLate(random: Random, deadline: string): Promise<void> {
  const at = Date.parse(deadline) + random.between(-3_000, 6_000);
  await pause(Math.max(0, at - Date.now()));
}

async function payAndPerhapsCancel(
  client: Client,
  random: Random,
  held: SessionHold,
  paymentUrl: string,
): Promise<void> {
  await payThere(client, random, held, paymentUrl);
  if (!held.paid || random.chance(0.3)) return;
  await waitForConfirmation(held, async () => (await look(client, held)).status);
  if (!held.toldConfirmed || random.chance(0.7)) return;
  const { cancelUrl } = await look(client, held);
  if (cancelUrl === undefined) return;
  held.cancelled = true;
  const { status } = await client.askPage("POST", cancelUrl);
  if (random.chance(0.3) && status === 200) await client.askPage("POST", cancelUrl);
}
