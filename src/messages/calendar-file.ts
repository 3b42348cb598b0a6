import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from "ical-generator";
import { zonedAt } from "../domain/local-time.ts";
import { contactInWords, peopleInWords } from "./booking-words.ts";
import type { Attachment } from "./email.ts";
import type { BookedDay, BookingFacts } from "./facts.ts";
import { timeZoneBlock } from "./time-zone-block.ts";

/**
 * The booking as an `.ics` file with one event a day, in the venue's zone. An event's UID follows
 * from the reservation and the date, so adding the file twice does not add the events twice.
 */
export function calendarFile(facts: BookingFacts): Attachment {
  const { operator, timeZone } = facts;
  const calendar = ical({
    prodId: { company: "Twogate", product: "Bookings", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    // Without a name: with one the library writes DTSTAMP in that zone, where RFC 5545 asks for UTC.
    timezone: { name: null, generator: (zone) => timeZoneBlock(zone, facts.days) },
  });
  for (const day of facts.days) {
    calendar.createEvent({
      id: eventUid(facts, day),
      stamp: zonedAt(facts.at, "UTC"),
      start: zonedAt(day.startsAt, timeZone),
      end: zonedAt(day.endsAt, timeZone),
      timezone: timeZone,
      summary: `${facts.roomName}, ${operator.name}`,
      location: `${facts.roomName}, ${operator.name}, ${operator.address}`,
      description: [
        `Booking code ${facts.code}, ${peopleInWords(facts.attendees)}.`,
        `To change or cancel, ${contactInWords(facts)}.`,
      ].join("\n"),
      url: facts.bookingUrl ?? null,
      status: ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.BUSY,
    });
  }
  return {
    filename: `booking-${facts.code}.ics`,
    content: `${calendar.toString()}\r\n`,
    type: "text/calendar; charset=utf-8; method=PUBLISH",
  };
}

function eventUid({ reservation, operator }: BookingFacts, { date }: BookedDay): string {
  return `${reservation}-${date}@${operator.senderEmail.split("@").at(-1)}`;
}
