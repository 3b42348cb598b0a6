import * as z from "zod";
import { durationMs } from "../domain/local-time.ts";

const RULE =
  'must be an ISO 8601 duration with an exact length, like "PT15M" (15 minutes), "PT24H" or "P60D" (60 days)';

/** A positive, exact ISO 8601 duration, read as milliseconds. */
export const duration = z.string(RULE).transform((iso, context) => {
  const ms = lengthOf(iso);
  if (ms !== undefined && ms > 0) return ms;
  context.addIssue({ code: "custom", message: RULE });
  return z.NEVER;
});

/** Like `duration`, but "PT0M" is allowed. */
export const durationOrNone = z.string(RULE).transform((iso, context) => {
  const ms = lengthOf(iso);
  if (ms !== undefined && ms >= 0) return ms;
  context.addIssue({ code: "custom", message: RULE });
  return z.NEVER;
});

function lengthOf(iso: string): number | undefined {
  try {
    const ms = durationMs(iso);
    return Number.isSafeInteger(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}
