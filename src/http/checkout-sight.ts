import type { Reservation } from "../domain/reservation.ts";
import { createProviders } from "../providers/create-providers.ts";
import type { LinkSight } from "../providers/payment-links.ts";
import type { Context } from "./context.ts";

/** `failed`: by a method that takes its time. `unanswered`: the provider did not say. */
export type SightState = LinkSight["state"] | "failed" | "unanswered";

/**
 * What the provider says now of the checkout of a trip that is held and, as far as we know, not
 * paid: our own record learns of a payment by a webhook only, and that may be late. `undefined` for
 * anything that waits for no checkout.
 */
export async function checkoutSight(
  reservation: Reservation,
  { settings, now }: Context,
): Promise<SightState | undefined> {
  const { kind, status } = reservation;
  if (kind !== "service" || status !== "approved" || reservation.checkout === null)
    return undefined;
  const { checkoutSessions } = createProviders(settings, now);
  const seen = await checkoutSessions.look(reservation.checkout.id);
  if (seen.kind !== "ok") return "unanswered";
  return "failed" in seen.value ? "failed" : seen.value.state;
}
