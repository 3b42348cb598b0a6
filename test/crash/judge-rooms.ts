import { type Booking, type Entry, type Facts, isLive, type Stretch } from "./facts.ts";
import { CALL_MS, type History } from "./history.ts";
import type { RoomVisit } from "./room-guest.ts";

const BUFFER = 15;
const OPENS = 8 * 60;
const CLOSES = 17 * 60;
const SHORTEST = 60;

/** No slot twice, and the calendar is the bookings. */
export function judgeRooms(facts: Facts, visits: readonly RoomVisit[], history: History): string[] {
  return [
    ...bookingsStandInTheCalendar(facts),
    ...nothingOverlaps(facts),
    ...freeTimeIsWhatIsLeft(facts),
    ...failuresHaveCauses(facts, visits, history),
  ];
}

const isRoom = ({ days }: Booking) => days.length > 0;

/** The calendars show the days of live bookings, each once, and nothing else of ours. */
function bookingsStandInTheCalendar({ bookings, entries }: Facts): string[] {
  const nameOf = (reservation: string, { room, date, from, to }: Stretch) =>
    `${reservation} in ${room} on ${date} ${from}-${to}`;
  const standing = entries.flatMap((entry) =>
    entry.stands && entry.reservation !== undefined ? [nameOf(entry.reservation, entry)] : [],
  );
  const expected = bookings
    .filter(isLive)
    .flatMap(({ reservation, days }) => days.map((day) => nameOf(reservation, day)));
  return [
    ...expected.filter((name) => !standing.includes(name)).map((name) => `missing event: ${name}`),
    ...standing.filter((name) => !expected.includes(name)).map((name) => `orphan event: ${name}`),
    ...standing
      .filter((name, index) => standing.indexOf(name) < index)
      .map((name) => `event twice: ${name}`),
  ];
}

/** No two live bookings overlap, the buffer included. */
function nothingOverlaps({ bookings }: Facts): string[] {
  const days = bookings
    .filter(isLive)
    .flatMap(({ reservation, days }) => days.map((day) => ({ ...day, reservation })));
  return days.flatMap((day, index) =>
    days
      .slice(index + 1)
      .filter((other) => other.reservation !== day.reservation && touches(day, other))
      .map((other) => `overlap: ${day.reservation} and ${other.reservation} on ${day.date}`),
  );
}

/** Overlaps, or leaves less than the buffer in between. */
function touches(one: Stretch, other: Stretch): boolean {
  return (
    one.room === other.room &&
    one.date === other.date &&
    one.from < other.to + BUFFER &&
    other.from < one.to + BUFFER
  );
}

/** Nothing that is taken is offered; nothing that is free is kept back. */
function freeTimeIsWhatIsLeft({ bookings, entries, free }: Facts): string[] {
  const taken: Stretch[] = [
    ...bookings.filter(isLive).flatMap(({ days }) => days),
    ...entries.filter(({ stands, reservation }) => stands && reservation === undefined),
  ];
  const days = new Set([...taken, ...free].map(({ room, date }) => `${room} ${date}`));
  return [...days].flatMap((day) => {
    const [room = "", date = ""] = day.split(" ");
    const on = (stretches: Stretch[]) =>
      stretches.filter((one) => one.room === room && one.date === date);
    const offered = on(free).map(({ from, to }) => `${from}-${to}`);
    const left = gaps(on(taken));
    return offered.join() === left.join()
      ? []
      : [`free time is wrong: ${day} offers ${offered} instead of ${left}`];
  });
}

function gaps(taken: Stretch[]): string[] {
  const found: string[] = [];
  let from = OPENS;
  for (const one of [...taken].sort((a, b) => a.from - b.from)) {
    if (one.from - BUFFER - from >= SHORTEST) found.push(`${from}-${one.from - BUFFER}`);
    from = Math.max(from, one.to + BUFFER);
  }
  if (CLOSES - from >= SHORTEST) found.push(`${from}-${CLOSES}`);
  return found;
}

/** Gate 2 saw what stood in the calendar before the payment, and refused nothing without a cause. */
function failuresHaveCauses(
  facts: Facts,
  visits: readonly RoomVisit[],
  { spells }: History,
): string[] {
  return facts.bookings.filter(isRoom).flatMap((booking) => {
    const { payment, days, status, reason } = booking;
    const hold = visits
      .flatMap(({ holds }) => holds)
      .find(({ paymentIntent }) => paymentIntent === payment);
    const byHand = facts.entries.filter(
      (entry) => entry.reservation === undefined && days.some((day) => touches(day, entry)),
    );
    const seen = (entry: Entry) =>
      entry.stands && hold?.payingAt !== undefined && entry.createdAt < hold.payingAt;
    if (isLive(booking) && byHand.some(seen)) return [`booked over an event: ${payment}`];
    if (status !== "refunded") return [];
    if (reason === "slot-taken")
      return byHand.length > 0 ? [] : [`refused without cause: ${payment}`];
    const refusal = spells.some(
      ({ fault, until }) =>
        fault.operation === "events.insert" &&
        fault.status === 403 &&
        until + CALL_MS > (hold?.payingAt ?? 0),
    );
    if (reason === "calendar-write-failed" && refusal) return [];
    return [`given up without a cause: ${payment} ${reason}`];
  });
}
