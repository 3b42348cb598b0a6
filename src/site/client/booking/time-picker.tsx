import type { VNode } from "preact";
import { sayDay, sayLength, sayList, sayShortDay, sayTime, sayTimes } from "../../day-words.ts";
import { pickedDays, picksAreKnown, violationsOf } from "../booking-state.ts";
import { Field } from "../form/field.tsx";
import { daysInTheWay, endChoices, lengthMinutes, startChoices } from "../times.ts";
import type { BookingPart } from "./booking-context.ts";

function Narrowing({ page, state, dispatch }: BookingPart): VNode | null {
  const days = pickedDays(state);
  const narrow = daysInTheWay(days, page.room);
  if (days.length < 2 || narrow.length === 0) return null;
  const isImpossible = startChoices(days, page.room).length === 0;
  return (
    <div class={isImpossible ? "notice" : "quiet-notice"} role={isImpossible ? "alert" : undefined}>
      <p>
        {isImpossible
          ? "No time is free on all of your days. Take one out, or book them separately:"
          : "These days limit your choice of times:"}
      </p>
      <ul>
        {narrow.map(({ date, free }) => (
          <li key={date}>
            {sayShortDay(date)} is free{" "}
            {sayList(free.map(({ start, end }) => sayTimes(start, end)))}.{" "}
            <button
              type="button"
              class="link-button"
              aria-label={`Take out ${sayDay(date)}`}
              onClick={() =>
                dispatch({
                  type: "days-picked",
                  dates: state.form.dates.filter((each) => each !== date),
                })
              }
            >
              Take it out
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A select shows only what it lists: the chosen time stays in it while free times are loading. */
const withChosen = (times: string[], chosen: string): string[] =>
  chosen === "" || times.includes(chosen) ? times : [chosen, ...times];

/** Start and end: only times that are free on every picked day are offered. */
export function TimePicker(part: BookingPart): VNode {
  const { page, state, dispatch } = part;
  const { start, end, dates } = state.form;
  const days = pickedDays(state);
  const isReady = dates.length > 0 && picksAreKnown(state);
  const starts = withChosen(isReady ? startChoices(days, page.room) : [], start);
  const ends = withChosen(isReady && start !== "" ? endChoices(days, start, page.room) : [], end);
  return (
    <fieldset>
      <legend>Times</legend>
      {dates.length === 0 ? <p class="field-hint">Pick a day first.</p> : null}
      {state.notice === undefined ? null : (
        <p class="quiet-notice" role="status">
          {state.notice}
        </p>
      )}
      <div class="field-row">
        <Field name="start" label="Start" violations={violationsOf(state, "start")}>
          {(attributes) => (
            <select
              {...attributes}
              value={start}
              disabled={!isReady || starts.length === 0}
              onChange={({ currentTarget }) =>
                dispatch({ type: "start-picked", start: currentTarget.value })
              }
            >
              <option value="">Choose…</option>
              {starts.map((time) => (
                <option key={time} value={time}>
                  {sayTime(time)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="end" label="End" violations={violationsOf(state, "end")}>
          {(attributes) => (
            <select
              {...attributes}
              value={end}
              disabled={!isReady || ends.length === 0}
              onChange={({ currentTarget }) =>
                dispatch({ type: "end-picked", end: currentTarget.value })
              }
            >
              <option value="">Choose…</option>
              {ends.map((time) => (
                <option key={time} value={time}>
                  {sayTime(time)} ({sayLength(lengthMinutes(start, time))})
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Narrowing {...part} />
    </fieldset>
  );
}
