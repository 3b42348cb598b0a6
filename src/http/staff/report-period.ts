import { catalogue } from "../../catalogue/catalogue.ts";
import { addDays, dayInterval, type LocalDate, localDateOf } from "../../domain/local-time.ts";
import type { Period } from "../../ledger/commissions.ts";

/** Reports count days as the house that sends them does, wherever its guests are. */
export const reportZone = catalogue.operators[0]?.timeZone ?? "UTC";

const USUAL_DAYS = 30;

/** A stated period of whole days, both included; by default the last thirty. */
export interface StatedPeriod {
  from: LocalDate;
  to: LocalDate;
  timeZone: string;
}

export function statedPeriod(
  asked: { from?: LocalDate | undefined; to?: LocalDate | undefined },
  now: number,
): StatedPeriod {
  const today = localDateOf(now, reportZone);
  const { from = addDays(asked.to ?? today, 1 - USUAL_DAYS) } = asked;
  const [, latest = today] = [from, today].toSorted();
  const { to = latest } = asked;
  return { from, to, timeZone: reportZone };
}

/** The instants that the days lie between. */
export function instantsOf({ from, to, timeZone }: StatedPeriod): Period {
  return {
    startsAt: dayInterval(from, timeZone).startsAt,
    endsAt: dayInterval(to, timeZone).endsAt,
  };
}

/** From the first to the last day of a month ("2026-12"). */
export function monthPeriod(month: string): StatedPeriod {
  const from = `${month}-01`;
  // Thirty-one days on is always in the next month; its first day less one is this month's last.
  const next = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, to: addDays(next, -1), timeZone: reportZone };
}
