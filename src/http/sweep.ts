import { catalogue } from "../catalogue/catalogue.ts";
import type { SessionName } from "../domain/session/session-name.ts";
import type { Env } from "../env.ts";
import { type CronName, sessionsOverdue, sessionsPastDeadline } from "../ledger/session-queries.ts";
import type { Log } from "../objects/event-log.ts";
import { deskStub, roomStub, serviceStub, sessionStub } from "./stubs.ts";

/** The experiences document's four crons, by the schedules that wrangler.toml gives them (UTC). */
export const crons: Readonly<Record<string, CronName>> = {
  "0 * * * *": "expire-pending-reservations",
  "*/15 * * * *": "expire-unpaid-reservations",
  "0 10 * * *": "send-completion-checks",
  "0 2 * * *": "auto-complete-bookings",
};

/** Anything that should have been done this long ago is no longer merely under way. */
const OVERDUE_MS = 15 * 60_000;

/**
 * Pokes objects whose deadline has passed: the alarm's own code runs, for an alarm that was lost.
 * Which objects there are is read from the ledger; what is due, each object knows by itself.
 */
export async function sweep(env: Env, cron: string, now: number, log: Log): Promise<void> {
  const name = crons[cron];
  const pokes: [string, Promise<void>][] = [];
  const due = await sessionsOf(env, name, now, log);
  sayDeleted(due, log);
  for (const session of due) {
    if (catalogue.experience(session.experience) === undefined) continue;
    const label = `${session.experience} ${session.date} ${session.time}`;
    pokes.push([label, Promise.resolve(sessionStub(env, session).sweep())]);
  }
  if (name === "expire-unpaid-reservations") {
    for (const { slug } of catalogue.rooms) {
      pokes.push([slug, Promise.resolve(roomStub(env, slug).sweep())]);
    }
    for (const { slug } of catalogue.services) {
      pokes.push([slug, Promise.resolve(serviceStub(env, slug).sweep())]);
    }
    pokes.push(["desk", Promise.resolve(deskStub(env).sweep())]);
  }
  const swept = await Promise.allSettled(pokes.map(([, poke]) => poke));
  for (const [index, result] of swept.entries()) {
    if (result.status === "fulfilled") continue;
    const bookable = pokes[index]?.[0];
    log({ message: "Sweep failed", level: "error", bookable, detail: String(result.reason) });
  }
}

/** Sessions of an experience that was deleted, not retired: nobody does what they should have done. */
function sayDeleted(due: readonly SessionName[], log: Log): void {
  const left = due.filter(({ experience }) => catalogue.experience(experience) === undefined);
  if (left.length === 0) return;
  const bookable = [...new Set(left.map(({ experience }) => experience))].join(", ");
  const detail = `${left.length} sessions that wait for something: put it back into rooms.config.ts`;
  log({ message: "Not in the catalogue", level: "error", bookable, detail });
}

/** A ledger that does not answer must not keep the rooms from being swept. */
async function sessionsOf(
  env: Env,
  name: CronName | undefined,
  now: number,
  log: Log,
): Promise<SessionName[]> {
  if (name === undefined) return [];
  try {
    const passed = await sessionsPastDeadline(env.LEDGER, name, now);
    if (name !== "expire-unpaid-reservations") return passed;
    return [...passed, ...(await sessionsOverdue(env.LEDGER, now - OVERDUE_MS))];
  } catch (error) {
    log({ message: "Sweep failed", level: "error", cron: name, detail: String(error) });
    return [];
  }
}
