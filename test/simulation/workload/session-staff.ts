import type { Random } from "../random.ts";
import { STARTS_AT } from "../season.ts";
import type { Intent } from "../vendors/simulated-stripe.ts";
import type { World } from "../world.ts";
import { DAY_MS, HOUR_MS } from "./dates.ts";
import { sessionOf } from "./suppliers.ts";

/** Which of the sources aside is that of quiet complaints. */
const QUIET_SOURCE = 3;

/** Staff who cancel, refund by hand and open sessions; and cardholders who ask their bank. */
export function planSessionStaff(world: World): void {
  const { random, scheduler, stripe } = world;
  const early = () => STARTS_AT + random.between(0, 100 * HOUR_MS);
  const sometime = () => STARTS_AT + random.between(0, 11 * DAY_MS);
  if (random.chance(0.2)) {
    const [, session] = world.sessions;
    const spots = random.between(2, 5);
    scheduler.at(early(), `staff open ${session?.slug} for ${spots}`, () =>
      session?.object.rpc("open", ({ bookings }) => bookings.open(spots)).catch(() => undefined),
    );
  }
  for (let count = random.pick([0, 0, 1, 2]); count > 0; count -= 1) {
    scheduler.at(early(), "staff cancel a booking", () => cancelOne(world));
  }
  for (let count = random.pick([0, 1, 1, 2]); count > 0; count -= 1) {
    scheduler.at(random.chance(0.6) ? early() : sometime(), "staff refund in the dashboard", () => {
      const intent = somePayment(world);
      if (intent !== undefined) refundByHand(world, intent, random);
    });
  }
  planComplaints(world);
  if (random.chance(0.35)) {
    scheduler.at(sometime(), "a cardholder disputes a payment", () => {
      const intent = somePayment(world);
      if (intent !== undefined) stripe.dispute(intent.id);
    });
  }
}

/** What went wrong is often told before the supplier can be paid. */
function planComplaints(world: World): void {
  const { random, scheduler } = world;
  for (let at = STARTS_AT + 2 * DAY_MS; at < world.busyUntil; at += 6 * HOUR_MS) {
    scheduler.at(at + random.between(0, HOUR_MS), "", () => {
      const waiting = payoutsThatWait(world);
      if (waiting.length === 0 || !random.chance(0.25)) return;
      complain(world, random, random.pick(waiting));
    });
  }
}

/** Of some complaints nobody is told: whoever moves the share must ask. */
export function planQuietComplaints(world: World): void {
  const { scheduler } = world;
  const random = world.random.aside(QUIET_SOURCE);
  for (let at = STARTS_AT + 2 * DAY_MS; at < world.busyUntil; at += 6 * HOUR_MS) {
    scheduler.at(at + random.between(0, HOUR_MS), "", () => {
      const waiting = payoutsThatWait(world);
      if (waiting.length === 0 || !random.chance(0.15)) return;
      const reservation = random.pick(waiting);
      const intent = paymentOf(world, reservation);
      if (intent !== undefined) world.silence(intent.id);
      complain(world, random, reservation);
    });
  }
}

/** To the bank, or to staff, who give something back. */
export function complain(world: World, random: Random, reservation: string): void {
  const { stripe } = world;
  const intent = paymentOf(world, reservation);
  if (intent === undefined) return;
  world.tell(`a guest complains about ${intent.id}`);
  if (random.chance(0.3)) stripe.dispute(intent.id);
  else refundByHand(world, intent, random);
}

/** The payment that was made for a reservation. */
export function paymentOf({ stripe }: World, reservation: string): Intent | undefined {
  return [...stripe.intents.values()].find(
    ({ metadata, status }) => metadata.reservation === reservation && status === "succeeded",
  );
}

/** The reservations whose supplier's share is on its way. */
export function payoutsThatWait({ log }: World): string[] {
  const said = (wanted: string) =>
    log.filter(({ message }) => message === wanted).flatMap(({ reservation }) => reservation ?? []);
  const made = new Set(said("Transfer made"));
  const asked = new Set([...said("Transfer requested"), ...said("Settlement released")]);
  return [...asked].filter((reservation) => !made.has(reservation));
}

function refundByHand({ stripe }: World, intent: Intent, random: Random): void {
  const amount = Math.ceil((intent.amount * random.pick([1, 2, 3])) / 3);
  try {
    stripe.refund({ payment_intent: intent.id, amount });
  } catch {
    // The dashboard shows staff that nothing is left to refund.
  }
}

function somePayment({ stripe, random }: World): Intent | undefined {
  const paid = [...stripe.intents.values()].filter(({ status }) => status === "succeeded");
  return paid.length > 0 ? random.pick(paid) : undefined;
}

/** By the policy, or for a part of the price. */
function cancelOne(world: World): void {
  const { random, log } = world;
  const booked = log
    .filter(({ message }) => message === "Booking confirmed")
    .flatMap(({ reservation }) => reservation ?? []);
  if (booked.length === 0) return;
  const id = random.pick(booked);
  const amount = Math.round((paymentOf(world, id)?.amount ?? 0) * random.next());
  const wanted = random.chance(0.4) ? { reason: "staff" } : { reason: "staff", amount };
  sessionOf(world, id)
    ?.object.rpc("cancel", ({ holds }) => holds.cancel(id, wanted))
    // Staff see that it failed, and let it be.
    .catch(() => undefined);
}
