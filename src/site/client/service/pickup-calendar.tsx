import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { monthOf, sayDay } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { DaysByReason } from "../booking/closed-days.tsx";
import { CalendarDate, type CalendarElement } from "../form/calendar.ts";
import { describedBy, FieldErrors, fieldId } from "../form/field.tsx";
import { closuresOf, firstPickupDay, pickupWindow, refusalOfDay } from "./pickup-days.ts";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** A month to pick the day from; days without pickups cannot be picked, and say why. */
export function PickupCalendar({ page, state, dispatch }: TripPart): VNode {
  const { service, today } = page;
  const calendar = useRef<CalendarElement>(null);
  const { date } = state.form;
  const [opensOn] = useState(() => date || firstPickupDay(service, today));
  const [focused, setFocused] = useState(opensOn);
  const { first, last } = pickupWindow(service, today);
  const violations = tripViolationsOf(state, "date");
  const isRefused = violations.length > 0;
  const refusal = refusalOfDay(service, today, focused);
  // The calendar changes its own value first: it is put back when ours is another.
  useLayoutEffect(() => {
    if (calendar.current && calendar.current.value !== date) calendar.current.value = date;
  });
  return (
    <fieldset
      id={fieldId("date")}
      tabindex={-1}
      class={isRefused ? "refused" : ""}
      data-refused={isRefused ? "true" : undefined}
      aria-describedby={describedBy("date", true, isRefused)}
    >
      <legend>Day</legend>
      <p class="field-hint" id={`${fieldId("date")}-hint`}>
        {date === "" ? `The day in ${sayZone(service.timeZone)}.` : sayDay(date)}
      </p>
      <FieldErrors name="date" violations={violations} />
      <div class="calendar-frame">
        <CalendarDate
          element={calendar}
          value={date}
          min={first}
          max={last}
          today={today}
          focusedDate={opensOn}
          isDateDisallowed={(day) => refusalOfDay(service, today, isoDate(day)) !== undefined}
          getDayParts={(day) => (refusalOfDay(service, today, isoDate(day)) ? "closed" : "free")}
          onFocusDay={(day) => setFocused(isoDate(day))}
          onPick={(value) => dispatch({ type: "answered", field: "date", value })}
        />
        <DaysByReason groups={closuresOf(service, monthOf(focused))} />
      </div>
      <p class="calendar-says" aria-live="polite">
        {refusal === undefined ? null : `${sayDay(focused)}: ${refusal}.`}
      </p>
    </fieldset>
  );
}
