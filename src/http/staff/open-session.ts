import { catalogue, type Experience } from "../../catalogue/catalogue.ts";
import { formatLength } from "../../domain/local-time.ts";
import { parseSessionKey } from "../../domain/session/session-name.ts";
import { isOnSessionGrid, type SessionRules } from "../../domain/session/session-rules.ts";
import {
  SESSIONS_AROUND_MS,
  type SessionTimes,
  sessionAt,
} from "../../domain/session/session-times.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { type ProblemViolation, problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { staffSessionSchema } from "../schemas.ts";
import { sessionStub } from "../stubs.ts";

/**
 * `POST /api/staff/sessions`: opens a session outside the schedule, also on a closed day, with
 * `spots` of its own or as many as the experience has. Opening it again changes nothing.
 */
export async function openSession(
  request: Request,
  { env, log, now }: Context,
  who: string,
): Promise<Response> {
  const body = await readBody(request, staffSessionSchema);
  if (!body.ok) return body.response;
  const { experience: slug, session: key, spots } = body.value;
  const experience = catalogue.soldExperience(slug);
  if (experience === undefined) return problem("unknown-experience");
  const times = timesOf(experience, key);
  const wrong = times === undefined ? notASession : timesViolation(experience.rules, times, now());
  if (times === undefined || wrong !== undefined) return invalid(wrong ?? notASession);
  const { date, time, startsAt, endsAt } = times;
  const view = await sessionStub(env, { experience: slug, date, time }).open(spots);
  if (spots !== undefined && view.spotsTotal !== spots) return invalid(alreadyOpen(view));
  log({ message: "Session opened by staff", level: "info", bookable: slug, session: key, who });
  const { spotsTotal, spotsAvailable } = view;
  const when = { startsAt: iso(startsAt), endsAt: iso(endsAt) };
  return json({ experience: slug, session: key, ...when, spotsTotal, spotsAvailable });
}

function timesOf({ rules }: Experience, key: string) {
  const named = parseSessionKey(key);
  return named && sessionAt(rules, named.date, named.time);
}

const notASession: ProblemViolation = {
  field: "session",
  code: "not-a-session",
  message: "Name a date and a time that a clock shows on it, like 2026-12-12T10:00.",
};

function timesViolation(
  rules: SessionRules,
  { time, startsAt }: SessionTimes,
  now: number,
): ProblemViolation | undefined {
  const field = "session";
  if (!isOnSessionGrid(rules, time)) {
    const message = `Sessions begin in steps of ${formatLength(rules.gridMs)}, like 10:00.`;
    return { field, code: "off-grid", message };
  }
  if (startsAt <= now) {
    return { field, code: "past-date", message: "This time has passed: choose one to come." };
  }
  if (startsAt <= now + SESSIONS_AROUND_MS) return undefined;
  return { field, code: "too-late", message: "Open sessions at most a year ahead." };
}

/** What guests were shown stays: an open session keeps its number of spots. */
function alreadyOpen({ spotsTotal }: { spotsTotal: number }): ProblemViolation {
  const message = `This session is open already, with ${spotsTotal} spots; that cannot be changed.`;
  return { field: "spots", code: "already-open", message };
}

function invalid(violation: ProblemViolation): Response {
  return problem("invalid-request", { violations: [violation] });
}
