import type { Interval } from "../domain/intervals.ts";
import { offsetMsAt } from "../domain/local-time.ts";

const MINUTE_MS = 60_000;

/**
 * The VTIMEZONE block of RFC 5545 for exactly these days, in order of time. A calendar with outdated
 * rules for the zone (British Columbia's changed in 2026) then still shows the right instant.
 */
export function timeZoneBlock(timeZone: string, days: readonly Interval[]): string {
  const instants = days.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  const first = offsetMsAt(instants[0] ?? 0, timeZone);
  const observances = [observance("19700101T000000", first, first)];
  for (const [index, instant] of instants.entries()) {
    const before = instants[index - 1] ?? instant;
    const from = offsetMsAt(before, timeZone);
    const to = offsetMsAt(instant, timeZone);
    if (from === to) continue;
    const changesAt = changeBetween(before, instant, timeZone);
    observances.push(observance(wallText(changesAt + from), from, to));
  }
  return ["BEGIN:VTIMEZONE", `TZID:${timeZone}`, ...observances.flat(), "END:VTIMEZONE"].join(
    "\r\n",
  );
}

/** The minute at which the offset changes, by halving the time between two that differ. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const old = offsetMsAt(before, timeZone);
  let [low, high] = [before, after];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMsAt(middle, timeZone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** From the wall time `startsOn`, as the old offset reads it, the new offset is in force. */
function observance(startsOn: string, from: number, to: number): string[] {
  return [
    "BEGIN:STANDARD",
    `DTSTART:${startsOn}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    "END:STANDARD",
  ];
}

/** "20270328T020000" */
function wallText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replace(/[-:]/g, "");
}

/** "-0700" */
function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, "0");
  return `${offsetMs < 0 ? "-" : "+"}${digits}`;
}
