import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { datePlus, sayTime } from "../../day-words.ts";
import { Field, fieldId } from "../form/field.tsx";
import { requestTimes } from "../times.ts";
import type { SessionPart } from "./session-context.ts";
import { sessionViolationsOf } from "./session-state.ts";
import { lastSessionDate } from "./use-sessions.ts";

/** A day and a time of the guest's own, for the supplier to accept or decline. */
export function RequestFields({ page, state, dispatch }: SessionPart): VNode | null {
  const { request, durationMinutes, noticeHours, supplierName, instant } = page.experience;
  const place = useRef<HTMLFieldSetElement>(null);
  // Only who came here by a button is taken along; a page that opens so keeps its own focus.
  useEffect(() => {
    if (instant) place.current?.querySelector("input")?.focus();
  }, [instant]);
  if (request === undefined) return null;
  return (
    <fieldset ref={place} id={fieldId("requested")}>
      <legend>Your day and time</legend>
      <p class="field-hint">
        {supplierName} looks at your request and answers by email. You pay only after a yes.
      </p>
      <div class="field-row">
        <Field name="date" label="Day" violations={sessionViolationsOf(state, "date")}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              min={datePlus(page.today, Math.floor(noticeHours / 24))}
              max={lastSessionDate(page)}
              value={state.form.date}
              onInput={({ currentTarget }) =>
                dispatch({ type: "answered", field: "date", value: currentTarget.value })
              }
            />
          )}
        </Field>
        <Field name="time" label="Start" violations={sessionViolationsOf(state, "time")}>
          {(attributes) => (
            <select
              {...attributes}
              value={state.form.time}
              onChange={({ currentTarget }) =>
                dispatch({ type: "answered", field: "time", value: currentTarget.value })
              }
            >
              <option value="">Choose…</option>
              {requestTimes(request, durationMinutes).map((time) => (
                <option key={time} value={time}>
                  {sayTime(time)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </fieldset>
  );
}
