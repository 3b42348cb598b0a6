import type { ServiceReservation } from "../../../src/domain/service/service-reservation.ts";
import type { Random } from "../random.ts";
import type { Paying } from "../vendors/simulated-stripe.ts";
import type { World } from "../world.ts";
import { MINUTE_MS } from "./dates.ts";
import type { TripGuest } from "./service-guests.ts";

/**
 * A guest on Stripe's page: pays soon, late, around the end of the hold, when it is long over, or
 * never; by card, by a method that takes its time and may fail, or after a card was declined.
 */
export function payOnPage(
  world: World,
  guest: TripGuest,
  random: Random,
  { checkout, holdExpiresAt }: ServiceReservation,
): void {
  if (checkout === null) return;
  const { scheduler, stripe } = world;
  const what = random.next();
  if (what < 0.12) return;
  const wait = waitMs(random, holdExpiresAt - scheduler.now);
  const pays = (ms: number, how: Paying) =>
    scheduler.after(Math.max(0, ms), `${guest.name} pays on ${checkout.id} (${how})`, () => {
      stripe.hosted.pay(checkout.id, how);
    });
  if (random.chance(0.15)) pays(wait / 2, "declined");
  pays(wait, random.chance(0.25) ? "processing" : "card");
  // Has booked by mistake, and staff give it back before much is known of it here.
  if (random.chance(0.08)) {
    scheduler.after(Math.max(0, wait) + random.between(500, 90_000), "staff give it back", () =>
      giveBack(world, checkout.id),
    );
  }
  // The button is pressed twice.
  if (random.chance(0.1)) pays(wait + 1, "card");
}

function giveBack({ stripe }: World, page: string): void {
  const intent = stripe.hosted.pages.get(page)?.intent;
  if (intent?.status !== "succeeded") return;
  try {
    stripe.refund({ payment_intent: intent.id, amount: intent.amount });
  } catch {
    // It has been given back already.
  }
}

function waitMs(random: Random, untilEndMs: number): number {
  const what = random.next();
  if (what < 0.5) return random.between(5_000, 10 * MINUTE_MS);
  if (what < 0.65) return random.between(10, 28) * MINUTE_MS;
  if (what < 0.9) return untilEndMs + random.between(-3_000, 3_000);
  return untilEndMs + random.between(1, 20) * MINUTE_MS;
}
