import { STARTS_AT } from "../season.ts";
import type { SimulatedService } from "../simulated-service.ts";
import type { World } from "../world.ts";
import { DAY_MS, MINUTE_MS } from "./dates.ts";

/** Staff who cancel trips and refund by hand; a cardholder who asks their bank. */
export function planServiceStaff(world: World): void {
  const { random, scheduler, busyUntil } = world;
  const sometime = () => STARTS_AT + random.between(0, busyUntil - STARTS_AT);
  const later = () =>
    random.chance(0.75) ? sometime() : sometime() + random.between(1, 2) * DAY_MS;
  for (let count = random.pick([0, 0, 1, 2]); count > 0; count -= 1) {
    scheduler.at(later(), "staff cancel a trip", () => cancelOne(world));
  }
  if (random.chance(0.35)) {
    scheduler.at(later(), "staff refund in the dashboard", () => refundByHand(world));
  }
  if (random.chance(0.2)) {
    scheduler.at(sometime(), "somebody else's checkout is paid", () => payForeign(world));
  }
  if (random.chance(0.15)) {
    scheduler.at(later(), "a cardholder disputes a payment", () => {
      const paid = paidOf(world);
      if (paid.length > 0) world.stripe.dispute(random.pick(paid).id);
    });
  }
}

/** Another product on the same Stripe account. */
function payForeign({ stripe, scheduler, random }: World): void {
  const amount = random.between(1_000, 9_000);
  const offer = { amount, currency: "usd", metadata: {}, intentMetadata: {} };
  const { id } = stripe.hosted.open({ offer, late: false }, scheduler.now + 30 * MINUTE_MS);
  stripe.hosted.pay(id, "card");
}

function paidOf({ stripe }: World) {
  return [...stripe.intents.values()].filter(({ status }) => status === "succeeded");
}

function refundByHand(world: World): void {
  const { random, stripe } = world;
  const paid = paidOf(world);
  if (paid.length === 0) return;
  const { id, amount } = random.pick(paid);
  try {
    stripe.refund({
      payment_intent: id,
      amount: random.chance(0.6) ? amount : Math.ceil(amount / 3),
    });
  } catch {
    // The dashboard shows staff that nothing is left to refund.
  }
}

/** By the policy, or for a part of the price. */
function cancelOne(world: World): void {
  const { random, log, stripe } = world;
  const booked = log
    .filter(({ message }) => message === "Booking confirmed")
    .flatMap(({ reservation }) => reservation ?? []);
  if (booked.length === 0) return;
  const id = random.pick(booked);
  const paid = [...stripe.intents.values()].find(({ metadata, status }) => {
    return metadata.reservation === id && status === "succeeded";
  });
  const amount = Math.round((paid?.amount ?? 0) * random.next());
  const wanted = random.chance(0.5) ? { reason: "staff" } : { reason: "staff", amount };
  serviceOf(world, id)
    ?.object.rpc("cancel", ({ holds }) => holds.cancel(id, wanted))
    // Staff see that it failed, and let it be.
    .catch(() => undefined);
}

function serviceOf({ services }: World, reservation: string): SimulatedService | undefined {
  return services.find(({ slug }) => reservation.startsWith(`res_service_${slug}_`));
}
