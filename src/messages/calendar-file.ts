import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from "ical-generator";
import type { Interval } from "../domain/intervals.ts";
import { type LocalDate, zonedAt } from "../domain/local-time.ts";
import { contactInWords, peopleInWords } from "./booking-words.ts";
import type { Attachment } from "./email.ts";
import type { BookingFacts, MessageOperator } from "./facts.ts";
import { timeZoneBlock } from "./time-zone-block.ts";

/** What a calendar file says, whatever was booked. Instants are UTC epoch milliseconds. */
export interface CalendarEntry {
  reservation: string;
  code: string;
  operator: MessageOperator;
  timeZone: string;
  /** In order of time; one event each. */
  days: readonly (Interval & { date: LocalDate })[];
  summary: string;
  location: string;
  description: readonly string[];
  url?: string | undefined;
  at: number;
}

/** The booking of a room as an `.ics` file with one event a day, in the venue's zone. */
export function calendarFile(facts: BookingFacts): Attachment {
  const { operator, bookable } = facts;
  return calendarFileOf({
    ...facts,
    summary: `${bookable.name}, ${operator.name}`,
    location: `${bookable.name}, ${operator.name}, ${operator.address}`,
    description: [
      `Booking code ${facts.code}, ${peopleInWords(facts.people)}.`,
      `To change or cancel, ${contactInWords(facts)}.`,
    ],
    url: facts.bookingUrl,
  });
}

/**
 * An `.ics` file in the entry's zone. An event's UID follows from the reservation and the date, so
 * adding the file twice does not add the events twice.
 */
export function calendarFileOf(entry: CalendarEntry): Attachment {
  const { timeZone } = entry;
  const calendar = ical({
    prodId: { company: "Twogate", product: "Bookings", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    // Without a name: with one the library writes DTSTAMP in that zone, where RFC 5545 asks for UTC.
    timezone: { name: null, generator: (zone) => timeZoneBlock(zone, entry.days) },
  });
  for (const day of entry.days) {
    calendar.createEvent({
      id: eventUid(entry, day.date),
      stamp: zonedAt(entry.at, "UTC"),
      start: zonedAt(day.startsAt, timeZone),
      end: zonedAt(day.endsAt, timeZone),
      timezone: timeZone,
      summary: entry.summary,
      location: entry.location,
      description: entry.description.join("\n"),
      url: entry.url ?? null,
      status: ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.BUSY,
    });
  }
  return {
    filename: `booking-${entry.code}.ics`,
    content: `${calendar.toString()}\r\n`,
    type: "text/calendar; charset=utf-8; method=PUBLISH",
  };
}

function eventUid({ reservation, operator }: CalendarEntry, date: LocalDate): string {
  return `${reservation}-${date}@${operator.senderEmail.split("@").at(-1)}`;
}
