import { formatMoney } from "../domain/money.ts";
import { DaysSection, daysText, PriceSection, priceText } from "./booking-details.tsx";
import { contactInWords, daysInBrief, oneLine, REFUND_ARRIVAL } from "./booking-words.ts";
import type { Email } from "./email.ts";
import { toGuest } from "./envelope.ts";
import type { BookingFacts } from "./facts.ts";
import { ButtonLink, Code, Paragraph, renderMessage, Section, Sentences } from "./layout.tsx";
import { plainText } from "./plain-text.ts";

/** Tells a guest that a booking which stood is cancelled, and what of the price comes back. */
export function guestCancellation(facts: BookingFacts): Email {
  return {
    ...toGuest(facts),
    subject: oneLine(`Cancelled: ${facts.bookable.name}, ${daysInBrief(facts)} (${facts.code})`),
    html: html(facts),
    text: text(facts),
    attachments: [],
    tags: ["guest-cancellation", `room-${facts.bookable.slug}`],
  };
}

function opening({ bookable, days, reason }: BookingFacts): string {
  const what =
    days.length === 1
      ? `Your booking of ${bookable.name} is cancelled.`
      : `Your booking of ${bookable.name} for ${days.length} days is cancelled.`;
  return reason ? `${what} ${reason}` : what;
}

function refundSentences(facts: BookingFacts): string[] {
  const { total, currency, refundedAmount = 0 } = facts;
  const paid = formatMoney(total, currency);
  if (refundedAmount === 0) return [`Nothing of the ${paid} you paid is refunded.`];
  const amount = formatMoney(refundedAmount, currency);
  const share =
    refundedAmount === total
      ? `All of the ${paid} you paid is refunded.`
      : `${amount} of the ${paid} you paid is refunded.`;
  return [share, `It goes back to the card or account you paid with. ${REFUND_ARRIVAL}`];
}

function calendarHint(): string {
  return "If you added the booking to your calendar, please delete it there.";
}

function help(facts: BookingFacts): string {
  return `If this is not what you expected, ${contactInWords(facts)}.`;
}

/** Why not everything comes back. */
function policy({ refundedAmount = 0, total, refundPolicy }: BookingFacts): readonly string[] {
  return refundedAmount === total ? [] : refundPolicy;
}

function html(facts: BookingFacts): string {
  const { operator, bookable, publicUrl } = facts;
  return renderMessage({
    operator,
    heading: "Your booking is cancelled",
    preview: `${facts.bookable.name}, ${daysInBrief(facts)}. ${refundSentences(facts)[0]}`,
    children: (
      <>
        <Paragraph>{opening(facts)}</Paragraph>
        <Code label="Booking code">{facts.code}</Code>
        <Section title="Your money">
          <Sentences>{refundSentences(facts)}</Sentences>
        </Section>
        <DaysSection facts={facts} title="No longer booked" />
        <Paragraph>{calendarHint()}</Paragraph>
        <PriceSection facts={facts} title="What you had paid" />
        {policy(facts).length > 0 ? (
          <Section title="Refund policy of your booking">
            <Sentences>{policy(facts)}</Sentences>
          </Section>
        ) : null}
        <Section title="Questions?">
          <Sentences>{[help(facts)]}</Sentences>
          <ButtonLink href={`${publicUrl}/rooms/${bookable.slug}`} operator={operator}>
            Book another time
          </ButtonLink>
        </Section>
      </>
    ),
  });
}

function text(facts: BookingFacts): string {
  const { operator, publicUrl, bookable } = facts;
  return plainText([
    { lines: ["Your booking is cancelled", `Booking code: ${facts.code}`] },
    { lines: [opening(facts)] },
    { heading: "Your money", lines: refundSentences(facts) },
    daysText(facts, "No longer booked"),
    { lines: [calendarHint()] },
    priceText(facts, "What you had paid"),
    { heading: "Refund policy of your booking", lines: policy(facts) },
    { lines: [help(facts), `Book another time: ${publicUrl}/rooms/${bookable.slug}`] },
    { lines: [operator.name, operator.phone ?? "", operator.email].filter(Boolean) },
  ]);
}
