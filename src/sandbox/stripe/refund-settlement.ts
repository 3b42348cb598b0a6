import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { emitEvent } from "./events.ts";
import { charges, refunds } from "./records.ts";

export const REFUND_STATUSES = [
  "pending",
  "requires_action",
  "succeeded",
  "failed",
  "canceled",
] as const;

export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Statuses in which the money has not left, or is back: the charge counts as not refunded. */
const RETURNED: readonly (string | null)[] = ["failed", "canceled"];

interface NextRefunds {
  status: RefundStatus;
  times: number;
}

const nextRefunds = (world: World) =>
  world.documents.collection<NextRefunds>("stripe.next-refunds");

/** The next `times` refunds start in this status instead of the card's own. */
export function forceNextRefunds(world: World, status: RefundStatus, times: number): void {
  nextRefunds(world).put("next", { status, times });
}

export function nextRefundStatus(world: World): RefundStatus | undefined {
  const next = nextRefunds(world).get("next");
  if (next === undefined) return undefined;
  if (next.times > 1) nextRefunds(world).put("next", { ...next, times: next.times - 1 });
  else nextRefunds(world).remove("next");
  return next.status;
}

/** What the test card had in store for its refund. */
export function settleRefundByCard(world: World, id: string): void {
  const refund = refunds(world).get(id);
  if (refund?.status === "pending") settleRefund(world, id, "succeeded");
  else if (refund?.status === "succeeded") settleRefund(world, id, "failed");
}

/**
 * Moves a refund to another status and says so in events, as Stripe does when the bank answers; a
 * refund that had succeeded can still fail days later. Answers undefined for an unknown refund or
 * when nothing would change.
 */
export function settleRefund(
  world: World,
  id: string,
  status: RefundStatus,
  failureReason = "expired_or_canceled_card",
): Stripe.Refund | undefined {
  const refund = refunds(world).get(id);
  if (refund === undefined || refund.status === status) return undefined;
  world.agenda.remove("stripe-settle-refund", id);
  const { pending_reason: _pending, failure_reason: _failure, ...kept } = refund;
  const changed: Stripe.Refund = {
    ...kept,
    status,
    ...(status === "pending" ? { pending_reason: "processing" } : {}),
    ...(status === "failed" ? { failure_reason: failureReason } : {}),
  };
  refunds(world).put(id, changed);
  moveMoney(world, refund, changed);
  const previous = { status: refund.status };
  if (status === "failed") emitEvent(world, undefined, "refund.failed", changed);
  emitEvent(world, undefined, "refund.updated", changed, previous);
  emitEvent(world, undefined, "charge.refund.updated", changed, previous);
  return changed;
}

function moveMoney(world: World, before: Stripe.Refund, after: Stripe.Refund): void {
  const wasReturned = RETURNED.includes(before.status);
  const isReturned = RETURNED.includes(after.status);
  const charge = charges(world).get(String(after.charge));
  if (charge === undefined || wasReturned === isReturned) return;
  const refunded = charge.amount_refunded + (isReturned ? -after.amount : after.amount);
  charges(world).put(charge.id, {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  });
}
