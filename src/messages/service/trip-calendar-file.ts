import { oneLine } from "../booking-words.ts";
import { calendarFileOf } from "../calendar-file.ts";
import type { Attachment } from "../email.ts";
import type { ServiceFacts } from "../service-facts.ts";
import { tripWords } from "./trip-words.ts";

/** The client's trip as an `.ics` file: when and where the pickup is, and whom to ask. */
export function tripCalendarFile(facts: ServiceFacts): Attachment {
  const { operator, owner, date, startsAt, endsAt, code } = facts;
  const { route, dropOff, serviceType, passengers, pickup, guest } = tripWords(facts);
  const name = oneLine(owner.name);
  return calendarFileOf({
    ...facts,
    days: [{ date, startsAt, endsAt }],
    summary: `${route}, ${oneLine(operator.name)}`,
    location: pickup.join(", "),
    description: [
      `Booking code ${code}, ${passengers}, booked by ${guest}.`,
      `${serviceType}.`,
      ...(dropOff === undefined ? [] : [`Drop-off: ${dropOff}.`]),
      `To ask or change anything, write to ${name}: ${owner.email} or ${owner.whatsapp} on WhatsApp.`,
    ],
    url: facts.retired ? undefined : `${facts.publicUrl}/services/${facts.serviceSlug}`,
  });
}
