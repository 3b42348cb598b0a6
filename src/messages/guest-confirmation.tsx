import { formatMoney } from "../domain/money.ts";
import {
  DaysSection,
  daysText,
  PriceSection,
  priceText,
  RequestSection,
  requestText,
} from "./booking-details.tsx";
import { contactInWords, daysInBrief, oneLine, timesInWords } from "./booking-words.ts";
import { calendarFile } from "./calendar-file.ts";
import type { Email } from "./email.ts";
import { toGuest } from "./envelope.ts";
import type { BookingFacts } from "./facts.ts";
import { ButtonLink, Code, Paragraph, renderMessage, Section, Sentences } from "./layout.tsx";
import { plainText } from "./plain-text.ts";

/** Tells a guest that the booking stands: what, when, where, what it cost and how to change it. */
export function guestConfirmation(facts: BookingFacts): Email {
  return {
    ...toGuest(facts),
    subject: oneLine(`Booked: ${facts.bookable.name}, ${whenInBrief(facts)} (${facts.code})`),
    html: html(facts),
    text: text(facts),
    attachments: [calendarFile(facts)],
    tags: ["guest-confirmation", `room-${facts.bookable.slug}`],
  };
}

function whenInBrief(facts: BookingFacts): string {
  const [first] = facts.days;
  const times = first && facts.days.length === 1 ? `, ${timesInWords(first)}` : "";
  return `${daysInBrief(facts)}${times}`;
}

function opening({ bookable }: BookingFacts): string {
  return `Your payment arrived, and ${bookable.name} is yours. Thank you!`;
}

function changing(facts: BookingFacts): string {
  return `To change or cancel, ${contactInWords(facts)}, and mention your booking code.`;
}

function calendarHint({ days }: BookingFacts): string {
  return days.length === 1
    ? "Open the attached file to add it to your calendar."
    : `Open the attached file to add all ${days.length} days to your calendar.`;
}

function html(facts: BookingFacts): string {
  const { operator, code, total, currency } = facts;
  return renderMessage({
    operator,
    heading: `You’re booked: ${facts.bookable.name}`,
    preview: `${whenInBrief(facts)} · code ${code} · ${formatMoney(total, currency)} paid`,
    children: (
      <>
        <Paragraph>{opening(facts)}</Paragraph>
        <Code label="Booking code">{code}</Code>
        <DaysSection facts={facts} title="When" />
        <Paragraph>{calendarHint(facts)}</Paragraph>
        <Section title="Where">
          <p style="margin:0">
            <strong>{facts.bookable.name}</strong>
            <br />
            {operator.name}, {operator.address}
          </p>
        </Section>
        <PriceSection facts={facts} title="Paid" />
        <RequestSection facts={facts} title="Your booking" />
        <Section title="If your plans change">
          <Sentences>{[...facts.refundPolicy, changing(facts)]}</Sentences>
        </Section>
        {facts.bookingUrl ? (
          <ButtonLink href={facts.bookingUrl} operator={operator}>
            See your booking
          </ButtonLink>
        ) : null}
      </>
    ),
  });
}

function text(facts: BookingFacts): string {
  const { operator, bookable, bookingUrl } = facts;
  return plainText([
    { lines: [`You're booked: ${bookable.name}`, `Booking code: ${facts.code}`] },
    { lines: [opening(facts)] },
    daysText(facts, "When"),
    { lines: [calendarHint(facts)] },
    { heading: "Where", lines: [bookable.name, `${operator.name}, ${operator.address}`] },
    priceText(facts, "Paid"),
    requestText(facts, "Your booking"),
    { heading: "If your plans change", lines: [...facts.refundPolicy, changing(facts)] },
    bookingUrl ? { lines: [`See your booking: ${bookingUrl}`] } : undefined,
    { lines: [operator.name, operator.phone ?? "", operator.email].filter(Boolean) },
  ]);
}
