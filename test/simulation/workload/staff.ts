import { SEASONS, STARTS_AT } from "../season.ts";
import type { SimulatedRoom, World } from "../world.ts";
import { DATES, DAY_MS, MINUTE_MS } from "./dates.ts";

const WORKLOAD_MS = SEASONS.rooms.workloadMs;

/** Staff who use the calendar and Stripe's dashboard as they always did. */
export function planStaff(world: World, room: SimulatedRoom): void {
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
  for (let count = random.pick([0, 0, 1, 2]); count > 0; count -= 1) {
    // A few come days later, when the policy gives back a half, or nothing.
    const at = random.chance(0.8) ? sometime() : sometime() + random.between(1, 5) * DAY_MS;
    scheduler.at(at, "staff cancel a booking", () => {
      const booked = bookedIn(world, room);
      if (booked.length > 0) cancel(world, room, random.pick(booked));
    });
  }
  if (random.chance(0.2)) {
    scheduler.at(sometime(), `${room.slug} must close: staff cancel all its bookings`, () => {
      for (const id of bookedIn(world, room)) cancel(world, room, id);
    });
  }
  if (random.chance(0.3)) {
    scheduler.at(sometime(), "Google forgets its sync tokens", () => room.calendar.expireTokens());
  }
}

/** The bookings that staff have heard of; some of them are cancelled by now. */
function bookedIn({ log }: World, { slug }: SimulatedRoom): string[] {
  return log
    .filter(({ message, bookable }) => message === "Booking confirmed" && bookable === slug)
    .flatMap(({ reservation }) => reservation ?? []);
}

/** By the policy, or for a part of the price: what is left can be refunded by mistake again. */
function cancel({ random, stripe }: World, { object }: SimulatedRoom, id: string): void {
  const paid = [...stripe.intents.values()].find(({ metadata }) => metadata.reservation === id);
  const share = random.between(0, 100) / 100;
  const wanted = random.chance(0.3)
    ? { reason: "staff" }
    : { reason: "staff", amount: Math.round((paid?.amount ?? 0) * share * share) };
  object
    .call("cancel", (room) => room.holds.cancel(id, wanted))
    // Staff see that it failed, and let it be.
    .catch(() => undefined);
}
