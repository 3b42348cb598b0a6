import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  datePlus,
  monthOf,
  sayDay,
  sayMonth,
  sayShortDay,
  weekdayNumber,
} from "../../day-words.ts";
import type { RoomPageData } from "../../pages/room-page.tsx";
import { type BookingState, violationsOf } from "../booking-state.ts";
import { type CalendarElement, CalendarMulti } from "../form/calendar.ts";
import { describedBy, FieldErrors, fieldId } from "../form/field.tsx";
import type { BookingPart } from "./booking-context.ts";
import { ClosedDays } from "./closed-days.tsx";
import { lastDate } from "./use-availability.ts";

const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** The first date on which anything could be booked: where the calendar opens. */
export function firstUsefulDate({ today, room }: RoomPageData): string {
  let date = datePlus(today, Math.ceil(room.earliestHours / 24));
  for (let tried = 0; tried < 7; tried += 1) {
    if (room.weeklyHours[weekdayNumber(date) as 1 | 2 | 3 | 4 | 5 | 6 | 7]) return date;
    date = datePlus(date, 1);
  }
  return date;
}

/** Why a date cannot be picked, in words; `undefined` when it can. */
function refusalOf(state: BookingState, date: string): string | undefined {
  const day = state.days[date];
  if (day === undefined) return state.months[monthOf(date)] === "loading" ? "Loading" : "Not open";
  return day.free.length > 0 ? undefined : (day.reason ?? "Closed");
}

function PickedDays({ state, dispatch }: BookingPart): VNode {
  const { dates } = state.form;
  if (dates.length === 0) return <p class="field-hint">No day picked yet.</p>;
  return (
    <ul class="picked-days" aria-label="Days you picked">
      {dates.map((date) => (
        <li key={date}>
          {sayShortDay(date)}
          <button
            type="button"
            aria-label={`Take out ${sayDay(date)}`}
            onClick={() =>
              dispatch({ type: "days-picked", dates: dates.filter((each) => each !== date) })
            }
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A month to pick one or several days from. */
export function DayPicker({
  page,
  state,
  dispatch,
  month,
  onMonth,
}: BookingPart & { month: string; onMonth: (month: string) => void }): VNode {
  const calendar = useRef<CalendarElement>(null);
  const [opensOn] = useState(() => state.form.dates[0] ?? firstUsefulDate(page));
  const [focused, setFocused] = useState<string>();
  const value = state.form.dates.join(" ");

  // The calendar changes its own value first: when a pick is not taken over, it has to be put back.
  useLayoutEffect(() => {
    if (calendar.current && calendar.current.value !== value) calendar.current.value = value;
  });

  const violations = violationsOf(state, "dates");
  const refusal = focused === undefined ? undefined : refusalOf(state, focused);
  const isLoading = state.months[month] === "loading" || state.months[month] === undefined;
  const whereabouts = (date: Date): string => {
    const day = state.days[isoDate(date)];
    if (day === undefined) return "";
    return day.free.length > 0 ? "free" : day.open ? "full" : "closed";
  };

  return (
    <fieldset
      id={fieldId("dates")}
      tabindex={-1}
      class={violations.length > 0 ? "refused" : ""}
      data-refused={violations.length > 0 ? "true" : undefined}
      aria-describedby={describedBy("dates", true, violations.length > 0)}
    >
      <legend>Days</legend>
      <p class="field-hint" id={`${fieldId("dates")}-hint`}>
        Pick one day or up to {page.room.daysMax}, at the same time on each.
      </p>
      <div class="calendar-frame" aria-busy={isLoading}>
        <CalendarMulti
          element={calendar}
          value={value}
          min={page.today}
          max={lastDate(page)}
          today={page.today}
          focusedDate={opensOn}
          isDateDisallowed={(date) => refusalOf(state, isoDate(date)) !== undefined}
          getDayParts={whereabouts}
          onFocusDay={(date) => {
            setFocused(isoDate(date));
            onMonth(monthOf(isoDate(date)));
          }}
          onPick={(picked) =>
            dispatch({ type: "days-picked", dates: picked.split(" ").filter(Boolean) })
          }
        />
        <ClosedDays state={state} room={page.room} month={month} />
      </div>
      <p class="calendar-says" aria-live="polite">
        {isLoading ? `Loading ${sayMonth(month)}…` : null}
        {!isLoading && focused !== undefined && refusal !== undefined
          ? `${sayDay(focused)}: ${refusal}.`
          : null}
      </p>
      {state.months[month] === "failed" ? (
        <p class="field-error" role="alert">
          The free days of {sayMonth(month)} did not arrive.{" "}
          <button
            type="button"
            class="link-button"
            onClick={() => dispatch({ type: "month-forgotten", month })}
          >
            Load them again
          </button>
        </p>
      ) : null}
      <PickedDays page={page} state={state} dispatch={dispatch} />
      <FieldErrors name="dates" violations={withDays(violations)} />
    </fieldset>
  );
}

/** Says which day a refusal is about: the calendar shows all of them as one field. */
const withDays = (violations: { field: string; message: string; date?: string }[]) =>
  violations.map((violation) =>
    violation.date === undefined
      ? violation
      : { ...violation, message: `${sayDay(violation.date)}: ${violation.message}` },
  );
