import { STARTS_AT } from "../season.ts";
import type { World } from "../world.ts";
import { HOUR_MS, MINUTE_MS } from "./dates.ts";
import { paymentOf } from "./session-staff.ts";
import { sessionOf } from "./suppliers.ts";

/** Which of the sources aside is that of double claims. */
const SOURCE = 2;

/** A guest who asks the bank for what comes back anyway: before the booking is cancelled, or after. */
export function planDoubleClaims(world: World): void {
  const { scheduler, stripe } = world;
  const random = world.random.aside(SOURCE);
  if (!random.chance(0.2)) return;
  const at = STARTS_AT + random.between(4, 60) * HOUR_MS;
  const apart = random.pick([500, MINUTE_MS, HOUR_MS, 5 * HOUR_MS]);
  const isFirst = random.chance(0.4);
  scheduler.at(at, "a guest claims the money twice", () => {
    const booked = bookings(world);
    if (booked.length === 0) return;
    const reservation = random.pick(booked);
    const intent = paymentOf(world, reservation);
    if (intent === undefined) return;
    const [disputedAt, cancelledAt] = isFirst ? [0, apart] : [apart, 0];
    scheduler.after(disputedAt, `the bank is asked for ${intent.id}`, () =>
      stripe.dispute(intent.id),
    );
    scheduler.after(cancelledAt, `staff cancel ${reservation.slice(-4)}`, () =>
      sessionOf(world, reservation)
        ?.object.rpc("cancel", ({ holds }) => holds.cancel(reservation, { reason: "staff" }))
        .catch(() => undefined),
    );
  });
}

/** The bookings of which nobody has heard an end. */
function bookings({ log }: World): string[] {
  const booked = new Set<string>();
  for (const { message, reservation = "" } of log) {
    if (message === "Booking confirmed") booked.add(reservation);
    if (["Booking cancelled", "Booking completed"].includes(message)) booked.delete(reservation);
  }
  return [...booked];
}
