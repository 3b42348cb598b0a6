import type { HoldCommand, HoldResult } from "../../src/objects/room-bookings.ts";
import type { Random } from "./random.ts";
import { type SimulatedRoom, STARTS_AT, WORKLOAD_MS, type World } from "./world.ts";

const MINUTE_MS = 60_000;
/** Few days and times, so that guests get in one another's way. */
const DATES = ["2026-11-30", "2026-12-01", "2026-12-02"] as const;
/** Some touch one another, so that only the buffer keeps them apart. */
const SLOTS = [
  ["09:00", "10:30"],
  ["10:30", "12:00"],
  ["10:00", "12:00"],
  ["11:00", "12:45"],
  ["13:00", "15:00"],
] as const;

/** A guest knows what was answered, and nothing else. */
export interface Guest {
  name: string;
  room: SimulatedRoom;
  /** The PaymentIntents whose secret the guest was given. */
  payments: Set<string>;
}

/** Plans everything that people do in a run. */
export function planWorkload(world: World): Guest[] {
  const { random, scheduler } = world;
  const guests = Array.from({ length: random.between(5, 12) }, (_, index) => ({
    name: `guest${index}`,
    room: random.pick(world.rooms),
    payments: new Set<string>(),
  }));
  for (const guest of guests) {
    const own = random.fork();
    const arrival = STARTS_AT + own.between(0, WORKLOAD_MS * 0.6);
    scheduler.at(arrival, `${guest.name} wants ${guest.room.slug}`, () => visit(world, guest, own));
  }
  for (const room of world.rooms) planStaff(world, room);
  planSweeps(world);
  planOddities(world);
  return guests;
}

async function visit(world: World, guest: Guest, random: Random): Promise<void> {
  const command = wish(guest, random);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const held = await guest.room.object
      .call("hold", (object) => object.bookings.hold(command))
      .catch(() => undefined);
    if (held !== undefined) return decide(world, guest, random, held);
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

async function decide(world: World, guest: Guest, random: Random, held: HoldResult): Promise<void> {
  if (!held.ok || held.reservation.payment === null) return;
  const { id, payment, holdExpiresAt } = held.reservation;
  guest.payments.add(payment.id);
  const { scheduler } = world;
  const what = random.next();
  if (what < 0.12) return;
  if (what < 0.2) {
    await scheduler.sleep(random.between(1, 5) * MINUTE_MS, `${guest.name} gives it back`);
    await guest.room.object
      .call("release", (object) => object.bookings.release(id, payment.secret))
      .catch(() => undefined);
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

/** Staff who use the calendar and Stripe's dashboard as they always did. */
function planStaff(world: World, room: SimulatedRoom): void {
  const { random, scheduler, stripe } = world;
  const sometime = () => STARTS_AT + random.between(0, WORKLOAD_MS);
  for (let count = random.between(0, 5); count > 0; count -= 1) {
    const startsAt = Date.parse(`${random.pick(DATES)}T${random.between(15, 22)}:00:00Z`);
    const lengthMs = random.between(1, 3) * 60 * MINUTE_MS;
    scheduler.at(sometime(), `staff enter an event in ${room.slug}`, () => {
      const event = room.calendar.addByHand(startsAt, startsAt + lengthMs);
      if (random.chance(0.3)) {
        scheduler.after(10 * MINUTE_MS, "staff delete their event", () =>
          room.calendar.change(event.id, { deleted: true }),
        );
      }
    });
  }
  if (random.chance(0.35)) {
    scheduler.at(sometime(), "staff touch one of our events", () => {
      const ours = room.calendar.standing().filter(({ marks }) => marks !== undefined);
      if (ours.length === 0) return;
      const { id } = random.pick(ours);
      const change = random.chance(0.5) ? { deleted: true as const } : { byMs: 60 * MINUTE_MS };
      room.calendar.change(id, change);
    });
  }
  if (random.chance(0.3)) {
    scheduler.at(sometime(), "staff refund in the dashboard", () => {
      const paid = [...stripe.intents.values()].filter(({ status }) => status === "succeeded");
      const intent = paid.length > 0 ? random.pick(paid) : undefined;
      if (intent === undefined) return;
      const amount = random.chance(0.7) ? intent.amount : Math.ceil(intent.amount / 3);
      try {
        stripe.refund({ payment_intent: intent.id, amount });
      } catch {
        // The dashboard shows staff that nothing is left to refund.
      }
    });
  }
  if (random.chance(0.3)) {
    scheduler.at(sometime(), "staff cancel a booking", () => {
      const booked = world.log.filter(({ message }) => message === "Booking confirmed");
      const id = booked.length > 0 ? random.pick(booked).reservation : undefined;
      const owner = world.rooms.find(({ slug }) => id?.includes(`_${slug}_`));
      const wanted = random.chance(0.5)
        ? { reason: "staff" }
        : { reason: "staff", amount: random.between(0, 5_000) };
      return owner?.object
        .call("cancel", (object) => object.bookings.cancel(id ?? "", wanted))
        .catch(() => undefined);
    });
  }
  if (random.chance(0.3)) {
    scheduler.at(sometime(), "Google forgets its sync tokens", () => room.calendar.expireTokens());
  }
}

const SWEEP_MS = 15 * MINUTE_MS;

function planSweeps(world: World): void {
  const { scheduler, faults } = world;
  const sweep = (everyMs: number, until: number) => {
    scheduler.after(everyMs, "", () => {
      if (!faults.chance("cron missed", 0.05)) {
        for (const { object } of world.rooms)
          object.call("sweep", (room) => room.sweep()).catch(() => undefined);
        world.desk.call("sweep", (desk) => desk.arm()).catch(() => undefined);
      }
      if (scheduler.now < until) sweep(everyMs, until);
    });
  };
  sweep(SWEEP_MS, STARTS_AT + WORKLOAD_MS);
}

/** What is rare, and ruinous when it is not thought of. */
function planOddities(world: World): void {
  const { random, scheduler, stripe, faults } = world;
  const sometime = () => STARTS_AT + random.between(0, WORKLOAD_MS);
  if (random.chance(0.2)) {
    scheduler.at(sometime(), "somebody else's payment arrives", () => {
      stripe.foreignPayment(random.between(1_000, 9_000));
    });
  }
  if (random.chance(0.5)) {
    scheduler.at(sometime(), "staff change the amount of an unpaid payment", () => {
      const open = [...stripe.intents.values()].filter(
        ({ status }) => status === "requires_payment_method",
      );
      if (open.length === 0) return;
      const intent = random.pick(open);
      intent.amount -= 100;
      intent.tampered = true;
    });
  }
  for (let count = random.between(0, 2); count > 0; count -= 1) {
    scheduler.at(sometime(), "", () => {
      if (faults.chance("clock jumped", 0.5)) {
        world.skewMs = random.between(-120_000, 120_000);
      }
    });
  }
}
