import { asRoom } from "../../../src/domain/room/room-reservation.ts";
import type { HoldCommand, HoldResult } from "../../../src/objects/room/room-bookings.ts";
import type { Random } from "../random.ts";
import { SEASONS, STARTS_AT } from "../season.ts";
import type { SimulatedRoom, World } from "../world.ts";
import { DATES, MINUTE_MS } from "./dates.ts";

const WORKLOAD_MS = SEASONS.rooms.workloadMs;

/** Some touch one another, so that only the buffer keeps them apart. */
const SLOTS = [
  ["09:00", "10:30"],
  ["10:30", "12:00"],
  ["10:00", "12:00"],
  ["11:00", "12:45"],
  ["13:00", "15:00"],
] as const;

/** Whoever was given something to pay. */
export interface Payer {
  /** The PaymentIntents whose secret the guest was given. */
  payments: Set<string>;
  /** Reservations that were given up for another one, as the guest was told. */
  givenUp?: Set<string>;
  /** Reservations that were given back, and that a page with the same key was shown all the same. */
  shownAgain?: Set<string>;
}

/** A guest knows what was answered, and nothing else. */
export interface Guest extends Payer {
  name: string;
  room: SimulatedRoom;
  shownAgain: Set<string>;
}

/** Which of the sources aside is that of second tabs. */
const SECOND_TABS = 3;

/** Guests who want the same few slots, and come early enough to be turned away. */
export function planGuests(world: World): Guest[] {
  const { random, scheduler } = world;
  const guests = Array.from({ length: random.between(5, 12) }, (_, index) => ({
    name: `guest${index}`,
    room: random.pick(world.rooms),
    payments: new Set<string>(),
    shownAgain: new Set<string>(),
  }));
  for (const guest of guests) {
    const own = random.fork();
    const arrival = STARTS_AT + own.between(0, WORKLOAD_MS * 0.6);
    scheduler.at(arrival, `${guest.name} wants ${guest.room.slug}`, () => visit(world, guest, own));
  }
  return guests;
}

async function visit(world: World, guest: Guest, random: Random): Promise<void> {
  const command = wish(guest, random);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const held = await guest.room.object
      .call("hold", (object) => object.bookings.hold(command))
      .catch(() => undefined);
    if (held !== undefined) return decide(world, guest, random, held, command);
    // No answer: the page asks again with the same key.
    await world.scheduler.sleep(2_000, `${guest.name} asks again`);
  }
}

function wish(guest: Guest, random: Random): HoldCommand {
  const [start, end] = random.pick(SLOTS);
  const first = random.between(0, DATES.length - 1);
  const dates = DATES.slice(first, first + random.between(1, 3));
  return {
    wishes: { dates: [...dates], start, end, attendees: 2 },
    customer: { name: guest.name, email: `${guest.name}@example.com` },
    address: guest.name,
    requestKey: `key-${guest.name}-0123456789`,
  };
}

async function decide(
  world: World,
  guest: Guest,
  random: Random,
  held: HoldResult,
  command: HoldCommand,
): Promise<void> {
  if (!held.ok) return;
  const { id, payment, holdExpiresAt } = asRoom(held.reservation);
  if (payment === null) return;
  guest.payments.add(payment.id);
  const { scheduler } = world;
  const what = random.next();
  if (what < 0.12) return;
  if (what < 0.2) {
    await scheduler.sleep(random.between(1, 5) * MINUTE_MS, `${guest.name} gives it back`);
    await guest.room.object
      .call("release", (object) => object.holds.release(id, payment.secret))
      .catch(() => undefined);
    if (random.aside(SECOND_TABS).chance(0.6)) await secondTab(guest, command, id);
    return;
  }
  const atTheEdge = what < 0.4;
  const wait = atTheEdge
    ? holdExpiresAt - scheduler.now + random.between(-3_000, 3_000)
    : random.between(1_000, 6 * MINUTE_MS);
  if (random.chance(0.15)) {
    scheduler.after(wait / 2, `${guest.name}'s card is declined`, () => {
      world.stripe.pay(payment.id, "declined");
    });
  }
  const how = random.chance(0.15) ? "processing" : "card";
  scheduler.after(Math.max(0, wait), `${guest.name} pays ${payment.id} (${how})`, () => {
    world.stripe.pay(payment.id, how);
  });
}

/** A second tab with the same key is loaded anew: what was given back there is nothing to pay here. */
async function secondTab(guest: Guest, command: HoldCommand, givenBack: string): Promise<void> {
  const shown = await guest.room.object
    .call("hold", (object) => object.bookings.hold(command))
    .catch(() => undefined);
  if (!shown?.ok) return;
  const { id, payment } = asRoom(shown.reservation);
  if (payment !== null) guest.payments.add(payment.id);
  if (id === givenBack) guest.shownAgain.add(id);
}
