import { sayFailure } from "../domain/failure-words.ts";
import { formatMoney } from "../domain/money.ts";
import type { Alternative } from "../domain/room/alternatives.ts";
import { DaysSection, daysText } from "./booking-details.tsx";
import {
  alternativeInWords,
  alternativeUrl,
  contactInWords,
  daysInBrief,
  oneLine,
  REFUND_ARRIVAL,
} from "./booking-words.ts";
import type { Email } from "./email.ts";
import { toGuest } from "./envelope.ts";
import type { BookingFacts } from "./facts.ts";
import { ButtonLink, Paragraph, renderMessage, Section, Sentences } from "./layout.tsx";
import { plainText } from "./plain-text.ts";

/**
 * Tells a guest who paid that there is no booking, why, that the money is on its way back and when
 * it arrives, and offers free times nearby.
 */
export function guestRefund(facts: BookingFacts): Email {
  return {
    ...toGuest(facts),
    subject: oneLine(
      `Not booked, money returned: ${facts.bookable.name}, ${daysInBrief(facts)} (${facts.code})`,
    ),
    html: html(facts),
    text: text(facts),
    attachments: [],
    tags: ["guest-refund", `room-${facts.bookable.slug}`],
  };
}

function apology(facts: BookingFacts): string {
  const { days, bookable } = facts;
  const what =
    days.length === 1
      ? `${bookable.name} is not booked for you`
      : `none of your ${days.length} days in ${bookable.name} is booked`;
  return `${sayFailure(facts.reason)} So ${what}. We are sorry.`;
}

function refundSentences({ refundedAmount, total, currency }: BookingFacts): string[] {
  const amount = refundedAmount ?? total;
  const whole = amount === total ? ", everything you paid," : "";
  const sentence = `${formatMoney(amount, currency)}${whole} is on its way back to the card or account you paid with.`;
  return [sentence, REFUND_ARRIVAL, "You do not need to do anything."];
}

function html(facts: BookingFacts): string {
  const { operator } = facts;
  const offers = facts.alternatives ?? [];
  return renderMessage({
    operator,
    heading: "We couldn’t book the room, and your money is on its way back",
    preview: refundSentences(facts).join(" "),
    children: (
      <>
        <Paragraph>{apology(facts)}</Paragraph>
        <Section title="Your money">
          <Sentences>{refundSentences(facts)}</Sentences>
        </Section>
        {offers.length > 0 ? <OffersSection facts={facts} offers={offers} /> : null}
        <DaysSection facts={facts} title="What you asked for" />
        <Section title="Questions?">
          <Sentences>{[help(facts)]}</Sentences>
        </Section>
      </>
    ),
  });
}

function OffersSection({ facts, offers }: { facts: BookingFacts; offers: Alternative[] }) {
  return (
    <Section title="Still free when we looked">
      {offers.map((offer) => (
        <ButtonLink
          key={alternativeUrl(facts, offer)}
          href={alternativeUrl(facts, offer)}
          operator={facts.operator}
        >
          {alternativeInWords(facts, offer)}
        </ButtonLink>
      ))}
    </Section>
  );
}

function help(facts: BookingFacts): string {
  return `To ask anything or to get help with another time, ${contactInWords(facts)} and mention ${facts.code}.`;
}

function text(facts: BookingFacts): string {
  const { operator } = facts;
  const offers = (facts.alternatives ?? []).flatMap((offer) => [
    alternativeInWords(facts, offer),
    `  ${alternativeUrl(facts, offer)}`,
  ]);
  return plainText([
    { lines: ["We couldn't book the room, and your money is on its way back."] },
    { lines: [apology(facts)] },
    { heading: "Your money", lines: refundSentences(facts) },
    { heading: "Still free when we looked", lines: offers },
    daysText(facts, `What you asked for: ${facts.bookable.name}`),
    { lines: [help(facts)] },
    { lines: [operator.name, operator.phone ?? "", operator.email].filter(Boolean) },
  ]);
}
