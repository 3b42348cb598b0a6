import type { Evidence, Rules } from "../evidence.ts";
import { allTrips, type ToldTrip } from "./evidence-of-services.ts";

/** What lists and reports read comes to equal what the objects hold. */
export const tripCopies: Rules = {
  atTheEnd(evidence) {
    for (const told of allTrips(evidence)) {
      if (told.has("PaymentCaptured")) isCopied(evidence, told);
    }
  },
};

function isCopied(evidence: Evidence, { one }: ToldTrip): void {
  const row = evidence.world.copies?.database
    .prepare("SELECT * FROM bookings WHERE reservation = ?")
    .get(one.id);
  if (row === undefined) {
    evidence.fail("the ledger is behind", `${one.id} is not in it`);
    return;
  }
  const wanted = {
    status: one.status,
    payment: one.payment?.id,
    amount: one.quote.total,
    refunded_amount: returned(evidence, one.payment?.id),
  };
  for (const [column, value] of Object.entries(wanted)) {
    if (row[column] === value) continue;
    evidence.fail("the ledger is behind", `${one.id}: ${column} ${row[column]} of ${value}`);
  }
}

/** What Stripe says went back. */
function returned({ world }: Evidence, payment = ""): number {
  return world.stripe
    .refundsOf(payment)
    .filter(({ status }) => status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0);
}
