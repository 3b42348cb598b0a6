import type { Experience } from "../catalogue/catalogue.ts";
import { unpaidReservations } from "../ledger/session-queries.ts";
import type { Context } from "./context.ts";
import { withinASecond } from "./within-a-second.ts";

/**
 * By what a guest has as much unpaid as one may have in all sessions together. Each session counts
 * for itself, exactly; this counts the ledger's copies, which follow a moment later, and without the
 * ledger nobody is refused.
 */
export async function unpaidInAll(
  { slug, unpaidCaps }: Experience,
  guest: { email: string; address: string },
  context: Context,
): Promise<"email" | "address" | undefined> {
  const { env, now } = context;
  const counted = unpaidReservations(env.LEDGER, { ...guest, now: now() });
  const unpaid = await withinASecond(counted, slug, context);
  if (unpaid === undefined) return undefined;
  if (unpaid.byEmail >= unpaidCaps.perEmail) return "email";
  return unpaid.byAddress >= unpaidCaps.perAddress ? "address" : undefined;
}
