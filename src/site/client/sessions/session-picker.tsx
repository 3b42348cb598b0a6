import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { count, sayDay, sayTime } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { describedBy, FieldErrors, fieldId } from "../form/field.tsx";
import type { OfferedSession } from "./session-api.ts";
import type { SessionPart } from "./session-context.ts";
import { partySize, sessionViolationsOf } from "./session-state.ts";
import { lastSessionDate } from "./use-sessions.ts";

const daysAtFirst = 4;
const daysMore = 6;

/** Few enough to be worth saying so. */
const fewSpots = 3;

/** "Full", "Only 2 left", "8 spots left". */
export function saySpots(spotsAvailable: number): string {
  if (spotsAvailable === 0) return "Full";
  if (spotsAvailable === 1) return "Last spot";
  return spotsAvailable <= fewSpots
    ? `Only ${spotsAvailable} left`
    : `${count(spotsAvailable, "spot")} left`;
}

function byDay(list: OfferedSession[]): [date: string, sessions: OfferedSession[]][] {
  const days = new Map<string, OfferedSession[]>();
  for (const session of list) {
    days.set(session.date, [...(days.get(session.date) ?? []), session]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function SessionTime({ offered, state, dispatch }: SessionPart & { offered: OfferedSession }) {
  const { session, time, spotsAvailable } = offered;
  const isTooSmall = spotsAvailable < (partySize(state.form) ?? 1);
  return (
    <label class={isTooSmall ? "session-time is-full" : "session-time"}>
      <input
        type="radio"
        name="session"
        value={session}
        checked={state.form.session === session}
        disabled={isTooSmall}
        onChange={() => dispatch({ type: "answered", field: "session", value: session })}
      />
      <span class="session-clock">{sayTime(time)}</span>{" "}
      <span class={spotsAvailable <= fewSpots ? "session-spots is-few" : "session-spots"}>
        {saySpots(spotsAvailable)}
      </span>
    </label>
  );
}

function Days(part: SessionPart & { days: [string, OfferedSession[]][] }): VNode {
  return (
    <div class="session-days">
      {part.days.map(([date, sessions]) => (
        <fieldset key={date} class="session-day">
          <legend>{sayDay(date)}</legend>
          <div class="session-times">
            {sessions.map((offered) => (
              <SessionTime key={offered.session} {...part} offered={offered} />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

/** What there is to say about the list itself: loading, lost, or empty. */
function ListState({ page, state, dispatch }: SessionPart): VNode | null {
  const { sessions } = state;
  if (sessions.state === "failed") {
    return (
      <p class="field-error" role="alert">
        The sessions did not arrive.{" "}
        <button
          type="button"
          class="link-button"
          onClick={() => dispatch({ type: "sessions-wanted" })}
        >
          Load them again
        </button>
      </p>
    );
  }
  if (sessions.state !== "ready") return <p class="loading-line">Looking for sessions…</p>;
  if (sessions.list.length > 0) return null;
  const { horizonDays, request } = page.experience;
  return (
    <p>
      There is no session in the next {count(horizonDays, "day")}.
      {request === undefined ? "" : " You can ask for a time of your own."}
    </p>
  );
}

/** The sessions there are, by day, with the spots that are left. */
export function SessionPicker(part: SessionPart): VNode {
  const { page, state, dispatch } = part;
  const [shown, setShown] = useState(daysAtFirst);
  const place = useRef<HTMLFieldSetElement>(null);
  const [firstNew, setFirstNew] = useState<number>();
  const { sessions, form } = state;
  const violations = sessionViolationsOf(state, "session");
  const all = byDay(sessions.list);
  const picked = all.findIndex(([date]) => date === form.session.slice(0, 10));
  const days = all.slice(0, Math.max(shown, picked + 1));
  const mayHaveMore = all.length > days.length || (sessions.until ?? "") < lastSessionDate(page);
  // The button may be gone with the last day: whoever pressed it reads on with the new ones.
  useEffect(() => {
    if (firstNew === undefined || days.length <= firstNew) return;
    const day = place.current?.querySelectorAll(".session-day")[firstNew];
    day?.querySelector<HTMLElement>("input:not(:disabled)")?.focus();
    setFirstNew(undefined);
  }, [firstNew, days.length]);
  const showMore = () => {
    if (sessions.state !== "ready") return;
    setFirstNew(days.length);
    setShown(days.length + daysMore);
    if (all.length < days.length + daysMore && (sessions.until ?? "") < lastSessionDate(page)) {
      dispatch({ type: "sessions-wanted" });
    }
  };
  return (
    <fieldset
      ref={place}
      id={fieldId("session")}
      tabindex={-1}
      class={violations.length > 0 ? "refused" : ""}
      data-refused={violations.length > 0 ? "true" : undefined}
      aria-describedby={describedBy("session", true, violations.length > 0)}
    >
      <legend>Day and time</legend>
      <p class="field-hint" id={`${fieldId("session")}-hint`}>
        {sayZone(page.experience.timeZone)} time.
      </p>
      <FieldErrors name="session" violations={violations} />
      <Days {...part} days={days} />
      <div aria-live="polite">
        <ListState {...part} />
      </div>
      {all.length > 0 && mayHaveMore ? (
        <button type="button" class="link-button more-days" onClick={showMore}>
          Show later days
        </button>
      ) : null}
    </fieldset>
  );
}
