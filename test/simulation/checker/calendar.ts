import type { LogLine } from "../../../src/objects/event-log.ts";
import type { SimulatedRoom } from "../world.ts";
import { type Evidence, LIVE, type Rules, type Stored, storedIn } from "./evidence.ts";
import { CLOCK_SKEW_MS, LANDS_WITHIN_MS } from "./tolerances.ts";

/** The calendar is the bookings, and the mirror is the calendar. */
export const calendar: Rules = {
  onLog(evidence, line) {
    if (line.message === "Booking confirmed") everyDayStands(evidence, line);
  },

  atTheEnd(evidence) {
    for (const room of evidence.world.rooms) {
      calendarIsTheBookings(evidence, room);
      for (const one of storedIn(room)) erasedForGood(evidence, room, one);
      mirrorIsTheCalendar(evidence, room);
    }
  },
};

/** "Confirmed" is said only when every day stands in the calendar (or a person took it out). */
function everyDayStands(evidence: Evidence, { reservation }: LogLine): void {
  for (const room of evidence.world.rooms) {
    const stored = storedIn(room).find(({ id }) => id === reservation);
    const events = [...room.calendar.events.values()];
    for (const { date } of stored?.days ?? []) {
      const stands = events.some(
        ({ marks, status, touched }) =>
          marks?.reservation === reservation &&
          marks?.date === date &&
          (status === "confirmed" || touched),
      );
      if (!stands) evidence.fail("confirmed without its day", `${reservation} ${date}`);
    }
  }
}

/** The calendar shows the days of live bookings, all of them, and nothing else of ours. */
function calendarIsTheBookings(evidence: Evidence, room: SimulatedRoom): void {
  const expected = new Set(
    storedIn(room)
      .filter(({ status }) => LIVE.includes(status))
      .flatMap((one) =>
        Object.entries(one.calendar).map(
          ([date, { generation }]) => `${one.id} ${date} ${generation}`,
        ),
      ),
  );
  const standing = room.calendar.standing().filter(({ marks }) => marks !== undefined);
  for (const { marks, touched } of standing) {
    const name = `${marks?.reservation} ${marks?.date} ${marks?.generation}`;
    if (!expected.delete(name)) evidence.fail("orphan event", `${room.slug} ${name}`);
    if (touched && !evidence.isAlerted(marks?.reservation)) {
      evidence.fail("moved in silence", name);
    }
  }
  for (const name of expected) evidence.fail("missing event", `${room.slug} ${name}`);
}

/** "Deleted" is not said while a write of the same event can still land. */
function erasedForGood(evidence: Evidence, room: SimulatedRoom, one: Stored): void {
  const erased = evidence.journal(one.id).filter(({ event }) => event.type === "DayErased");
  for (const { event, at } of erased) {
    const name = `write-day/${event.date}/${event.generation}`;
    const write = room.object.storage.database
      .prepare("SELECT last_attempt_at FROM outbox WHERE subject = ? AND name = ?")
      .get(one.id, name);
    const written = [...room.calendar.events.values()].find(
      ({ marks }) =>
        marks?.reservation === one.id &&
        marks.date === event.date &&
        marks.generation === String(event.generation),
    );
    const sentAt = Number(write?.last_attempt_at ?? 0);
    if (written === undefined) continue;
    // What landed before the last attempt is an earlier one's: of that it is not known when it was sent.
    const onItsWayMs = written.createdAt - sentAt;
    const isSoon = onItsWayMs >= 0 && onItsWayMs < LANDS_WITHIN_MS;
    const skewMs = evidence.world.faults.counts.has("clock jumped") ? CLOCK_SKEW_MS : 0;
    if (isSoon && written.createdAt > at + skewMs) {
      evidence.fail("erased before it landed", `${one.id} ${event.date}`);
    }
  }
}

function mirrorIsTheCalendar(evidence: Evidence, room: SimulatedRoom): void {
  const mirrored = room.object.storage.database
    .prepare("SELECT DISTINCT event FROM calendar_busy ORDER BY event")
    .all()
    .map((row) => String((row as { event: string }).event));
  const now = evidence.world.scheduler.now;
  const foreign = room.calendar
    .standing()
    .filter(({ marks, touched }) => marks === undefined || touched)
    .map(({ id }) => id);
  for (const id of mirrored) {
    if (!foreign.includes(id)) {
      evidence.fail("the mirror shows what is gone", `${room.slug} ${id}`);
    }
  }
  for (const event of room.calendar.standing()) {
    const coming = event.startsAt > now;
    if (event.marks === undefined && coming && !mirrored.includes(event.id)) {
      evidence.fail("the mirror misses an event", `${room.slug} ${event.id}`);
    }
  }
}
