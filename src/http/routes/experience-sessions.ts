import { catalogue } from "../../catalogue/catalogue.ts";
import { isLocalDate, type LocalDate } from "../../domain/local-time.ts";
import { sessionKey } from "../../domain/session/session-name.ts";
import type { SessionRules } from "../../domain/session/session-rules.ts";
import {
  isBookableAt,
  type SessionTimes,
  scheduledSessions,
  sessionAt,
} from "../../domain/session/session-times.ts";
import { type ListedSession, listedSessions } from "../../ledger/session-queries.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { type ProblemViolation, problem } from "../problem.ts";

/**
 * `GET /api/experiences/{experience}/sessions?from=&to=`: the schedule, and the sessions that staff
 * or accepted requests have opened, with the spots that the ledger's copy says are left. A list to
 * choose from: the session's object decides.
 */
export async function experienceSessions(
  request: Request,
  slug: string,
  { env, now }: Context,
): Promise<Response> {
  const experience = catalogue.soldExperience(slug);
  if (experience === undefined) return problem("unknown-experience");
  const query = new URL(request.url).searchParams;
  const from = query.get("from") ?? "";
  const to = query.get("to") ?? "";
  const violations = [...dateViolation("from", from), ...dateViolation("to", to)];
  if (violations.length > 0) return problem("invalid-request", { violations });
  const { rules } = experience;
  const known = await listedSessions(env.LEDGER, { experience: slug, from, to });
  const sessions = offered(rules, known, { from, to, now: now() });
  return json({ experience: slug, timeZone: rules.timeZone, sessions });
}

function dateViolation(field: string, date: string): ProblemViolation[] {
  if (isLocalDate(date)) return [];
  const message = "Write the day as year, month and day of a real date, like 2026-12-12.";
  return [{ field, code: "not-a-date", message }];
}

function offered(
  rules: SessionRules,
  known: readonly ListedSession[],
  { from, to, now }: { from: LocalDate; to: LocalDate; now: number },
) {
  const byKey = new Map<string, SessionTimes>(
    scheduledSessions(rules, from, to, now).map((session) => [sessionKey(session), session]),
  );
  for (const { date, time, open } of known) {
    const session = sessionAt(rules, date, time);
    if (open && session && isBookableAt(rules, session.startsAt, now)) {
      byKey.set(sessionKey(session), session);
    }
  }
  const copies = new Map(known.map((copy) => [sessionKey(copy), copy]));
  return [...byKey.entries()]
    .toSorted(([, one], [, other]) => one.startsAt - other.startsAt)
    .map(([key, { date, time, startsAt, endsAt }]) => {
      const copy = copies.get(key);
      const spotsTotal = copy?.spotsTotal ?? rules.participants.maximum;
      return {
        session: key,
        date,
        time,
        startsAt: iso(startsAt),
        endsAt: iso(endsAt),
        spotsTotal,
        spotsAvailable: copy?.spotsAvailable ?? spotsTotal,
      };
    });
}
