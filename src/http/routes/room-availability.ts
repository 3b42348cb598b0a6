import { catalogue } from "../../catalogue/catalogue.ts";
import { addDays, isLocalDate } from "../../domain/local-time.ts";
import { AVAILABILITY_DAYS_MAX } from "../../domain/room/free-time.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { type ProblemViolation, problem } from "../problem.ts";
import { roomStub } from "../stubs.ts";

/** `GET /api/rooms/{room}/availability?from=&to=`: both dates included, in the room's zone. */
export async function roomAvailability(request: Request, slug: string, { env }: Context) {
  const room = catalogue.room(slug);
  if (room === undefined) return problem("unknown-room");
  const query = new URL(request.url).searchParams;
  const from = query.get("from") ?? "";
  const to = query.get("to") ?? "";
  const violations = rangeViolations(from, to);
  if (violations.length > 0) return problem("invalid-request", { violations });
  const days = await roomStub(env, slug).availability(from, to);
  return json({ room: slug, timeZone: room.rules.timeZone, days });
}

function rangeViolations(from: string, to: string): ProblemViolation[] {
  const bad = Object.entries({ from, to })
    .filter(([, date]) => !isLocalDate(date))
    .map(([field]) => ({
      field,
      code: "not-a-date",
      message: "Write days as year, month and day of a real date, like 2026-12-07.",
    }));
  if (bad.length > 0) return bad;
  if (to < from) {
    return [
      { field: "to", code: "bad-range", message: "The last day must not come before the first." },
    ];
  }
  if (to > addDays(from, AVAILABILITY_DAYS_MAX - 1)) {
    const message = `Ask for at most ${AVAILABILITY_DAYS_MAX} days at once.`;
    return [{ field: "to", code: "bad-range", message }];
  }
  return [];
}
