import { asSession } from "../../../src/domain/session/session-reservation.ts";
import type {
  SessionCommand,
  SessionResult,
} from "../../../src/objects/session/session-bookings.ts";
import type { Random } from "../random.ts";
import { STARTS_AT } from "../season.ts";
import type { SimulatedSession } from "../simulated-session.ts";
import type { World } from "../world.ts";
import { HOUR_MS, MINUTE_MS } from "./dates.ts";
import type { Payer } from "./guests.ts";
import type { Inboxes, Letter } from "./inboxes.ts";
import { payByLink } from "./link-payers.ts";

/** Where among the sessions of the world, and how; some of the wishes cannot be granted. */
const WISHES = [
  [0, "hold"],
  [0, "hold"],
  [0, "hold"],
  [0, "hold"],
  [0, "request"],
  [1, "request"],
  [1, "request"],
  [1, "hold"],
  [2, "request"],
  [2, "request"],
  [3, "hold"],
  [3, "hold"],
  [3, "hold"],
] as const;

/** Most of those who find it full come back until somebody has not paid, or it begins. */
const LOOKS_MAX = 24;

export interface SessionGuest extends Payer {
  name: string;
  email: string;
  session: SimulatedSession;
  way: "hold" | "request";
  /** Whether the guest has made up their mind about paying. */
  decided: boolean;
}

/** Guests who want more spots than there are, by every way in which they are sold. */
export function planSessionGuests(world: World, inboxes: Inboxes): SessionGuest[] {
  const { random, scheduler } = world;
  const guests = Array.from({ length: random.between(6, 11) }, (_, index) => {
    const [which, way] = random.pick(WISHES);
    const session = world.sessions[which];
    if (session === undefined) throw new Error(`no session ${which}`);
    return newGuest(`guest${index}`, session, way);
  });
  for (const guest of guests) {
    const own = random.fork();
    const arrival = own.chance(0.6) ? own.between(0, 3 * HOUR_MS) : own.between(0, 46 * HOUR_MS);
    scheduler.at(
      STARTS_AT + arrival,
      `${guest.name} wants ${guest.way} ${guest.session.slug}`,
      () => visit(world, guest, own),
    );
    inboxes.read(guest.email, (letter) => read(world, guest, own, letter));
  }
  return guests;
}

function newGuest(name: string, session: SimulatedSession, way: SessionGuest["way"]): SessionGuest {
  const email = `${name}@example.com`;
  return { name, email, session, way, payments: new Set(), decided: false };
}

/** Somebody takes all that is left of a session: what another's hold has given up, above all. */
export async function takeTheRest(
  world: World,
  { name, session }: SessionGuest,
  random: Random,
): Promise<void> {
  const rival = newGuest(`${name}-rival`, session, "hold");
  const view = await session.object
    .rpc("view", ({ bookings }) => bookings.view())
    .catch(() => undefined);
  if (view === undefined || view.spotsAvailable === 0) return;
  const command = { ...commandOf(rival, random), participants: view.spotsAvailable };
  const answer = await ask(world, rival, command);
  if (answer?.ok) decide(world, rival, random, answer);
}

async function visit(world: World, guest: SessionGuest, random: Random): Promise<void> {
  const command = commandOf(guest, random);
  for (let looks = random.pick([1, LOOKS_MAX, LOOKS_MAX]); looks > 0; looks -= 1) {
    const answer = await ask(world, guest, command);
    if (answer?.ok) return decide(world, guest, random, answer);
    if (answer?.refusal.reason !== "session-full") return;
    const { spotsAvailable } = answer.refusal;
    // There is room for some of them: then fewer come.
    if (spotsAvailable > 0) command.participants = spotsAvailable;
    const wait = spotsAvailable > 0 ? 2_000 : random.between(1, 3) * HOUR_MS;
    await world.scheduler.sleep(wait, `${guest.name} looks again whether there is room`);
  }
}

async function ask(
  { scheduler }: World,
  { name, way, session }: SessionGuest,
  command: SessionCommand,
): Promise<SessionResult | undefined> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await session.object
      .rpc(
        way,
        async ({ bookings }): Promise<SessionResult> =>
          way === "hold" ? bookings.hold(command) : bookings.request(command),
      )
      .catch(() => undefined);
    if (answer !== undefined) return answer;
    // No answer: the page asks again with the same key.
    await scheduler.sleep(2_000, `${name} asks again`);
  }
  return undefined;
}

function commandOf({ name, email, session }: SessionGuest, random: Random): SessionCommand {
  const { maximum } = session.experience.rules.participants;
  return {
    participants: Math.min(random.between(1, 3), maximum),
    customer: { name, email, phone: "+1 604 555 0100" },
    hotel: random.chance(0.6) ? "harbour-house" : null,
    userId: null,
    address: name,
    requestKey: `key-${name}-0123456789`,
  };
}

/** What the page shows: a payment of its own for a class, a link to pay by, or "we have asked". */
function decide(
  world: World,
  guest: SessionGuest,
  random: Random,
  answer: Extract<SessionResult, { ok: true }>,
): void {
  const { flow, link, payment } = answer.reservation;
  if (flow === "class" && payment !== null) {
    guest.payments.add(payment.id);
    payAtOnce(world, guest, random, answer);
  }
  if (flow !== "class" && link !== null) payByLink(world, guest, random, answer.reservation.id);
}

/** A class is paid on the page, within minutes, or given back, or not at all. */
function payAtOnce(
  world: World,
  guest: SessionGuest,
  random: Random,
  { reservation }: Extract<SessionResult, { ok: true }>,
): void {
  const { scheduler, stripe } = world;
  const { id, payment, holdExpiresAt } = reservation;
  if (payment === null || holdExpiresAt === null) return;
  const what = random.next();
  if (what < 0.12) return;
  if (what < 0.2) {
    scheduler.after(random.between(1, 5) * MINUTE_MS, `${guest.name} gives it back`, () =>
      guest.session.object
        .rpc("release", ({ holds }) => holds.release(id, payment.secret))
        .catch(() => undefined),
    );
    return;
  }
  const atTheEdge = what < 0.4;
  const wait = atTheEdge
    ? holdExpiresAt - scheduler.now + random.between(-3_000, 3_000)
    : random.between(1_000, 8 * MINUTE_MS);
  if (random.chance(0.15)) stripe.pay(payment.id, "declined");
  const how = random.chance(0.15) ? "processing" : "card";
  scheduler.after(Math.max(0, wait), `${guest.name} pays ${payment.id} (${how})`, () => {
    stripe.pay(payment.id, how);
  });
}

function read(world: World, guest: SessionGuest, random: Random, letter: Letter): void {
  const { message, reservation } = letter;
  if (["guest_instant_booking", "guest_booking_approved"].includes(message)) {
    payByLink(world, guest, random, reservation);
  }
  if (message === "guest_payment_confirmed" && random.chance(0.3)) {
    const wait = random.pick([random.between(1, 10) * MINUTE_MS, random.between(1, 70) * HOUR_MS]);
    for (const again of random.chance(0.2) ? [0, 1] : [0]) {
      world.scheduler.after(wait + again, `${guest.name} cancels`, () =>
        guest.session.object
          .rpc("cancelByGuest", ({ bookings }) => bookings.cancelByGuest(reservation))
          .catch(() => undefined),
      );
    }
  }
}

/** What the guest can read of their own reservation. */
export function ownReservation({ session }: SessionGuest, id: string) {
  const { database } = session.object.storage;
  const row = database.prepare("SELECT state FROM reservations WHERE id = ?").get(id);
  return asSession(JSON.parse(String((row as { state: string }).state)));
}
