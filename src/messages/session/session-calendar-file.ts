import { contactInWords, oneLine } from "../booking-words.ts";
import { calendarFileOf } from "../calendar-file.ts";
import type { Attachment } from "../email.ts";
import type { SessionFacts } from "../session-facts.ts";
import { harmless, sessionWords } from "./session-words.ts";

/** The guest's session as an `.ics` file: when, where to meet, what to bring. */
export function sessionCalendarFile(facts: SessionFacts): Attachment {
  const { experienceName, supplier, meetingPoint, whatToBring, date, startsAt, endsAt } = facts;
  const bring = whatToBring.length > 0 ? [`Bring: ${whatToBring.join(", ")}.`] : [];
  return calendarFileOf({
    ...facts,
    days: [{ date, startsAt, endsAt }],
    summary: oneLine(`${experienceName}, ${supplier.name}`),
    location: oneLine(meetingPoint),
    description: [
      `Confirmation number ${facts.code}, ${sessionWords(facts, "en").people}, booked by ${harmless(facts.guest.name)}.`,
      ...bring,
      `To ask anything, ${contactInWords(facts).replace("this email", facts.operator.email)}.`,
    ],
    // Not a signed link: calendars are shared.
    url: facts.retired ? undefined : `${facts.publicUrl}/experiences/${facts.experienceSlug}`,
  });
}
