import type { Experience } from "../catalogue/catalogue.ts";
import type { SessionName } from "../domain/session/session-name.ts";
import { isOnSessionGrid } from "../domain/session/session-rules.ts";
import { isScheduled } from "../domain/session/session-times.ts";
import { listedSessions } from "../ledger/session-queries.ts";
import type { Context } from "./context.ts";
import { withinASecond } from "./within-a-second.ts";

/**
 * Whether guests can find a session: by schedule, or by the ledger's copy of one that was opened.
 * Only keeps strangers from making objects; the object decides. Without the ledger it is asked, for
 * whatever time of the grid.
 */
export async function isListed(
  { rules }: Experience,
  { experience, date, time }: SessionName,
  context: Context,
): Promise<boolean> {
  if (rules.instant && isScheduled(rules, date, time)) return true;
  if (!isOnSessionGrid(rules, time)) return false;
  const range = { experience, from: date, to: date };
  const asked = listedSessions(context.env.LEDGER, range);
  const listed = await withinASecond(asked, experience, context);
  return listed?.some((one) => one.open && one.time === time) ?? true;
}
