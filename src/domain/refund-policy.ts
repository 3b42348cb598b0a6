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

/** What the time of a cancellation is measured to, as its guest says it. */
const beginnings = {
  room: "the first day starts",
  session: "the session starts",
  service: "the pickup",
};

/**
 * The policy as sentences for pages and emails, one a tier and one for what lies below, in the words
 * of what it is for.
 */
export function describeRefundPolicy(
  policy: RefundPolicy,
  kind: keyof typeof beginnings = "room",
): string[] {
  if (policy.tiers.length === 0) return ["No refund after payment."];
  const sentences = policy.tiers.map(({ noticeMs, percent }, index) => {
    const share = percent === 100 ? "Full refund" : `${percent}% refund`;
    if (noticeMs === 0) return `${share} until ${beginnings[kind]}.`;
    const before = index === 0 ? `before ${beginnings[kind]}` : "before";
    return `${share} up to ${formatLength(noticeMs)} ${before}.`;
  });
  return policy.tiers.at(-1)?.noticeMs === 0 ? sentences : [...sentences, "No refund after that."];
}
