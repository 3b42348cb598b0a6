import * as z from "zod";
import type { RefundPolicy } from "../domain/refund-policy.ts";
import { durationOrNone } from "./duration.ts";
import { percent } from "./values.ts";

/** What a guest gets back who cancels: longest notice first, after the last nothing. */
export const refundTiers = z.array(z.strictObject({ notice: durationOrNone, percent }));

type RefundTiers = z.output<typeof refundTiers>;

/** What is wrong with the refund policy of the bookables at `path`, one line each. */
export function refundRules(path: string, tiers: RefundTiers): string[] {
  return tiers.flatMap((tier, index) => {
    const above = tiers[index - 1];
    if (!above) return [];
    const place = `${path}.refundPolicy[${index}]`;
    return [
      ...(tier.notice >= above.notice
        ? [`${place}.notice: must be shorter than the one before: longest notice first`]
        : []),
      ...(tier.percent >= above.percent
        ? [`${place}.percent: must be lower than the one before: less notice, less refund`]
        : []),
    ];
  });
}

export function refundPolicyOf(tiers: RefundTiers): RefundPolicy {
  return { tiers: tiers.map(({ notice, percent }) => ({ noticeMs: notice, percent })) };
}
