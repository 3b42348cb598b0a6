import { instantOfEventTime } from "../google/event-time.ts";
import { SANDBOX_SERVICE_ACCOUNT_EMAIL } from "../google/service-account.ts";
import type { CalendarEvent } from "../state.ts";
import { formatInstant } from "./format.ts";

/** Every calendar's events in order of time, and a form to write in one by hand. */
export function Calendars(props: { calendars: Record<string, CalendarEvent[]>; timeZone: string }) {
  const ids = Object.keys(props.calendars);
  return (
    <section id="calendars" data-live aria-labelledby="calendars-title">
      <h2 id="calendars-title">Calendars</h2>
      {ids.length === 0 ? <p class="empty">Nothing is in any calendar yet.</p> : null}
      {ids.map((id) => (
        <Calendar key={id} id={id} events={props.calendars[id] ?? []} timeZone={props.timeZone} />
      ))}
      <ByHand ids={ids} />
    </section>
  );
}

function Calendar(props: { id: string; events: CalendarEvent[]; timeZone: string }) {
  const { id, events, timeZone } = props;
  const startOf = (event: CalendarEvent) => instantOfEventTime(event.start, timeZone);
  const standing = events.filter(({ status }) => status !== "cancelled").length;
  const sorted = events.toSorted((a, b) => startOf(a) - startOf(b));
  return (
    <details class="card" data-key={`calendar-${id}`} open>
      <summary>
        <strong>{id}</strong>
        <span class="meta">{standing === 1 ? "1 event" : `${standing} events`}</span>
      </summary>
      <ul class="plain">
        {sorted.map((event) => (
          <li key={event.id} id={`event-${event.id}`}>
            <span class={event.status === "cancelled" ? "gone" : ""}>
              <strong>{event.summary ?? "(no title)"}</strong>
              {event.status === "cancelled" ? <span class="badge bad">deleted</span> : null}
              {event.transparency === "transparent" ? <span class="badge warn">free</span> : null}
              <span class="meta">
                {whenOf(event, timeZone)}
                {event.recurrence === undefined ? null : ` · ${event.recurrence.join(" ")}`}
                {event.creator.email === SANDBOX_SERVICE_ACCOUNT_EMAIL ? "" : " · written by hand"}
              </span>
              {event.description === undefined ? null : <pre>{event.description}</pre>}
            </span>
            {event.status === "cancelled" ? null : (
              <button
                type="button"
                class="quiet"
                data-method="DELETE"
                data-path="/sandbox/google/by-hand"
                data-body={JSON.stringify({ calendar: id, id: event.id })}
              >
                Delete
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ByHand({ ids }: { ids: string[] }) {
  return (
    <form class="card" data-method="POST" data-path="/sandbox/google/by-hand">
      <h3>Write an event by hand, as staff might</h3>
      <label>
        Calendar
        <input name="calendar" required list="calendar-ids" autocomplete="off" />
      </label>
      <datalist id="calendar-ids">
        {ids.map((id) => (
          <option value={id} />
        ))}
      </datalist>
      <label>
        Title
        <input name="summary" required value="Held by staff" />
      </label>
      <div class="pair wide">
        <label>
          Start
          <input name="start" type="datetime-local" required />
        </label>
        <label>
          End
          <input name="end" type="datetime-local" required />
        </label>
      </div>
      <label>
        Repeats (optional)
        <input name="recurrence" placeholder="RRULE:FREQ=WEEKLY;COUNT=4" autocomplete="off" />
      </label>
      <button type="submit">Add the event</button>
    </form>
  );
}

function whenOf(event: CalendarEvent, timeZone: string): string {
  if (event.start.date !== undefined) return `${event.start.date}, all day`;
  const start = formatInstant(instantOfEventTime(event.start, timeZone), timeZone);
  const end = formatInstant(instantOfEventTime(event.end, timeZone), timeZone);
  return `${start} – ${end.slice(-5)}`;
}
