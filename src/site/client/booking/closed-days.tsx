import type { VNode } from "preact";
import type { PublicRoom } from "../../../catalogue/public-view.ts";
import { monthOf, sayList, weekdayNumber } from "../../day-words.ts";
import type { BookingState } from "../booking-state.ts";

/** Each reason for having nothing free in the month with the days of the month that it covers. */
export function closedDays(
  state: Pick<BookingState, "days">,
  room: Pick<PublicRoom, "weeklyHours">,
  month: string,
): { reason: string; days: number[] }[] {
  const byReason = new Map<string, number[]>();
  for (const { date, free, reason } of Object.values(state.days)) {
    if (monthOf(date) !== month || free.length > 0 || reason === undefined) continue;
    // A weekday that is always closed needs no list of dates: the rules of the house say it.
    const weekday = weekdayNumber(date) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
    if (room.weeklyHours[weekday] === undefined && !reason.startsWith("Closed:")) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), Number(date.slice(8))]);
  }
  return [...byReason]
    .map(([reason, days]) => ({ reason, days: days.sort((a, b) => a - b) }))
    .sort((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0));
}

/** Why days of the shown month cannot be picked, in words: colour alone would not say it. */
export function ClosedDays(props: { state: BookingState; room: PublicRoom; month: string }): VNode {
  return <DaysByReason groups={closedDays(props.state, props.room, props.month)} />;
}

/** Reasons, each with the days of the month that it covers. */
export function DaysByReason({
  groups,
}: {
  groups: { reason: string; days: number[] }[];
}): VNode | null {
  if (groups.length === 0) return null;
  return (
    <ul class="closed-days" aria-label="Days that cannot be picked this month">
      {groups.map(({ reason, days }) => (
        <li key={reason}>
          <span class="closed-days-dates">{sayList(days.map(String))}</span>{" "}
          {reason.replace(/^Closed: /, "")}
        </li>
      ))}
    </ul>
  );
}
