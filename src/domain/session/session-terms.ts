import { addDays, durationMs, instantOf, isWallTime } from "../local-time.ts";
import type { SessionTerms } from "./session-reservation.ts";
import type { SessionTimes } from "./session-times.ts";

/** When a session's supplier is asked, and what their silence means. */
export interface CompletionRules {
  timeZone: string;
  /** A wall time on the day after ("10:00"), or a length of time after the end ("PT2H"). */
  completionCheck: string;
  autoCompleteMs: number;
  reportMs: number;
}

/** The instants at which a session is settled (UTC epoch ms): fixed when its reservation begins. */
export function completionTimes(
  rules: CompletionRules,
  session: SessionTimes,
): Pick<SessionTerms, "completionCheckAt" | "autoCompleteAt" | "reportUntil"> {
  const completionCheckAt = checkAt(rules, session);
  return {
    completionCheckAt,
    autoCompleteAt: session.endsAt + rules.autoCompleteMs,
    reportUntil: completionCheckAt + rules.reportMs,
  };
}

/** Not before the session is over, however late in the night it ends. */
function checkAt({ completionCheck, timeZone }: CompletionRules, session: SessionTimes): number {
  if (!isWallTime(completionCheck)) return session.endsAt + durationMs(completionCheck);
  const morning = instantOf(addDays(session.date, 1), completionCheck, timeZone);
  return Math.max(morning ?? session.endsAt, session.endsAt);
}
