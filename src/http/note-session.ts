import type { Experience } from "../catalogue/catalogue.ts";
import type { SessionName } from "../domain/session/session-name.ts";
import { sessionAt } from "../domain/session/session-times.ts";
import { noteSessionDue } from "../ledger/session-ledger.ts";
import type { Context } from "./context.ts";
import { withinASecond } from "./within-a-second.ts";

/**
 * Tells the ledger of a session before its object is asked for anything. The sweep knows sessions by
 * their copies, and one whose alarm is lost before the first copy would not be found. Never fails: a
 * booking does not need the ledger.
 */
export async function noteSession(
  { rules }: Experience,
  name: SessionName,
  context: Context,
): Promise<void> {
  const times = sessionAt(rules, name.date, name.time);
  if (times === undefined) return;
  const { env, now } = context;
  const noted = noteSessionDue(env.LEDGER, { ...name, ...times }, now());
  await withinASecond(noted, name.experience, context);
}
