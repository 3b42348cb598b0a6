import { formatLength } from "./local-time.ts";
import { roundedShare } from "./money.ts";

/** Longest notice first; below the last tier nothing is refunded. */
export interface RefundPolicy {
  tiers: { noticeMs: number; percent: number }[];
}

/**
 * What is refunded of `paid` (minor units) when a booking that begins at `startsAt` is cancelled at
 * `now` (UTC epoch ms): whole minor units, never negative, never above `paid`.
 */
export function refundAmount(
  policy: RefundPolicy,
  paid: number,
  startsAt: number,
  now: number,
): number {
  const tier = policy.tiers.find(({ noticeMs }) => startsAt - now >= noticeMs);
  if (!tier) return 0;
  return Math.min(paid, Math.max(0, roundedShare(paid, tier.percent)));
}

/** The policy as sentences for pages and emails, one a tier and one for what lies below. */
export function describeRefundPolicy(policy: RefundPolicy): string[] {
  if (policy.tiers.length === 0) return ["No refund after payment."];
  const sentences = policy.tiers.map(({ noticeMs, percent }, index) => {
    const share = percent === 100 ? "Full refund" : `${percent}% refund`;
    if (noticeMs === 0) return `${share} until the first day starts.`;
    const before = index === 0 ? "before the first day starts" : "before";
    return `${share} up to ${formatLength(noticeMs)} ${before}.`;
  });
  return policy.tiers.at(-1)?.noticeMs === 0 ? sentences : [...sentences, "No refund after that."];
}
